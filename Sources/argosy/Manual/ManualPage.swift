import TmuxUI

/// A topic as a terminal shows it.
struct ManualPage {
  let page: Markdown
  let style: OutputStyle

  private static let widest = 100
  private static let narrowest = 20
  /// A first column wider than that has its row's text in the lines below it.
  private static let widestName = 34

  init(_ page: Markdown, style: OutputStyle) {
    self.page = page
    self.style = style
  }

  var text: String {
    var lines: [String] = []
    var wasItem = false
    for block in page.blocks {
      let isItem = if case .item = block { true } else { false }
      if !lines.isEmpty, !(isItem && wasItem) { lines.append("") }
      wasItem = isItem
      lines += rendered(block)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var width: Int { max(Self.narrowest, min(style.columns ?? Self.widest, Self.widest)) }

  private func rendered(_ block: Markdown.Block) -> [String] {
    switch block {
    case .heading(_, let text): [style.bold(text)]
    case .paragraph(let text): wrapped(text, first: "", rest: "")
    case .item(let text): wrapped(text, first: "  - ", rest: "    ")
    case .code(let lines): lines.map { $0.isEmpty ? "" : "    " + style.bold($0) }
    case .table(let rows): table(rows)
    }
  }

  // MARK: Tables

  private func table(_ rows: [[String]]) -> [String] {
    guard let count = rows.first?.count, count > 0 else { return [] }
    let widths = (0..<count - 1).map { column in rows.map { Self.width(of: $0[column]) }.max() ?? 0 }
    let names = widths.map { min($0, Self.widestName, width / count) }
    let indent = String(repeating: " ", count: 2 + names.reduce(0) { $0 + $1 + 2 })
    var lines: [String] = []
    for (index, row) in rows.enumerated() {
      var line = "  "
      var isTooWide = false
      for (cell, name) in zip(row, names) {
        let gap = name - Self.width(of: cell)
        isTooWide = isTooWide || gap < 0
        line += styled(cell) + String(repeating: " ", count: max(0, gap) + 2)
      }
      let text = index == 0 ? [style.dim(row[count - 1])] : wrapped(row[count - 1], first: indent, rest: indent)
      if isTooWide {
        lines.append(line)
        lines += text
      } else if index == 0 {
        lines.append(style.isColoured ? line + (text.first ?? "") : line + row[count - 1])
      } else {
        lines.append(line + (text.first?.dropFirst(indent.count) ?? ""))
        lines += text.dropFirst()
      }
    }
    return lines
  }

  private static func width(of text: String) -> Int {
    Markdown.spans(of: text).reduce(0) { $0 + CellText.width($1.text) }
  }

  private func styled(_ text: String) -> String {
    Markdown.spans(of: text).map { styled($0.text, $0.kind) }.joined()
  }

  private func styled(_ text: String, _ kind: Markdown.Span.Kind) -> String {
    kind == .plain ? text : style.bold(text)
  }

  // MARK: Lines

  private struct Word {
    var pieces: [Markdown.Span] = []
    var width: Int { pieces.reduce(0) { $0 + CellText.width($1.text) } }
  }

  /// Breaks at blanks, also inside code.
  private static func words(of text: String) -> [Word] {
    var words = [Word()]
    for span in Markdown.spans(of: text) {
      let parts = span.text.split(separator: " ", omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() {
        if index > 0 { words.append(Word()) }
        if !part.isEmpty { words[words.count - 1].pieces.append(.init(text: String(part), kind: span.kind)) }
      }
    }
    return words.filter { !$0.pieces.isEmpty }
  }

  private func wrapped(_ text: String, first: String, rest: String) -> [String] {
    var lines: [String] = []
    var line = first
    var used = CellText.width(first)
    var isFresh = true
    for word in Self.words(of: text) {
      if !isFresh, used + 1 + word.width > width {
        lines.append(line)
        (line, used, isFresh) = (rest, CellText.width(rest), true)
      }
      if !isFresh { line += " " }
      used += word.width + (isFresh ? 0 : 1)
      line += word.pieces.map { styled($0.text, $0.kind) }.joined()
      isFresh = false
    }
    return lines + [line]
  }
}
