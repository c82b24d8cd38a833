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

  /// The repository that the person is in: its own folder, not one of its worktrees.
  private var repository: String {
    guard let directory else { return "" }
    let words = ["git", "-C", directory, "rev-parse", "--path-format=absolute", "--git-common-dir", "--show-toplevel"]
    let outcome = Child.quiet(words, environment: DaemonAccess.environment)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    guard outcome.status == 0, lines.count == 2, lines.allSatisfy({ $0.hasPrefix("/") }) else { return directory }
    // A bare repository has only worktrees.
    return lines[0].hasSuffix("/.git") ? String(lines[0].dropLast(5)) : lines[1]
  }
}
