import Canvas
import Foundation
import Terminal

/// ``HelpView`` on a terminal.
struct HelpProgram {
  let access: DaemonAccess

  func run(client: String?) throws {
    let look = PersonsClient(access, name: client).look
    try Canvas.run { canvas in try show(on: canvas, look: look) }
  }

  func show(on canvas: Canvas, look: Look) throws {
    let tmux = PersonsClient(access, name: nil)
    let facts = try tmux.tmux(["display-message", "-p", "#{version}\t#{prefix}"])
      .split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    let notes = ["prefix", "root", "argosy"].map { table in
      (table, (try? tmux.tmux(["list-keys", "-N", "-T", table])) ?? "")
    }
    var view = HelpView(
      prefix: facts.count > 1 ? facts[1] : "the prefix", notes: notes,
      version: facts.first.flatMap { TmuxVersion($0) } ?? .v3_3, look: look)
    while true {
      canvas.draw(view.frame(columns: canvas.columns, rows: canvas.rows))
      for event in canvas.next() {
        switch event {
        case .key(let key): if !view.take(key, columns: canvas.columns, rows: canvas.rows) { return }
        case .ended: return
        default: break
        }
      }
    }
  }
}
