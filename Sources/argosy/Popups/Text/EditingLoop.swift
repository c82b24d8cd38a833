import Canvas
import Daemon
import Foundation

/// Runs a popup in which text is edited, and keeps what was typed when it is left.
struct EditingLoop<View: EditingView> {
  private(set) var view: View
  private let connection: PopupConnection<Void>
  private let drafts: Drafts
  private var hasRestored = false

  init(_ view: View, access: DaemonAccess) throws {
    self.view = view
    connection = try PopupConnection(access)
    drafts = Drafts(DaemonAccess.environment)
  }

  /// Returns when the person leaves, or what came of it has stood long enough.
  mutating func run(on canvas: Canvas) {
    defer { keep() }
    var end: Date?
    while true {
      restore()
      canvas.draw(view.frame(columns: canvas.columns, rows: canvas.rows))
      // What happens meanwhile does not put it off.
      end = view.pause.map { end ?? Date().addingTimeInterval($0) }
      for event in canvas.next(until: end, watching: connection.descriptors) {
        switch event {
        case .key(let key):
          switch view.take(key) {
          case .close: return
          case .order(let order): self.order(order)
          case .edit(let text):
            do { view.edited(try PersonsEditor.edit(text, on: canvas)) } catch { view.failed(error) }
          case nil: break
          }
        case .paste(let text): view.paste(text)
        case .readable(let descriptor): read(descriptor)
        case .timeOut, .ended: return
        case .resized: break
        }
      }
    }
  }

  private mutating func read(_ descriptor: Int32) {
    for word in connection.read(descriptor) {
      switch word {
      case .status(let status): if let order = view.update(status) { self.order(order) }
      case .answered(_, let response): if let order = view.answered(response) { self.order(order) }
      case .screen: break
      case .gone: view.failed(Complaint("argosy has ended; argosy up starts it again"))
      }
    }
  }

  private mutating func order(_ order: View.Order) {
    do { try connection.order(view.request(order), ()) } catch { view.failed(error) }
  }

  // MARK: The draft

  private mutating func restore() {
    guard !hasRestored, let name = view.draftName else { return }
    hasRestored = true
    if let draft = drafts.read(name, as: View.Draft.self) { view.restore(draft) }
  }

  private func keep() {
    guard hasRestored, let name = view.draftName else { return }
    if let draft = view.kept { drafts.write(draft, name) } else { drafts.remove(name) }
  }
}
