/// What the topics are written in: headings, paragraphs, lists, tables and indented code; in a text, `code` and
/// **strong** words. Pictures, on lines of their own, are for whoever reads the files. Anything else is text.
struct Markdown: Hashable {
  enum Block: Hashable {
    case heading(level: Int, String)
    case paragraph(String)
    case item(String)
    /// Rows of cells, the header first. Every row has as many cells as the header.
    case table([[String]])
    case code([String])
  }

  let blocks: [Block]

  init(blocks: [Block]) {
    self.blocks = blocks
  }

  init(_ text: String) {
    var reader = Reader()
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) { reader.take(line) }
    reader.close()
    blocks = reader.blocks
  }

  private struct Reader {
    var blocks: [Block] = []
    private var open: Block?
    /// Empty lines inside code; only what follows tells whether they belong to it.
    private var emptyLines = 0

    mutating func take(_ line: Substring) {
      guard line.contains(where: { $0 != " " }) else {
        if case .code = open { emptyLines += 1 } else { close() }
        return
      }
      if line.hasPrefix("![") { return close() }
      let level = line.prefix { $0 == "#" }.count
      switch open {
      case .code(let lines) where line.hasPrefix("    "):
        open = .code(lines + Array(repeating: "", count: emptyLines) + [String(line.dropFirst(4))])
        emptyLines = 0
      case .paragraph(let text) where level == 0 && !line.hasPrefix("- ") && !line.hasPrefix("|"):
        open = .paragraph(text + " " + line)
      case .item(let text) where line.hasPrefix("  "): open = .item(text + " " + line.drop { $0 == " " })
      case .table(let rows) where line.hasPrefix("|"):
        let cells = Self.cells(line)
        if cells.allSatisfy({ $0.allSatisfy { $0 == "-" } }) { return }
        let count = rows.first?.count ?? 0
        open = .table(rows + [Array((cells + Array(repeating: "", count: count)).prefix(count))])
      default: begin(line, level)
      }
    }

    private mutating func begin(_ line: Substring, _ level: Int) {
      close()
      if line.hasPrefix("    ") {
        open = .code([String(line.dropFirst(4))])
      } else if level > 0 {
        blocks.append(.heading(level: level, String(line.dropFirst(level).drop { $0 == " " })))
      } else if line.hasPrefix("- ") {
        open = .item(String(line.dropFirst(2)))
      } else if line.hasPrefix("|") {
        open = .table([Self.cells(line)])
      } else {
        open = .paragraph(String(line))
      }
    }

    mutating func close() {
      if let open { blocks.append(open) }
      open = nil
      emptyLines = 0
    }

    /// A bar inside code separates nothing.
    private static func cells(_ line: Substring) -> [String] {
      var cells: [String] = []
      var cell = ""
      var isCode = false
      for character in line.dropFirst() {
        if character == "`" { isCode.toggle() }
        if character == "|", !isCode {
          cells.append(cell)
          cell = ""
        } else {
          cell.append(character)
        }
      }
      if cell.contains(where: { $0 != " " }) { cells.append(cell) }
      return cells.map { cell in
        let text = cell.drop { $0 == " " }
        return String(text.prefix(text.count - text.reversed().prefix { $0 == " " }.count))
      }
    }
  }
}

extension Markdown {
  /// A piece of a text that looks the same throughout.
  struct Span: Hashable {
    enum Kind: Hashable { case plain, code, strong }
    let text: String
    let kind: Kind
  }

  /// A mark that is never closed is text.
  static func spans(of text: String) -> [Span] {
    var spans: [Span] = []
    var plain = ""
    var rest = Substring(text)
    while let first = rest.first {
      let mark: (String, Span.Kind) = first == "`" ? ("`", .code) : ("**", .strong)
      if rest.hasPrefix(mark.0), let end = rest.dropFirst(mark.0.count).firstRange(of: mark.0) {
        if !plain.isEmpty { spans.append(Span(text: plain, kind: .plain)) }
        plain = ""
        spans.append(Span(text: String(rest.dropFirst(mark.0.count)[..<end.lowerBound]), kind: mark.1))
        rest = rest[end.upperBound...]
      } else {
        plain.append(first)
        rest = rest.dropFirst()
      }
    }
    if !plain.isEmpty { spans.append(Span(text: plain, kind: .plain)) }
    return spans
  }

  /// Every text that has marks in it: paragraphs, items, headings, cells.
  var texts: [String] {
    blocks.flatMap { block -> [String] in
      switch block {
      case .heading(_, let text), .paragraph(let text), .item(let text): [text]
      case .table(let rows): rows.flatMap(\.self)
      case .code: []
      }
    }
  }
}
