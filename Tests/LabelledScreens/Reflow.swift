public import Recognition

/// A screen as the program would draw it in a narrower pane: lines broken at word ends, the rest indented as deep as
/// the text of the first line, rules and boxes as wide as the pane.
public struct Reflow: Sendable {
  public let width: Int

  public init(width: Int) {
    self.width = width
  }

  /// Nil for screens with pictures, tables or boxes in boxes, which programs lay out anew.
  public func screen(_ labelled: LabelledScreen) -> ScreenText? {
    let screen = labelled.screen
    var rows: [ScreenText.Row] = []
    for row in screen.rows {
      guard let drawn = self.rows(row) else { return nil }
      rows += drawn
    }
    return ScreenText(rows: rows, columns: width, title: screen.title, isAlternate: screen.isAlternate)
  }

  private func rows(_ row: ScreenText.Row) -> [ScreenText.Row]? {
    let text = row.text
    if let line = horizontal(text) { return [ScreenText.Row(text: line)] }
    if text.hasPrefix("│") {
      let inside = text.dropFirst().dropLast()
      guard text.hasSuffix("│"), !inside.contains(where: { "│╭╰┌└".contains($0) }) else { return nil }
      // The outer blank belongs to the box.
      return wrapped(String(inside.dropFirst()), to: width - 4).map { line in
        let padding = String(repeating: " ", count: max(0, width - 4 - line.count))
        return ScreenText.Row(text: "│ \(line)\(padding) │")
      }
    }
    guard !text.contains(where: { "│┌└╭╰".contains($0) }) else { return nil }
    guard text.count > width else { return [row] }
    // A placeholder and a strip of tabs are cut, not wrapped.
    if row.solid != nil || row.highlight != nil || text.hasPrefix("←") {
      return [
        ScreenText.Row(
          text: String(text.prefix(width)), solid: row.solid.map { String($0.prefix(width)) }, highlight: row.highlight)
      ]
    }
    return wrapped(text, to: width).map { ScreenText.Row(text: $0) }
  }

  /// A rule, a dashed line or the edge of a box in the new width.
  private func horizontal(_ text: String) -> String? {
    guard let first = text.first, let last = text.last, text.count >= 6 else { return nil }
    let strokes = text.count { $0 == "─" || $0 == "╌" }
    guard strokes * 2 > text.count else { return nil }
    switch first {
    case "─" where strokes == text.count, "╌": return String(repeating: first, count: width)
    case "─", "╭", "╰":
      let middle = text.dropFirst().dropLast().filter { $0 != "─" }
      let space = max(0, width - 2 - middle.count)
      return String(first) + middle.prefix(width - 2) + String(repeating: "─", count: space) + String(last)
    default: return nil
    }
  }

  private func wrapped(_ text: String, to width: Int) -> [String] {
    guard text.count > width else { return [text] }
    let indent = String(repeating: " ", count: min(hanging(text), width / 2))
    var lines: [String] = []
    var line = String(text.prefix { $0 == " " || $0 == "\u{A0}" })
    var isFresh = true
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\u{A0}" }) {
      if !isFresh, line.count + 1 + word.count > width {
        lines.append(line)
        line = indent + word
      } else {
        line += (isFresh ? "" : " ") + word
      }
      isFresh = false
    }
    return lines + [line]
  }

  /// Where the text of a line starts behind its sign and its number.
  private func hanging(_ text: String) -> Int {
    var rest = text.drop { $0 == " " }
    if let sign = rest.first, "❯>⏺●⎿✻✽✶✳✢·*".contains(sign) {
      rest = rest.dropFirst().drop { $0 == " " || $0 == "\u{A0}" }
    }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    if !digits.isEmpty, rest.dropFirst(digits.count).hasPrefix(". ") { rest = rest.dropFirst(digits.count + 2) }
    if rest.hasPrefix("[ ] ") || rest.hasPrefix("[✔] ") { rest = rest.dropFirst(4) }
    return text.count - rest.count
  }
}
