/// What is in the input box. Text may be sent to an agent only while a person's own draft is not there.
public struct InputBox: Sendable, Hashable {
  /// What somebody typed and has not sent; empty when the box shows only its faint placeholder.
  public var draft: String
  /// The rows of the screen between its edges.
  public var rows: Range<Int>

  public var isEmpty: Bool { draft.isEmpty }

  init(_ screen: ScreenText, lines: ArraySlice<Line>, marks: Marks) {
    var parts: [String] = []
    var isFaint: [Bool] = []
    for line in lines {
      let isFirst = parts.isEmpty
      let solid = line.rows.contains { screen.rows[$0].solid != nil }
      var text = line
      if solid {
        let scalars = line.rows.flatMap { row in
          (screen.rows[row].solid ?? screen.rows[row].text).unicodeScalars.map(\.value)
        }
        text = Line(scalars, rows: line.rows, marks: marks)
      }
      isFaint.append(solid)
      let content = isFirst ? Self.afterSign(text, marks: marks) : text.plain[...]
      parts.append(Folding.string(content.drop { $0 == 0x20 || $0 == 0xA0 }))
    }
    // Without a sign, lines are kept free for text that is not there; and a placeholder may take several.
    let isRoomy = marks.box != .framed || !marks.hasPromptSign
    while parts.last?.isEmpty == true, isRoomy || isFaint[parts.count - 1] { parts.removeLast() }
    if isRoomy { parts.removeFirst(parts.prefix { $0.isEmpty }.count) }
    let text = parts.joined(separator: "\n")
    rows = (lines.first?.rows.lowerBound ?? 0)..<(lines.last?.rows.upperBound ?? 0)
    let line = Folding.fold(text.replacing("\n", with: " "))
    // Further rows of a placeholder have no sign by which they would be looked at for faint cells.
    let isHint = isFaint.first == true && parts.first?.isEmpty == true
    draft = isHint || marks.placeholder.contains { $0.matches(line) } ? "" : text
  }

  /// The first line without the sign that marks it as input, where there is one.
  private static func afterSign(_ line: Line, marks: Marks) -> ArraySlice<UInt32> {
    switch marks.box {
    case .gutter: return line.plain[...]
    case .bare:
      let end = marks.input?.match(in: line.folded)?.range.upperBound ?? 0
      return line.plain.dropFirst(end)
    case .framed:
      let content = line.plain.drop { $0 == 0x20 || $0 == 0xA0 }
      return marks.hasPromptSign ? content.dropFirst() : content
    }
  }
}
