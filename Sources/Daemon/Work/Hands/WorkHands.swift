import Fleet
import Foundation
import Recognition
import TmuxControl
import World

/// Does what the coordinator wants done: git, files, sessions. Everything here runs off the daemon's loop, looks first
/// what is already there, and decides nothing.
struct WorkHands: Sendable {
  let tmux: TmuxProgram
  let server: ServerAddress
  /// The life of the server that ids of now belong to.
  let epoch: ServerEpoch
  let catalog: AgentCatalog
  let environment: [String: String]
  /// argosy itself, for the hooks of agents.
  let executable: String
  /// Where outputs of set-ups and settings of sessions are kept.
  let directory: String

  var sessions: AgentSessions { AgentSessions(tmux: tmux, server: server) }

  func repository(_ path: String) async throws(GitFailure) -> GitRepository {
    try await GitRepository.locate(path, git: try GitProgram(environment))
  }

  /// The file of an item, in a directory of its own kind: settings, output of the set-up.
  func file(_ item: ItemID, _ kind: String) throws -> String {
    let place = "\(directory)/\(item)"
    try FileManager.default.createDirectory(
      atPath: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return "\(place)/\(kind)"
  }
}
