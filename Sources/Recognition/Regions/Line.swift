/// One logical line: rows that the terminal wrapped are joined, the borders of a box around it are blanked out.
struct Line: Sendable, Hashable {
  /// What a line is to the layout of a screen.
  enum Shape: Sendable, Hashable {
    case blank
    /// `────────`, perhaps with a title on it.
    case rule
    /// `╭────╮`
    case boxTop
    /// `╰────╯`
    case boxBottom
    /// `╌╌╌╌`: divides the inside of a dialog.
    case dashes
    case text
  }

  /// As it is on the screen, without trailing blanks.
  let plain: [UInt32]
  /// The same, folded for matching.
  let folded: [UInt32]
  let shape: Shape
  /// Blanks in front.
  let indent: Int
  /// The rows of the screen that it was made of.
  let rows: Range<Int>
  /// It stood between the side borders of a box.
  let isBoxed: Bool

  var isBlank: Bool { shape == .blank }
  var isBorder: Bool { shape == .rule || shape == .boxTop || shape == .boxBottom }

  /// The text without the blanks in front.
  var trimmed: String { Folding.string(plain.dropFirst(indent)) }

  /// - Parameter marks: how rules and panels are drawn; nil for a line that is none of them, such as a title.
  init(_ scalars: [UInt32], rows: Range<Int>, marks: Marks? = nil) {
    var plain = scalars
    Self.dropTrailingBlanks(&plain)
    let isPanel = marks?.box == .gutter
    var depth = 0
    // A box may stand inside a box: a change to a file inside the question whether it may be made.
    while depth < (isPanel ? 1 : 2), isPanel ? Self.blankGutter(&plain) : Self.blankBorders(&plain) {
      Self.dropTrailingBlanks(&plain)
      depth += 1
    }
    isBoxed = depth > 0
    self.plain = plain
    self.rows = rows
    let folded = plain.map { Folding.fold($0) }
    self.folded = folded
    indent = folded.firstIndex { $0 != 0x20 } ?? folded.count
    let shape = Self.shape(of: folded, indent: indent, marks: marks, isPanel: isPanel)
    // What is drawn inside a box only divides it.
    self.shape = isBoxed && !isPanel && Self.isDrawing(folded) ? .dashes : shape
  }

  private static func dropTrailingBlanks(_ text: inout [UInt32]) {
    while let last = text.last, last == 0x20 || last == 0xA0 { text.removeLast() }
  }

  private static let sideBorders: Set<UInt32> = [0x2502, 0x2503, 0x2551]

  /// `│ text │` becomes text with a blank where each border was, so columns stay true.
  private static func blankBorders(_ text: inout [UInt32]) -> Bool {
    guard let start = text.firstIndex(where: { $0 != 0x20 }), text.count - start > 2 else { return false }
    guard let last = text.last, sideBorders.contains(text[start]), sideBorders.contains(last) else { return false }
    text[start] = 0x20
    text[text.count - 1] = 0x20
    return true
  }

  /// The horizontal border of an inner box, or a rule from one side of the box to the other.
  private static func isDrawing(_ text: [UInt32]) -> Bool {
    var strokes = 0
    for scalar in text {
      switch scalar {
      case 0x2500, 0x2501, 0x254C: strokes += 1
      case 0x20, 0x256D, 0x256E, 0x256F, 0x2570, 0x250C, 0x2510, 0x2514, 0x2518: continue
      default: return false
      }
    }
    return strokes >= 6
  }

  /// `┃ text` becomes text with a blank where the bar was.
  private static func blankGutter(_ text: inout [UInt32]) -> Bool {
    guard let start = text.firstIndex(where: { $0 != 0x20 }), sideBorders.contains(text[start]) else { return false }
    text[start] = 0x20
    return true
  }

  private static func shape(of text: [UInt32], indent: Int, marks: Marks?, isPanel: Bool) -> Shape {
    guard indent < text.count, let last = text.last else { return .blank }
    let first = text[indent]
    let length = text.count - indent
    if let marks, marks.strokes.contains(first) {
      // A title may sit on a rule, and in a narrow pane it takes most of it. Rules inside a transcript are indented.
      guard indent <= 1, length >= 6, last == first else { return .text }
      let strokes = text.count { $0 == first }
      return strokes * 2 >= length || indent == 0 && strokes >= 4 ? .rule : .text
    }
    switch first {
    case 0x2579 where isPanel: return .boxBottom  // ╹▀▀▀
    // A box further in is a table of the transcript, or a preview beside a list.
    case 0x256D, 0x250C:  // ╭ ┌ … ╮ ┐
      return indent <= 1 && (last == 0x256E || last == 0x2510) ? .boxTop : .text
    case 0x2570, 0x2514:  // ╰ └ … ╯ ┘
      return indent <= 1 && (last == 0x256F || last == 0x2518) ? .boxBottom : .text
    case 0x254C, 0x2504, 0x2508:  // ╌ ┄ ┈
      return text.allSatisfy { $0 == first || $0 == 0x20 } ? .dashes : .text
    default: return .text
    }
  }
}

extension Line {
  /// All lines of a screen from the top to the last one that is not blank.
  static func lines(of screen: ScreenText, marks: Marks) -> [Line] {
    var lines: [Line] = []
    lines.reserveCapacity(screen.rows.count)
    var pending: [UInt32] = []
    var start = 0
    for (index, row) in screen.rows.enumerated() {
      pending.append(contentsOf: row.text.unicodeScalars.lazy.map(\.value))
      if row.isWrapped, index + 1 < screen.rows.count, pending.count < 16_384 { continue }
      lines.append(Line(pending, rows: start..<index + 1, marks: marks))
      pending.removeAll(keepingCapacity: true)
      start = index + 1
    }
    // An empty line of a panel is part of the panel.
    while let last = lines.last, last.isBlank, marks.box != .gutter || !last.isBoxed { lines.removeLast() }
    return lines
  }
}
