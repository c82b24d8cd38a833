/// What Claude Code tells its status line about a session (agents.md §3): how full, how dear, which model.
public struct Vitals: Sendable, Hashable, Codable {
  public var sessionID: String?
  public var transcriptPath: String?
  public var directory: String?
  public var model: String?
  public var version: String?
  /// Percent of the context window in use, 0 to 100. Nil before the first answer.
  public var contextUsed: Double?
  /// Tokens that the context window holds.
  public var contextSize: Int?
  /// US dollars since the session began.
  public var cost: Double?
  /// Percent of the five hours' and the seven days' allowance, and the seconds since 1970 at which they end.
  public var fiveHours: Allowance?
  public var sevenDays: Allowance?

  public struct Allowance: Sendable, Hashable, Codable {
    public var used: Double
    public var resetsAt: Int64?
  }

  /// Nil for what is no such report.
  public init?(_ bytes: some Sequence<UInt8>) {
    guard let fields = JSONValue(bytes), case .object = fields else { return nil }
    sessionID = fields["session_id"]?.string
    transcriptPath = fields["transcript_path"]?.string
    directory = fields["workspace"]?["current_dir"]?.string ?? fields["cwd"]?.string
    model = fields["model"]?["display_name"]?.string ?? fields["model"]?["id"]?.string
    version = fields["version"]?.string
    let window = fields["context_window"]
    contextUsed = window?["used_percentage"]?.number
    contextSize = window?["context_window_size"]?.integer.flatMap { Int(exactly: $0) }
    cost = fields["cost"]?["total_cost_usd"]?.number
    fiveHours = Self.allowance(fields["rate_limits"]?["five_hour"])
    sevenDays = Self.allowance(fields["rate_limits"]?["seven_day"])
    guard sessionID != nil || model != nil else { return nil }
  }

  private static func allowance(_ value: JSONValue?) -> Allowance? {
    value?["used_percentage"]?.number.map { Allowance(used: $0, resetsAt: value?["resets_at"]?.integer) }
  }
}
