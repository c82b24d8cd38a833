public import Fleet
public import TmuxControl

/// A person's client, as far as it says what the person looks at.
public struct Onlooker: Hashable, Sendable {
  public var name: String
  /// The terminal's device.
  public var terminal: String
  public var session: SessionID
  /// The active pane of the window that it shows.
  public var pane: PaneID
  /// Nil where `focus-events` is off, so that nobody can know.
  public var isFocused: Bool?
  /// When it was last used, in seconds since 1970.
  public var activity: Int64
  /// `$TERM`, and what the terminal says of itself: `xterm-kitty`, `kitty(0.31.0)`.
  public var terminalName: String
  public var terminalType: String
  /// The board lies over everything else on it.
  public var hasBoard = false

  public init(
    name: String, terminal: String, session: SessionID, pane: PaneID, isFocused: Bool? = nil, activity: Int64,
    terminalName: String = "xterm-256color", terminalType: String = "", hasBoard: Bool = false
  ) {
    self.name = name
    self.terminal = terminal
    self.session = session
    self.pane = pane
    self.isFocused = isFocused
    self.activity = activity
    self.terminalName = terminalName
    self.terminalType = terminalType
    self.hasBoard = hasBoard
  }

  /// The format of `list-clients`. What a terminal says of itself comes last: it may hold anything.
  public static let format = [
    "client_control_mode", "client_name", "client_tty", "session_id", "pane_id", "focus-events", "client_flags",
    "client_activity", "client_termname", "client_termtype",
  ].map { "#{\($0)}" }.joined(separator: "\t")

  /// Reads one row. Nil for a control client, and for what cannot be understood.
  public init?(_ row: some StringProtocol) {
    let fields = String(row).split(separator: "\t", maxSplits: 9, omittingEmptySubsequences: false).map(String.init)
    guard fields.count == 10, fields[0] == "0", let session = SessionID(fields[3]), let pane = PaneID(fields[4]),
      let activity = Int64(fields[7])
    else { return nil }
    self.init(
      name: fields[1], terminal: fields[2], session: session, pane: pane,
      isFocused: fields[5] == "1" ? fields[6].split(separator: ",").contains("focused") : nil, activity: activity,
      terminalName: fields[8], terminalType: fields[9])
  }

  /// A client that nobody has used for so many seconds is one that somebody forgot.
  static let patience: Int64 = 600

  /// Whether somebody sits before it and has the pane before their eyes.
  public func sees(_ pane: PaneID, at now: Moment) -> Bool {
    guard isFocused != false, now.seconds - activity < Self.patience else { return false }
    return hasBoard || self.pane == pane
  }
}
