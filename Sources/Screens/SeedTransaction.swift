public import Terminal
public import TmuxControl

/// Asks tmux for a pane's whole state in one command line, and reads the answer.
///
/// Everything tmux had read from the pane before the reply is in it, everything after is not: an exact cut of the
/// stream. The last command lets a paused pane go on, exactly from there.
public enum SeedTransaction {
  /// The formats of the first reply, in order. Unknown ones expand to nothing on older servers. The title is free text
  /// and stands last.
  static let fields = [
    "pane_id", "pane_height", "pane_width", "cursor_x", "cursor_y", "cursor_flag", "insert_flag", "origin_flag",
    "wrap_flag", "keypad_flag", "keypad_cursor_flag", "mouse_standard_flag", "mouse_button_flag", "mouse_all_flag",
    "mouse_sgr_flag", "mouse_utf8_flag", "scroll_region_upper", "scroll_region_lower", "alternate_on",
    "alternate_saved_x", "alternate_saved_y", "pane_tabs", "history_size", "history_limit", "alternate-screen",
    "bracket_paste_flag", "synchronized_output_flag", "pane_title",
  ]

  private static let heightField = 1

  /// The command line that seeds a pane.
  public static func line(for pane: PaneID) throws(QuotingError) -> ControlLine? {
    let format = fields.map { "#{\($0)}" }.joined(separator: "\t")
    return ControlLine([
      try Command.display(format, pane: pane),
      Command.captureScreen(pane, height: .field(heightField, ofReply: 0)),
      Command.captureSavedScreen(pane),
      Command.capturePending(pane),
      Command.captureJoined(pane),
      Command.resume(pane),
    ])
  }

  /// The screen that the replies describe. Nil when they do not describe one; then the pane is asked again.
  public static func snapshot(from replies: [Block], tmux: TmuxVersion) -> Snapshot? {
    guard replies.count >= 5, let row = replies[0].lines.first else { return nil }
    let text = String(decoding: row, as: UTF8.self)
    let parts = text.split(separator: "\t", maxSplits: fields.count - 1, omittingEmptySubsequences: false)
    guard parts.count == fields.count else { return nil }
    let values = Dictionary(uniqueKeysWithValues: zip(fields, parts))
    guard let columns = values["pane_width"].flatMap({ Int($0) }),
      let rows = values["pane_height"].flatMap({ Int($0) })
    else { return nil }
    func number(_ name: String) -> Int { values[name].flatMap { Int($0) } ?? 0 }
    func flag(_ name: String) -> Bool { values[name] == "1" }
    func optionalFlag(_ name: String) -> Bool? { values[name].flatMap { $0.isEmpty ? nil : $0 == "1" } }

    var snapshot = Snapshot(columns: columns, rows: rows, tmux: tmux)
    snapshot.lines = replies[1].lines
    snapshot.isAlternate = flag("alternate_on")
    snapshot.savedLines = snapshot.isAlternate ? replies[2].lines : []
    snapshot.pending = unescape(replies[3].lines)
    snapshot.joinedLines = replies[4].lines
    snapshot.cursorColumn = number("cursor_x")
    snapshot.cursorRow = number("cursor_y")
    snapshot.cursorVisible = flag("cursor_flag")
    snapshot.insert = flag("insert_flag")
    snapshot.origin = flag("origin_flag")
    snapshot.wrap = flag("wrap_flag")
    snapshot.keypad = flag("keypad_flag")
    snapshot.keypadCursor = flag("keypad_cursor_flag")
    snapshot.mouseStandard = flag("mouse_standard_flag")
    snapshot.mouseButton = flag("mouse_button_flag")
    snapshot.mouseAll = flag("mouse_all_flag")
    snapshot.mouseSGR = flag("mouse_sgr_flag")
    snapshot.mouseUTF8 = flag("mouse_utf8_flag")
    snapshot.scrollTop = number("scroll_region_upper")
    snapshot.scrollBottom = number("scroll_region_lower")
    snapshot.alternateSavedColumn = number("alternate_saved_x")
    snapshot.alternateSavedRow = number("alternate_saved_y")
    snapshot.tabStops = values["pane_tabs"].map { $0.split(separator: ",").compactMap { Int($0) } }
    snapshot.historySize = number("history_size")
    snapshot.historyLimit = values["history_limit"].flatMap { Int($0) } ?? snapshot.historyLimit
    snapshot.allowsAlternateScreen = values["alternate-screen"] != "0"
    snapshot.bracketedPaste = optionalFlag("bracket_paste_flag")
    snapshot.synchronized = optionalFlag("synchronized_output_flag")
    snapshot.title = values["pane_title"].map { String($0) }
    return snapshot
  }

  /// `capture-pane -C` writes control bytes and backslashes as `\ooo`; an unfinished sequence holds no line feed.
  private static func unescape(_ lines: [[UInt8]]) -> [UInt8] {
    var bytes: [UInt8] = []
    for line in lines { OctalEscape.decode(line.span, into: &bytes) }
    return bytes
  }
}
