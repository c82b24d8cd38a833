/// A fault of tmux that a control client can meet, and what argosy does about it.
public struct ServerFault: Hashable, Sendable {
  /// tmux's issue number, where there is one.
  public let issue: Int?
  public let what: String
  public let remedy: String
  /// Versions from the first to the last that have it, as (major, minor); patch letters do not matter here.
  private let first: (Int, Int)
  private let last: (Int, Int)

  private init(
    _ what: String, remedy: String, issue: Int? = nil, from first: (Int, Int) = (0, 0), to last: (Int, Int)
  ) {
    self.issue = issue
    self.what = what
    self.remedy = remedy
    self.first = first
    self.last = last
  }

  /// The faults of a version, as `#{version}` tells it; all of them where it cannot be read.
  public static func known(in version: String) -> [ServerFault] {
    let parts = version.drop { !$0.isNumber }.split(separator: ".", maxSplits: 1)
    guard parts.count == 2, let major = Int(parts[0]), let minor = Int(parts[1].prefix { $0.isNumber }) else {
      return all
    }
    return all.filter { $0.first <= (major, minor) && (major, minor) <= $0.last }
  }

  /// Measured on 3.2a, 3.3a, 3.4, 3.5a, 3.6b and 3.7c.
  static let all: [ServerFault] = [
    ServerFault(
      "sessions that come and go while a control client connects can crash the server",
      remedy: "one connection for the server's life, made when the server is quiet; never one for each session",
      issue: 4980, to: (3, 6)),
    ServerFault(
      "the server keeps the memory of every screen that it prints to a control client",
      remedy: "screens are asked for only when they cannot be known otherwise, within a daily budget", to: (3, 5)),
    ServerFault(
      "a client that does not read freezes the programs in its panes, and kill-server hangs",
      remedy: "a thread that does nothing but read, pause-after at attach", issue: 5444, to: (3, 7)),
    ServerFault(
      "respawn-pane crashes the server while a control client has output of the pane to read",
      remedy: "panes that leave are paused at once", issue: 5499, to: (3, 7)),
    ServerFault(
      "switching a pane's output off crashes the server or blocks the program in it", remedy: "never done",
      issue: 5054, to: (3, 6)),
    ServerFault(
      "a session that is destroyed with its last client can crash the server",
      remedy: "the hub is ended by its board, not by destroy-unattached", from: (3, 3), to: (3, 3)),
    ServerFault(
      "a width asked of a text with characters the libc cannot print hangs the server",
      remedy: "foreign text is never formatted with widths", from: (3, 3), to: (3, 3)),
  ]

  public static func == (one: ServerFault, other: ServerFault) -> Bool { one.what == other.what }

  public func hash(into hasher: inout Hasher) { hasher.combine(what) }
}
