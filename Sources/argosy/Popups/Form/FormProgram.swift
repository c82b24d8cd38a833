import Canvas
import Daemon
import Foundation
import Recognition
import World

/// ``FormView`` on a terminal, and the draft in a file.
struct FormProgram {
  let access: DaemonAccess
  /// Where the person is; nil: nobody knows.
  let directory: String?

  /// How long what came of it stands before the form closes by itself.
  private static let pause: TimeInterval = 2

  func run() throws {
    _ = try Canvas.run { canvas in try show(on: canvas) }
  }

  /// Returns what is to be told where the form was shown over something else.
  @discardableResult
  func show(on canvas: Canvas) throws -> Note? {
    let connection = try PopupConnection<Void>(access)
    let file = DraftFile(DaemonAccess.environment)
    var view = FormView(
      file.read(), directory: repository, agents: (try? AgentCatalog.embedded().agents.map(\.agent)) ?? [],
      id: UUID().uuidString.lowercased())
    defer { view.isBegun ? file.remove() : file.write(view.draft) }
    while true {
      canvas.draw(view.frame(columns: canvas.columns, rows: canvas.rows))
      let end = view.isBegun ? Date().addingTimeInterval(Self.pause) : nil
      for event in canvas.next(until: end, watching: connection.descriptors) {
        switch event {
        case .key(let key):
          switch view.take(key) {
          case .close: return view.isOver ? view.note : nil
          case .start(let feature):
            var work = WorkRequest(.new)
            work.feature = feature
            do { try connection.order(.work(work), ()) } catch { view.failed(error) }
          case .edit(let text):
            do { view.edited(try PersonsEditor.edit(text, on: canvas)) } catch { view.failed(error) }
          case nil: break
          }
        case .paste(let text): view.paste(text)
        case .readable(let descriptor):
          for word in connection.read(descriptor) {
            switch word {
            case .answered(_, let response):
              let wasOrdered = view.isOver
              view.answered(response)
              if !wasOrdered, let news = view.wantsNews { try? connection.order(.work(news), ()) }
            case .gone: view.failed(Complaint("argosy has ended; argosy up starts it again"))
            case .status: if let news = view.wantsNews { try? connection.order(.work(news), ()) }
            case .screen: break
            }
          }
        case .timeOut: return view.note
        case .ended: return nil
        case .resized: break
        }
      }
    }
  }

  /// The top of the repository that the person is in.
  private var repository: String {
    guard let directory else { return "" }
    let words = ["git", "-C", directory, "rev-parse", "--show-toplevel"]
    let outcome = Child.quiet(words, environment: DaemonAccess.environment)
    let path = outcome.output.trimmingCharacters(in: .newlines)
    return outcome.status == 0 && path.hasPrefix("/") ? path : directory
  }
}

/// Where a draft is kept until it is begun.
struct DraftFile {
  private let path: String?

  init(_ environment: [String: String]) {
    path = (try? Directories.state(environment)).map { $0 + "/draft.json" }
  }

  func read() -> FormView.Draft {
    guard let path, let data = try? Data(contentsOf: URL(fileURLWithPath: path)), data.count < 1 << 22 else {
      return .init()
    }
    return (try? JSONDecoder().decode(FormView.Draft.self, from: data)) ?? .init()
  }

  func write(_ draft: FormView.Draft) {
    guard !draft.isEmpty else { return remove() }
    guard let path, let data = try? JSONEncoder().encode(draft) else { return }
    try? AtomicFile.write(Array(data), to: path)
  }

  func remove() {
    if let path { try? FileManager.default.removeItem(atPath: path) }
  }
}
