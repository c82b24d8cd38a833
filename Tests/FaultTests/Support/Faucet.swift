import Foundation
import TestSupport
import TmuxControl

/// A pane that prints exactly what it is told, byte for byte.
struct Faucet {
  let pane: PaneID
  private let pipe: FileHandle

  /// Opens a window in the server's first session and makes it current.
  init(_ server: PrivateTmux, columns: Int = 40, rows: Int = 12) async throws {
    let path = server.directory.appendingPathComponent("pipe-\(UUID().uuidString)").path
    let facts = try await server.run(
      "new-window", "-t", "$0:", "-P", "-F", "#{pane_id}",
      "stty raw -echo; mkfifo \(path); exec cat \(path)")
    guard let pane = PaneID(facts) else { throw Unexpected("no pane: \(facts)") }
    self.pane = pane
    try await server.run("resize-window", "-t", "\(pane)", "-x", "\(columns)", "-y", "\(rows)")
    _ = try await eventually("the pane has its pipe") {
      FileManager.default.fileExists(atPath: path)
    } until: {
      $0
    }
    // Opening waits for the reader.
    guard let pipe = await offPool({ FileHandle(forWritingAtPath: path) }) else { throw Unexpected("no pipe") }
    self.pipe = pipe
  }

  /// Prints, and waits until tmux has read it: it writes to its clients in the same turn.
  func print(_ bytes: some Sequence<UInt8>, to client: ControlClient) async throws {
    let bytes = Array(bytes)
    await client.forgetOutput(of: pane)
    try pipe.write(contentsOf: Data(bytes))
    _ = try await eventually("\(bytes.count) bytes of \(pane) arrive") {
      await client.printed(by: pane).count
    } until: {
      $0 >= bytes.count
    }
  }
}
