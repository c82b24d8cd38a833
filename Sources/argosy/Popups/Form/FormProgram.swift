import Canvas
import Foundation
import Recognition

/// ``FormView`` on a terminal.
struct FormProgram {
  let access: DaemonAccess
  /// Where the person is; nil: nobody knows.
  let directory: String?

  func run(client: String?) throws {
    let look = PersonsClient(access, name: client).look
    _ = try Canvas.run { canvas in try show(on: canvas, look: look) }
  }

  /// Returns what is to be told where the form was shown over something else.
  @discardableResult
  func show(on canvas: Canvas, look: Look) throws -> Note? {
    let view = FormView(
      directory: repository, agents: (try? AgentCatalog.embedded().agents.map(\.agent)) ?? [],
      id: UUID().uuidString.lowercased(), look: look)
    var loop = try EditingLoop(view, access: access)
    loop.run(on: canvas)
    return loop.view.isOver ? loop.view.note : nil
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
