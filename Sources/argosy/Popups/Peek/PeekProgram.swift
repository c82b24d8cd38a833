import Canvas
import Daemon
import Foundation

/// ``PeekView`` on a terminal.
struct PeekProgram {
  let access: DaemonAccess
  let client: String?
  let target: String

  func run() throws {
    try Canvas.run { canvas in
      let connection = try PopupConnection<Void>(access)
      var view = PeekView(target, settings: PersonsClient(access, name: client).settings)
      while true {
        canvas.draw(view.frame(columns: canvas.columns, rows: canvas.rows))
        for event in canvas.next(watching: connection.descriptors) {
          switch event {
          case .key(let key):
            switch view.take(key, now: Date()) {
            case .close: return
            case .go(let target): return try PersonsClient(access, name: client).go(to: target)
            case .answer(let pane, let ask, let words):
              try connection.order(.answer(pane, ask: ask, words), ())
            case nil: break
            }
          case .readable(let descriptor):
            for word in connection.read(descriptor) {
              switch word {
              case .status(let status): if let pane = view.update(status, now: Date()) { connection.watch(pane) }
              case .screen(let response): view.show(response)
              case .answered(_, let response): view.answered(response)
              case .gone: return
              }
            }
          case .ended: return
          case .paste, .resized, .timeOut: break
          }
        }
      }
    }
  }
}
