import Terminal

/// Styles as tmux's configuration has them: `fg=red,bg=#1f1d2e,bold` (STYLES in tmux's manual).
enum TmuxStyle {
  /// - Parameter colours: colours by the names that only tmux knows.
  /// - Returns: nil for what is no style; tmux takes nothing of such a text either.
  static func style(_ text: String, colours: [String: Color] = [:]) -> Style? {
    var style = Style.default
    for word in words(text) {
      if let (part, value) = colour(in: word) {
        guard let colour = Self.colour(value) ?? colours[value] else { return nil }
        switch part {
        case "fg": style.foreground = colour
        case "bg": style.background = colour
        default: style.underline = colour
        }
      } else if word == "default" {
        style = .default
      } else if word == "none" {
        style.attributes = []
      } else if word.hasPrefix("no"), let attribute = attributes[String(word.dropFirst(2))] {
        style.attributes.subtract(attribute)
      } else {
        // Several stand with a bar between.
        for name in word.split(separator: "|") {
          guard let attribute = attributes[String(name)] else { return nil }
          if !attribute.isDisjoint(with: .anyUnderline) { style.attributes.subtract(.anyUnderline) }
          style.attributes.formUnion(attribute)
        }
      }
    }
    return style
  }

  /// The names of colours in a style that have to be asked of tmux: those of X11.
  static func unknownColours(in text: String) -> [String] {
    words(text).compactMap { colour(in: $0)?.value }.filter { colour($0) == nil }
  }

  /// `#rrggbb`, with or without its sign, as tmux writes the value of a colour.
  static func hexadecimal(_ text: some StringProtocol) -> Color? {
    let digits = text.hasPrefix("#") ? Substring(text.dropFirst()) : Substring(text)
    guard digits.count == 6, digits.allSatisfy(\.isHexDigit), let value = UInt32(digits, radix: 16) else { return nil }
    return .rgb(UInt8(value >> 16 & 0xFF), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { $0 == "," || $0 == " " || $0 == "\n" }.map(String.init)
  }

  private static func colour(in word: String) -> (part: String, value: String)? {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, ["fg", "bg", "us"].contains(parts[0]) else { return nil }
    return (parts[0], parts[1])
  }

  private static let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

  private static func colour(_ value: String) -> Color? {
    if value == "default" || value == "terminal" { return .default }
    if value.hasPrefix("#") { return hexadecimal(value) }
    for prefix in ["colour", "color"] where value.hasPrefix(prefix) {
      return UInt8(value.dropFirst(prefix.count)).map { .indexed($0) }
    }
    if let place = names.firstIndex(of: value) { return .palette(UInt8(place)) }
    if value.hasPrefix("bright"), let place = names.firstIndex(of: String(value.dropFirst(6))) {
      return .palette(UInt8(place + 8))
    }
    // Also as SGR has them: 0 to 7, and 90 to 97.
    switch UInt8(value) {
    case let number? where number < 8: return .palette(number)
    case let number? where (90...97).contains(number): return .palette(number - 82)
    default: return nil
    }
  }

  private static let attributes: [String: Attributes] = [
    "acs": .lineDrawing, "bright": .bold, "bold": .bold, "dim": .dim, "underscore": .underline,
    // Nothing in a popup moves by itself, and nothing hides.
    "blink": [], "hidden": [], "reverse": .reverse, "italics": .italics, "strikethrough": .strikethrough,
    "double-underscore": .doubleUnderline, "curly-underscore": .curlyUnderline,
    "dotted-underscore": .dottedUnderline, "dashed-underscore": .dashedUnderline, "overline": .overline,
  ]
}
