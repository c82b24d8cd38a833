/// A key as a terminal tells of it.
public struct Key: Hashable, Sendable {
  public enum Base: Hashable, Sendable {
    /// What is printed on it, as it was typed: a capital for one typed with Shift.
    case character(Unicode.Scalar)
    case enter, tab, escape, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    /// F1 is 1.
    case function(Int)
  }

  public struct Modifiers: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let shift = Modifiers(rawValue: 1)
    public static let alt = Modifiers(rawValue: 2)
    public static let control = Modifiers(rawValue: 4)
  }

  public var base: Base
  public var modifiers: Modifiers

  public init(_ base: Base, _ modifiers: Modifiers = []) {
    self.base = base
    self.modifiers = modifiers
  }

  /// A character without any modifier.
  public static func plain(_ character: Unicode.Scalar) -> Key { Key(.character(character)) }

  public static func control(_ character: Unicode.Scalar) -> Key { Key(.character(character), .control) }

  public static func alt(_ character: Unicode.Scalar) -> Key { Key(.character(character), .alt) }

  public static let enter = Key(.enter)
  public static let escape = Key(.escape)
  public static let tab = Key(.tab)
  public static let backTab = Key(.tab, .shift)
  public static let up = Key(.up)
  public static let down = Key(.down)
  public static let left = Key(.left)
  public static let right = Key(.right)

  /// What it types, where it types anything.
  public var typed: Unicode.Scalar? {
    guard case .character(let character) = base, modifiers.isEmpty else { return nil }
    return character
  }
}

/// What came in from a terminal.
public enum Input: Hashable, Sendable {
  case key(Key)
  /// Pasted between brackets. Line ends are line feeds; other control characters but tabs are left out.
  case paste(String)
}
