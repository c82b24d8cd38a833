public import TmuxControl
public import World

/// The files of the daemon that serves one tmux server.
public struct DaemonPaths: Hashable, Sendable {
  public let socket: String
  public let journal: String
  public let log: String
  /// A directory for what belongs to single work items.
  public let items: String

  /// - Throws: ``SystemError`` when the directories cannot be made, or are not ours.
  public init(_ server: ServerAddress, _ environment: [String: String]) throws(SystemError) {
    let runtime = try Directories.runtime(environment)
    let state = try Directories.state(environment)
    socket = "\(runtime)/\(server.fileName).sock"
    journal = "\(state)/\(server.fileName).sqlite"
    items = "\(state)/\(server.fileName).items"
    log = "\(state)/\(server.fileName).log"
  }
}
