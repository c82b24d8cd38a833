import Logging
import TmuxControl
import World

extension Daemon {
  /// Who the server is: its process, when it started, its version, and whose client serves it.
  ///
  /// - Throws: ``TmuxFailure``; where a server is there and does not understand us, with the way out.
  func introduction() async throws -> String {
    do {
      return try await configuration.tmux.run(
        ["display-message", "-p", "#{pid}\t#{start_time}\t#{version}\t#{@argosy_client}"], on: configuration.server)
    } catch {
      throw await configuration.tmux.explained(error)
    }
  }

  /// The program to connect with: one that this server understands.
  func client(for server: String, pid: Int32) async throws -> TmuxProgram {
    let version = try await configuration.tmux.version()
    if WireFormat.fits(client: version, server: server) { return configuration.tmux }
    // tmux was updated while the server runs; the server's own program is still there, by its process.
    if let own = TmuxProgram.running(as: pid), let its = try? await own.version(),
      WireFormat.fits(client: its, server: server)
    {
      log.warning("the server is \(server) and \(configuration.tmux.path) is \(version): its own program is used")
      return own
    }
    throw TmuxFailure.refused(
      "the server is tmux \(server) and the program is \(version), which cannot talk in control mode: restart the "
        + "server when your work allows, or set ARGOSY_TMUX to the tmux it was started with")
  }
}
