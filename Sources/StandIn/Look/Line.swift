/// How a piece of text looks.
struct Style: Equatable {
  var bold = false
  var dim = false
  var inverse = false
  /// Of the 256 colours of a terminal.
  var color: UInt8?

  static let plain = Style()
  static let dim = Style(dim: true)
  static let bold = Style(bold: true)
  static let inverse = Style(inverse: true)
  static let accent = Style(color: 153)
  static let spinner = Style(color: 174)
  static let quiet = Style(color: 246)

  /// The sequence that turns it on from nothing.
  var on: String {
    var codes: [String] = []
    if bold { codes.append("1") }
    if dim { codes.append("2") }
    if inverse { codes.append("7") }
    if let color { codes.append("38;5;\(color)") }
    return codes.isEmpty ? "" : "\u{1B}[\(codes.joined(separator: ";"))m"
  }
}

/// A piece of a line in one style.
struct Span: Equatable {
  var text: String
  var style: Style
}

/// A line of text with styles, as wide as it likes until it is wrapped.
struct Line: Equatable {
  var spans: [Span] = []
  /// Where the next row begins when the line is wrapped, in cells.
  var indent = 0

  static let empty = Line()

  init() {}

  init(_ text: String, _ style: Style = .plain, indent: Int = 0) {
    self.indent = indent
    add(text, style)
  }

  var text: String { spans.map(\.text).joined() }

  var width: Int { spans.reduce(0) { $0 + CellWidth.of($1.text) } }

  mutating func add(_ text: String, _ style: Style = .plain) {
    let clean = Self.printable(text)
    if !clean.isEmpty { spans.append(Span(text: clean, style: style)) }
  }

  func adding(_ text: String, _ style: Style = .plain) -> Line {
    var line = self
    line.add(text, style)
    return line
  }

  /// Text of others must never become a command to the terminal.
  private static func printable(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) ? " " : scalar
        }))
  }
}
