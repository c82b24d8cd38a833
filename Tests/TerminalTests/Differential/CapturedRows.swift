import Terminal

/// A character of a captured row and how it looks.
struct Printed: Equatable, CustomStringConvertible {
  let scalar: Unicode.Scalar
  let style: Style

  var description: String {
    let colors = [style.foreground, style.background, style.underline].map { "\($0)" }.joined(separator: " ")
    return "U+\(String(scalar.value, radix: 16, uppercase: true)) \(style.attributes.rawValue) \(colors)"
  }
}

/// Reads rows of `capture-pane -e`, apart from the reader in the product: what tmux 3.3 writes there and nothing else.
struct CapturedRows {
  /// Colours and attributes run on from row to row.
  private var style = Style.default
  private var isDrawing = false

  mutating func read(_ row: [UInt8]) -> [Printed] {
    var out: [Printed] = []
    var rest = Substring(String(decoding: row, as: UTF8.self)).unicodeScalars
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\u{E}": isDrawing = true
      case "\u{F}": isDrawing = false
      case "\u{1B}":
        switch rest.popFirst() {
        case "[":
          let end = rest.firstIndex(of: "m") ?? rest.endIndex
          apply(String(rest[..<end]))
          rest = rest[end...].dropFirst()
        case "]":
          // A hyperlink of newer versions.
          let end = rest.firstIndex(of: "\u{1B}") ?? rest.endIndex
          rest = rest[end...].dropFirst(2)
        default: break
        }
      default:
        var style = style
        if isDrawing { style.attributes.insert(.lineDrawing) }
        out.append(Printed(scalar: scalar, style: style))
      }
    }
    return out
  }

  private mutating func apply(_ text: String) {
    var codes = text.split(separator: ";", omittingEmptySubsequences: false)[...]
    while let code = codes.popFirst() {
      switch code {
      case "", "0": style = .default
      case "38": style.foreground = Self.color(&codes)
      case "48": style.background = Self.color(&codes)
      case "58": style.underline = Self.color(&codes)
      case "39": style.foreground = .default
      case "49": style.background = .default
      default:
        if let attribute = Self.attributes[String(code)] {
          style.attributes.insert(attribute)
        } else if let number = UInt8(code) {
          named(number)
        }
      }
    }
  }

  private mutating func named(_ number: UInt8) {
    switch number {
    case 30...37: style.foreground = .palette(number - 30)
    case 40...47: style.background = .palette(number - 40)
    case 90...97: style.foreground = .palette(number - 82)
    case 100...107: style.background = .palette(number - 92)
    default: break
    }
  }

  private static func color(_ codes: inout ArraySlice<Substring>) -> Color {
    func number() -> UInt8 { codes.popFirst().flatMap { UInt8($0) } ?? 0 }
    switch codes.popFirst() {
    case "5": return .indexed(number())
    case "2":
      let (red, green, blue) = (number(), number(), number())
      return .rgb(red, green, blue)
    default: return .default
    }
  }

  private static let attributes: [String: Attributes] = [
    "1": .bold, "2": .dim, "3": .italics, "4": .underline, "5": .blink, "7": .reverse, "8": .hidden,
    "9": .strikethrough, "4:2": .doubleUnderline, "4:3": .curlyUnderline, "4:4": .dottedUnderline,
    "4:5": .dashedUnderline, "5:3": .overline, "53": .overline,
  ]
}
