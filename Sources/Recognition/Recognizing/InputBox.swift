/// What is in the input box. Text may be sent to an agent only while a person's own draft is not there.
public struct InputBox: Sendable, Hashable {
  /// What somebody typed and has not sent; empty when the box shows only its faint placeholder.
  public var draft: String
  /// The rows of the screen between its edges.
  public var rows: Range<Int>

  public var isEmpty: Bool { draft.isEmpty }

  init(_ screen: ScreenText, lines: ArraySlice<Line>, marks: Marks) {
    var parts: [String] = []
    for line in lines {
      let isFirst = parts.isEmpty
      let solid = line.rows.contains { screen.rows[$0].solid != nil }
      var text = line
      if solid {
        let scalars = line.rows.flatMap { row in
          (screen.rows[row].solid ?? screen.rows[row].text).unicodeScalars.map(\.value)
        }
        text = Line(scalars, rows: line.rows)
      }
      var content = text.plain.drop { $0 == 0x20 || $0 == 0xA0 }
      if isFirst { content = content.dropFirst().drop { $0 == 0x20 || $0 == 0xA0 } }
      parts.append(Folding.string(content))
    }
    let text = parts.joined(separator: "\n")
    rows = (lines.first?.rows.lowerBound ?? 0)..<(lines.last?.rows.upperBound ?? 0)
    let isPlaceholder = marks.placeholder.contains { $0.matches(Folding.fold(text)) }
    draft = isPlaceholder ? "" : text
  }
}
