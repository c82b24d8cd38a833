/// What no capture tells about a pane, and its program has not set anew since the screen was seeded. Each is taken to be
/// as in a new pane until then.
public struct Unknowns: OptionSet, Sendable, Hashable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Colours and attributes of the text to come. Known again after SGR 0.
  public static let pen = Unknowns(rawValue: 1)
  /// Whether letters to come are line drawing. Known again after RIS.
  public static let charsets = Unknowns(rawValue: 2)
  /// What DECRC goes back to. Known again after DECSC.
  public static let savedCursor = Unknowns(rawValue: 4)
  /// Whether the string that the capture showed as begun is still open: tmux goes on telling of one that it has given up
  /// after five seconds.
  public static let sequence = Unknowns(rawValue: 8)
}

/// What became of the unknown.
struct Guesses: Sendable {
  /// Used since the last capture: the screen may be wrong.
  var used: Unknowns = []
  /// Those that the next capture will show: had the guess been wrong, it would differ.
  var shown: Unknowns = []
}

extension Terminal {
  /// Something unknown was used: what the screen shows since then is a guess, and worth another capture.
  public var isGuess: Bool { !guesses.used.isEmpty }

  /// Text was printed. Blanks show a wrong pen only in part.
  mutating func notePrinted(isBlank: Bool) {
    let used = unknown.intersection([.pen, .charsets])
    guesses.used.formUnion(used)
    if !isBlank { guesses.shown.formUnion(used) }
  }

  /// A later capture was equal to this screen: what was guessed and would have shown was right.
  public mutating func confirm() {
    unknown.subtract(guesses.shown)
    guesses = Guesses()
  }
}
