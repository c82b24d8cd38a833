/// The screen of one tmux pane, kept equal to what tmux itself holds by reading the same bytes.
///
/// A value without I/O: feed it the pane's output, read rows and cells. It follows the rules of the tmux version it is
/// given, where they differ from xterm's too. No input can make it trap.
///
/// Lines above the screen are counted, and kept on demand.
public struct Terminal: Sendable {
  /// Sizes are brought into 1…10 000 columns and rows, and at most this many cells in all.
  static let cellLimit = 4_194_304

  public let tmux: TmuxVersion
  let rules: Rules
  let widths: WidthTable
  /// glibc takes F4 90–BF for characters above U+10FFFF.
  let decodesBeyondUnicode: Bool

  var grid: Grid
  var styles = StyleTable()
  var clusters = ClusterTable()

  var parser = Parser()
  var parameters = Parameters()
  /// The UTF-8 character under way.
  var utf8 = PartialCharacter()
  /// tmux 3.3: a ZWJ waits for the next character.
  var joinerWaits = false
  /// The character REP repeats.
  var lastCharacter: UInt32?
  /// Continuation bytes at the start of the stream still to be dropped, after a seed.
  var droppableBytes = 0

  /// 0…columns; equal to columns after the last column was printed (pending wrap).
  var cx = 0
  var cy = 0
  var top = 0
  var bottom: Int
  /// By column.
  var tabStops: [Bool] = []

  var pen = PackedStyle.default
  var penCache = PenCache()
  var charsets = Charsets()
  var saved = SavedCursor()
  var storedModes: Modes = [.cursorVisible, .wrap]
  var alternate = AlternateScreen()

  var currentTitle: String?
  var titleStack: [String?] = []
  var events = EventQueue()
  /// When the bytes under way came, and when the open synchronized update began; in nanoseconds of the caller's clock.
  var arrival: UInt64?
  /// `feed(toUpdateEnd:at:)` is at work, and whether it has met the end.
  var stopsAtUpdateEnd = false
  var hasStopped = false
  var updateBegan: UInt64?

  /// tmux's option `alternate-screen`: when it is off, ?47, ?1047 and ?1049 do nothing at all.
  public var allowsAlternateScreen = true

  /// What a seed could not tell. Empty for a pane watched from its first byte.
  public internal(set) var unknown: Unknowns = []
  /// Whether ``Modes/bracketedPaste`` is what the program has set. Before 3.7 tmux does not tell.
  public internal(set) var knowsBracketedPaste = true
  var guesses = Guesses()

  /// A blank screen, as of a new pane.
  ///
  /// - Parameters:
  ///   - historyLimit: tmux's `history-limit` of the pane, in lines; 0 for none.
  ///   - widths: whom that tmux asks for the width of a character.
  ///   - keepsHistory: keep the lines above the screen, not only their number. With them a `resize` is exact.
  public init(
    columns: Int, rows: Int, tmux: TmuxVersion = .v3_3, historyLimit: Int = 2000,
    widths library: WidthLibrary = .glibc, keepsHistory: Bool = false
  ) {
    let size = Self.clampedSize(columns: columns, rows: rows)
    self.tmux = tmux
    rules = Rules(tmux)
    widths = WidthTable.table(for: tmux, library)
    decodesBeyondUnicode = library == .glibc
    grid = Grid(
      columns: size.columns, rows: size.rows,
      history: History(limit: min(max(historyLimit, 0), 1 << 40), keepsLines: keepsHistory),
      version: 0)
    bottom = size.rows - 1
    resetTabStops()
  }

  static func clampedSize(columns: Int, rows: Int) -> (columns: Int, rows: Int) {
    let columns = min(max(columns, 1), 10_000)
    return (columns, min(max(rows, 1), 10_000, cellLimit / columns))
  }
}

/// The differences between tmux versions, as switches.
struct Rules: Sendable {
  /// 3.4: combining characters, emoji and unprintable characters, OSC numbers.
  let is34: Bool
  /// 3.5: REP of any character.
  let is35: Bool
  /// 3.6: U+FFFD, tab cells, Hangul, longer clusters.
  let is36: Bool
  /// 3.7: escaped titles, combining in either order.
  let is37: Bool
  /// 3.8: what is left of a wide character keeps its background.
  let is38: Bool
  /// Most bytes of UTF-8 in one cell.
  var clusterLimit: Int { is36 ? 32 : 21 }

  init(_ tmux: TmuxVersion) {
    is34 = tmux >= .v3_4
    is35 = tmux >= .v3_5
    is36 = tmux >= .v3_6
    is37 = tmux >= .v3_7
    is38 = tmux >= .v3_8
  }
}

/// Numbers of the pen's styles in the style table; found again only after the pen changed.
struct PenCache: Sendable {
  var isStale = false
  /// Style and extended bits of a printed cell.
  var printBits: UInt64 = 0
  /// The same without underline colour: what tmux compares before it stores an equal cell again.
  var compareBits: UInt64 = 0
  var comparesNever = false
  /// What an erase leaves.
  var blank = PackedCell.cleared
}

/// G0 and G1: each is ASCII or the line drawing set.
struct Charsets: Sendable, Equatable {
  var usesG1 = false
  var isG0Drawing = false
  var isG1Drawing = false
  var isDrawing: Bool { usesG1 ? isG1Drawing : isG0Drawing }
}

/// DECSC: one slot, shared by both screens.
struct SavedCursor: Sendable {
  var pen = PackedStyle.default
  var charsets = Charsets()
  var cx = 0
  var cy = 0
  var isOrigin = false
}

/// The normal screen while the alternate one is shown, and what 1049 saved, which outlives it.
struct AlternateScreen: Sendable {
  var main: Grid?
  var cursor: (cx: Int, cy: Int)?
  var pen = PackedStyle.default
}
