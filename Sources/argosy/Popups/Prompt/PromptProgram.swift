import Canvas
import Daemon
import Foundation

/// ``PromptView`` on a terminal.
struct PromptProgram {
  let access: DaemonAccess
  let target: String

  /// How long the verdict stands before the popup closes by itself.
  private static let pause: TimeInterval = 1.5

  func run() throws {
    try Canvas.run { canvas in
      let connection = try PopupConnection<Void>(access)
      var view = PromptView(target)
      while true {
        canvas.draw(view.frame(columns: canvas.columns, rows: canvas.rows))
        let end = view.isOver ? Date().addingTimeInterval(Self.pause) : nil
        for event in canvas.next(until: end, watching: connection.descriptors) {
          switch event {
          case .key(let key):
            switch view.take(key) {
            case .close: return
            case .send(let pane, let text): try connection.order(.send(text, to: pane), ())
            case .edit(let text):
              do { view.edited(try PersonsEditor.edit(text, on: canvas)) } catch { view.failed(error) }
            case nil: break
            }
          case .paste(let text): view.paste(text)
          case .readable(let descriptor):
            for word in connection.read(descriptor) {
              switch word {
              case .status(let status): view.update(status)
              case .answered(_, let response): view.answered(response)
              case .screen: break
              case .gone: view.failed(Complaint("argosy has ended; argosy up starts it again"))
              }
            }
          case .timeOut: return
          case .ended: return
          case .resized: break
          }
        }
      }
    }
  }
}
