/// A colour as the program chose it. tmux keeps the two ways of naming the first sixteen colours apart, and so do we.
public enum Color: Sendable, Hashable {
  /// The terminal's own colour.
  case `default`
  /// One of the sixteen named ones: 0–7 from SGR 30–37 and 40–47, 8–15 from SGR 90–97 and 100–107.
  case palette(UInt8)
  /// One of the 256 from SGR 38;5;n.
  case indexed(UInt8)
  /// From SGR 38;2;r;g;b.
  case rgb(UInt8, UInt8, UInt8)

  /// The number in the 256 colour palette, however it was chosen.
  public var index: UInt8? {
    switch self {
    case .palette(let number), .indexed(let number): number
    case .default, .rgb: nil
    }
  }
}

/// What SGR switches on besides colours, plus the bit of characters printed in the line drawing set.
public struct Attributes: OptionSet, Sendable, Hashable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  public static let bold = Attributes(rawValue: 1)
  public static let dim = Attributes(rawValue: 2)
  public static let underline = Attributes(rawValue: 4)
  public static let blink = Attributes(rawValue: 8)
  public static let reverse = Attributes(rawValue: 16)
  public static let hidden = Attributes(rawValue: 32)
  public static let italics = Attributes(rawValue: 64)
  /// The letter stands for a line drawing character (`q` for ─). tmux: the ACS attribute; the cell keeps the letter.
  public static let lineDrawing = Attributes(rawValue: 128)
  public static let strikethrough = Attributes(rawValue: 256)
  public static let doubleUnderline = Attributes(rawValue: 512)
  public static let curlyUnderline = Attributes(rawValue: 1024)
  public static let dottedUnderline = Attributes(rawValue: 2048)
  public static let dashedUnderline = Attributes(rawValue: 4096)
  public static let overline = Attributes(rawValue: 8192)

  /// Every kind of underline: at most one is on.
  public static let anyUnderline: Attributes = [
    .underline, .doubleUnderline, .curlyUnderline, .dottedUnderline, .dashedUnderline,
  ]
}

/// How a cell looks.
public struct Style: Sendable, Hashable {
  public var attributes: Attributes
  public var foreground: Color
  public var background: Color
  /// The colour of the underline (SGR 58).
  public var underline: Color

  public init(
    attributes: Attributes = [], foreground: Color = .default, background: Color = .default,
    underline: Color = .default
  ) {
    self.attributes = attributes
    self.foreground = foreground
    self.background = background
    self.underline = underline
  }

  public static let `default` = Style()
}
