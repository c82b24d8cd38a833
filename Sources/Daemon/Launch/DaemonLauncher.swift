import TmuxControl
public import World

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Starts a daemon in the background, from the command line.
public enum DaemonLauncher {
  /// Why the daemon did not come up: its own words.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  /// Starts `argosy daemon` in a session of its own and waits until it is connected, or has given up.
  ///
  /// The daemon's standard error is a pipe to us until it is connected: what it writes there is why it failed, and
  /// its end is the sign to go on. So nothing is asked again and again.
  ///
  /// - Throws: ``Failure`` with what the daemon said, ``SystemError`` when it could not be started.
  public static func start(
    executable: String, server: ServerAddress, environment: [String: String]
  ) throws {
    let pipe = try Pipe()
    let nowhere = unsafe open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { close(nowhere) }
    defer { pipe.closeReadEnd() }
    do {
      defer { pipe.closeWriteEnd() }
      // The variables of the terminal that argosy was called from mean nothing to a daemon.
      let kept = environment.filter { !["TMUX", "TMUX_PANE"].contains($0.key) }
      _ = try SpawnedProcess(
        .init(
          path: executable, arguments: ["argosy", "daemon", "-S", server.socket], environment: kept, directory: "/",
          standardInput: nowhere, standardOutput: nowhere, standardError: pipe.writeEnd, leadsSession: true))
    }
    var said: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while said.count < 65536 {
      let count = unsafe read(pipe.readEnd, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      said.append(contentsOf: chunk.prefix(count))
    }
    let text = String(decoding: said, as: UTF8.self).split(separator: "\n").joined(separator: "\n")
    guard text.isEmpty else {
      throw Failure(description: text.hasPrefix("Error: ") ? String(text.dropFirst(7)) : text)
    }
  }

  /// Called by the daemon once it is connected: gives up the standard error that the launcher reads.
  public static func detach() {
    let nowhere = unsafe open("/dev/null", O_RDWR)
    guard nowhere >= 0 else { return }
    dup2(nowhere, 2)
    if nowhere > 2 { close(nowhere) }
  }
}
