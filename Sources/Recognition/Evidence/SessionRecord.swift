/// The file `~/.claude/sessions/<pid>.json`, in which a Claude Code process keeps its state (agents.md §1.4).
///
/// It is not documented; every field but the process may be missing.
public struct SessionRecord: Sendable, Hashable {
  public let pid: Int32
  public let sessionID: String?
  public let directory: String?
  public let name: String?
  public let version: String?
  /// `busy`, `idle`, `waiting`, `shell`.
  public let status: String?
  public let waitingFor: String?
  /// Milliseconds since 1970 of the last change of `status`.
  public let statusUpdatedAt: Int64?
  /// Milliseconds since 1970.
  public let startedAt: Int64?

  /// Nil for what is no such file, or a torn one.
  public init?(_ bytes: some Sequence<UInt8>) {
    guard let fields = JSONValue(bytes), let pid = fields["pid"]?.integer.flatMap({ Int32(exactly: $0) }) else {
      return nil
    }
    self.pid = pid
    sessionID = fields["sessionId"]?.string
    directory = fields["cwd"]?.string
    name = fields["name"]?.string
    version = fields["version"]?.string
    status = fields["status"]?.string
    waitingFor = fields["waitingFor"]?.string
    statusUpdatedAt = fields["statusUpdatedAt"]?.integer
    startedAt = fields["startedAt"]?.integer
  }

  /// What the file says of the agent; nil for words that are not known.
  public var evidence: Evidence? {
    switch status {
    case "busy": Evidence(.registry, "busy", .working)
    case "idle": Evidence(.registry, "idle", .idle)
    case "shell": Evidence(.registry, "shell", .background)
    case "waiting": waiting
    default: nil
    }
  }

  private var waiting: Evidence? {
    let kind: BlockKind? =
      switch waitingFor {
      case "permission prompt", "sandbox request", "worker request": .permission
      case "input needed": .question
      // Any dialog, also one that the person opened: the screen knows which.
      default: nil
      }
    return kind.map { Evidence(.registry, "waiting", .blocked, kind: $0, detail: waitingFor) }
  }
}
