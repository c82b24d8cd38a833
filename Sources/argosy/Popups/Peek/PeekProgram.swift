import Canvas
import Daemon
import Foundation

/// ``PeekView`` on a terminal.
struct PeekProgram {
  let access: DaemonAccess
  let client: String?
  let target: String

  func run() throws {
    let person = PersonsClient(access, name: client)
    try Canvas.run { canvas in
      let connection = try PopupConnection<Void>(access)
      var fresh = FreshLook(now: Date()) { person.look }
      var view = PeekView(target, look: fresh.look)
      while true {
        if let look = fresh.renewed(now: Date()) { view.look = look }
        canvas.draw(view.frame(columns: canvas.columns, rows: canvas.rows))
        for event in canvas.next(until: fresh.due, watching: connection.descriptors) {
          switch event {
          case .key(let key):
            fresh.doubt()
            guard let action = view.take(key, now: Date()) else { continue }
            do {
              switch action {
              case .close: return
              case .go(let target): return try person.go(to: target)
              case .answer(let pane, let ask, let words): try connection.order(.answer(pane, ask: ask, words), ())
              case .history(let pane): view.lookBack(try person.history(of: pane), room: canvas.rows - 1)
              }
            } catch {
              view.failed(error)
            }
          case .readable(let descriptor):
            for word in connection.read(descriptor) {
              switch word {
              case .status(let status):
                fresh.doubt()
                if let pane = view.update(status, now: Date()) { connection.watch(pane) }
              case .screen(let response): view.show(response)
              case .answered(_, let response): view.answered(response)
              case .gone: view.failed(Complaint("argosy has ended; argosy up starts it again"))
              }
            }
          case .ended: return
          case .resized:
            fresh.doubt()
            view.stopLookingBack()
          case .paste, .timeOut: break
          }
        }
      }
    }
  }
}
