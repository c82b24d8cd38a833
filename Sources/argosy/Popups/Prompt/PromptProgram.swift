import Canvas
import World

/// ``PromptView`` on a terminal.
struct PromptProgram {
  let access: DaemonAccess
  let client: String?
  let target: String

  func run() throws {
    let look = PersonsClient(access, name: client).look
    try Canvas.run { canvas in
      var loop = try EditingLoop(PromptView(target, server: access.address.socket, look: look), access: access)
      loop.run(on: canvas)
    }
  }
}
