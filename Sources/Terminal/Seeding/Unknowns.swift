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
}

extension Terminal {
  /// Something unknown was used: what the screen shows since then is a guess, and worth another capture.
  public var isGuess: Bool { hasGuessed }

  /// The pen and the charsets are about to be used.
  mutating func usePen() {
    if !unknown.isDisjoint(with: [.pen, .charsets]) { hasGuessed = true }
  }

  /// A later capture was equal to this screen: what was guessed was right.
  public mutating func confirm() {
    unknown = []
    hasGuessed = false
  }
}
