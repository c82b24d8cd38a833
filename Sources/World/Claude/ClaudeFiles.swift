public import Recognition

/// Where one Claude Code process keeps its files.
public struct ClaudeFiles: Hashable, Sendable {
  /// `~/.claude`, or what `$CLAUDE_CONFIG_DIR` names.
  public let folder: String

  public init(folder: String) {
    self.folder = folder
  }

  /// Of a process, by its own environment; by ours where the system does not show it.
  public init?(of pid: Int32, environment: [String: String]) {
    let own = ProcessTree.environment(of: pid) ?? environment
    guard let folder = own["CLAUDE_CONFIG_DIR"] ?? own["HOME"].map({ "\($0)/.claude" }), folder.hasPrefix("/")
    else { return nil }
    self.folder = folder
  }

  /// The directory with one file for each live session.
  public var sessions: String { "\(folder)/sessions" }

  /// The process whose file this is, by its name in ``sessions``.
  public static func process(of name: String) -> Int32? {
    guard name.hasSuffix(".json") else { return nil }
    return Int32(name.dropLast(5))
  }

  /// What a process wrote of itself. Nil where it wrote nothing, or an earlier process of the same number did: a killed
  /// one leaves its file behind.
  public func record(of pid: Int32) -> SessionRecord? {
    let bytes = FileBytes.contents(of: "\(sessions)/\(pid).json", limit: 1 << 20)
    guard let record = SessionRecord(bytes), record.pid == pid else { return nil }
    if let start = ProcessTree.startTime(of: pid), let last = record.statusUpdatedAt ?? record.startedAt,
      // The kernel tells the start of a process to a hundredth of a second, from a clock of its own.
      last / 1000 &+ 2 < start
    {
      return nil
    }
    return record
  }

  /// The transcript of a session: its folder is named after the directory, with everything but letters and digits
  /// replaced.
  public func transcript(session: String, directory: String) -> String {
    let slug = String(
      directory.unicodeScalars.map { scalar -> Character in
        let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        return isPlain ? Character(scalar) : "-"
      })
    return "\(folder)/projects/\(slug)/\(session).jsonl"
  }
}
