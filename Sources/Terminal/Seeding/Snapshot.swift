/// What tmux tells about a pane that already runs: the replies of one transaction of `capture-pane` and
/// `display-message`. Plain values; nonsense in them is clamped.
public struct Snapshot: Sendable {
  public var tmux: TmuxVersion = .v3_3
  public var widths: WidthLibrary = .glibc
  public var columns: Int
  public var rows: Int
  /// `capture-pane -p -e -N`: the screen shown, one entry a row. SGR runs on from row to row, line drawing cells lie
  /// between SO and SI. Missing rows are blank.
  public var lines: [[UInt8]] = []
  /// `capture-pane -a -p -e -N`: the normal screen while the alternate one is shown.
  public var savedLines: [[UInt8]] = []
  /// `capture-pane -p -J` of the screen shown: rows that wrap are joined. Empty where it was not asked for.
  public var joinedLines: [[UInt8]] = []

  /// `#{cursor_x}`, 0…columns.
  public var cursorColumn = 0
  public var cursorRow = 0
  public var cursorVisible = true
  public var insert = false
  public var origin = false
  public var wrap = true
  public var keypad = false
  public var keypadCursor = false
  public var mouseStandard = false
  public var mouseButton = false
  public var mouseAll = false
  public var mouseSGR = false
  public var mouseUTF8 = false
  /// `#{scroll_region_upper}`, from 0.
  public var scrollTop = 0
  /// `#{scroll_region_lower}`, from 0; nil for the last row.
  public var scrollBottom: Int?
  public var isAlternate = false
  /// `#{alternate_saved_x}`: what 1049 saved; -1 and 4294967295 mean nothing.
  public var alternateSavedColumn = -1
  public var alternateSavedRow = -1
  /// `#{pane_tabs}`; nil for every eighth column.
  public var tabStops: [Int]?
  /// `#{pane_title}`; nil when unknown.
  public var title: String?
  /// `#{history_size}`, lines.
  public var historySize = 0
  /// `#{history_limit}`, lines.
  public var historyLimit = 2000
  /// `#{alternate-screen}`, the option.
  public var allowsAlternateScreen = true
  /// `#{bracket_paste_flag}`, tmux 3.7.
  public var bracketedPaste: Bool?
  /// `#{synchronized_output_flag}`, tmux 3.7.
  public var synchronized: Bool?
  /// `capture-pane -P`, unescaped: the bytes of a sequence that is not complete yet.
  public var pending: [UInt8] = []

  public init(columns: Int, rows: Int, lines: [[UInt8]] = [], tmux: TmuxVersion = .v3_3) {
    self.columns = columns
    self.rows = rows
    self.lines = lines
    self.tmux = tmux
  }
}
