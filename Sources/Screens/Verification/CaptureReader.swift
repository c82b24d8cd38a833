import Terminal

/// Reads the rows of `capture-pane -e` into characters with their styles.
///
/// A second reader beside the one that seeds a terminal, and simpler: it needs no widths. Were the two the same, what
/// a seed gets wrong would compare as equal.
struct CaptureReader {
  private var style = Style.default
  private var cells: [PrintedCell] = []

  /// The rows, in order. Styles run on from row to row, as tmux writes them.
  static func rows(_ lines: [[UInt8]]) -> [PrintedRow] {
    var reader = CaptureReader()
    return lines.map { reader.row($0) }
  }

  private mutating func row(_ line: [UInt8]) -> PrintedRow {
    cells = []
    var rest = line[...]
    while let byte = rest.popFirst() {
      switch byte {
      case 0x1B: escape(&rest)
      case 0x0E: style.attributes.insert(.lineDrawing)
      case 0x0F: style.attributes.remove(.lineDrawing)
      case 0x00..<0x80: append(UInt32(byte))
      default: character(byte, &rest)
      }
    }
    return PrintedRow(printed: cells)
  }

  private mutating func append(_ value: UInt32) {
    cells.append(PrintedCell(character: Unicode.Scalar(value) ?? "\u{FFFD}", style: style))
  }

  /// tmux prints the UTF-8 it holds; what is none, and what lies beyond Unicode, reads as U+FFFD.
  private mutating func character(_ lead: UInt8, _ rest: inout ArraySlice<UInt8>) {
    let length: Int
    switch lead {
    case 0xC2..<0xE0: length = 1
    case 0xE0..<0xF0: length = 2
    case 0xF0...0xF7: length = 3
    default: return append(0xFFFD)
    }
    let tail = rest.prefix(length)
    guard tail.count == length, tail.allSatisfy({ $0 & 0xC0 == 0x80 }) else { return append(0xFFFD) }
    rest.removeFirst(length)
    append(tail.reduce(UInt32(lead) & (0x3F >> UInt32(length))) { $0 << 6 | UInt32($1 & 0x3F) })
  }

  /// SGR counts, links (OSC 8) are skipped; there is nothing else in a capture.
  private mutating func escape(_ rest: inout ArraySlice<UInt8>) {
    switch rest.popFirst() {
    case 0x5B:
      let body = rest.prefix { $0 < 0x40 }
      rest.removeFirst(body.count)
      if rest.popFirst() == 0x6D { CapturedStyle.apply(body, to: &style) }
    case 0x5D:
      while let byte = rest.popFirst(), byte != 0x07 {
        guard byte == 0x1B else { continue }
        _ = rest.popFirst()
        return
      }
    default: break
    }
  }
}

/// The SGR that tmux writes into captures: attributes that come on, zero when any goes off, colours.
enum CapturedStyle {
  /// - Parameter body: what stands between `CSI` and `m`. Numbers that tmux does not write are passed over.
  static func apply(_ body: ArraySlice<UInt8>, to style: inout Style) {
    let words = body.split(separator: 0x3B, omittingEmptySubsequences: false).map { word in
      word.split(separator: 0x3A, omittingEmptySubsequences: false).map { Int(String(decoding: $0, as: UTF8.self)) }
    }
    var rest = words[...]
    if rest.isEmpty { reset(&style) }
    while let word = rest.popFirst() {
      let code = (word.first ?? nil) ?? 0
      switch code {
      case 38, 48, 58:
        // Without colons the colour is in the words that follow.
        let color = word.count > 1 ? color(word.dropFirst().compactMap { $0 }) : color(taking: &rest)
        guard let color else { continue }
        set(color, code, &style)
      default:
        if word.count > 1 {
          variant(code, (word.last ?? nil) ?? 0, &style)
        } else {
          simple(code, &style)
        }
      }
    }
  }

  /// Line drawing is switched by SO and SI, not by SGR.
  private static func reset(_ style: inout Style) {
    style = Style(attributes: style.attributes.intersection(.lineDrawing))
  }

  private static func set(_ color: Color, _ code: Int, _ style: inout Style) {
    switch code {
    case 38: style.foreground = color
    case 48: style.background = color
    default: style.underline = color
    }
  }

  private static func color(taking rest: inout ArraySlice<[Int?]>) -> Color? {
    let count = rest.first == [2] ? 4 : 2
    let words = rest.prefix(count)
    rest.removeFirst(words.count)
    return color(words.compactMap { $0.first ?? nil })
  }

  private static func color(_ numbers: [Int]) -> Color? {
    let bytes = numbers.dropFirst().suffix(3).map { UInt8(clamping: $0) }
    switch (numbers.first, bytes.count) {
    case (5, 1): return .indexed(bytes[0])
    case (2, 3): return .rgb(bytes[0], bytes[1], bytes[2])
    default: return nil
    }
  }

  /// `4:3` is a kind of underline; `5:3`, a slip of tmux's, is 53.
  private static func variant(_ code: Int, _ kind: Int, _ style: inout Style) {
    let underlines: [Int: Attributes] = [
      1: .underline, 2: .doubleUnderline, 3: .curlyUnderline, 4: .dottedUnderline, 5: .dashedUnderline,
    ]
    if code == 4, let underline = underlines[kind] { style.attributes.insert(underline) }
    if code == 5, kind == 3 { style.attributes.insert(.overline) }
  }

  private static let attributes: [Int: Attributes] = [
    1: .bold, 2: .dim, 3: .italics, 4: .underline, 5: .blink, 7: .reverse, 8: .hidden, 9: .strikethrough,
    53: .overline,
  ]

  private static func simple(_ code: Int, _ style: inout Style) {
    switch code {
    case 0: reset(&style)
    case 30...37: style.foreground = .palette(UInt8(code - 30))
    case 90...97: style.foreground = .palette(UInt8(code - 90 + 8))
    case 39: style.foreground = .default
    case 40...47: style.background = .palette(UInt8(code - 40))
    case 100...107: style.background = .palette(UInt8(code - 100 + 8))
    case 49: style.background = .default
    case 59: style.underline = .default
    default: if let attribute = attributes[code] { style.attributes.insert(attribute) }
    }
  }
}
