extension Line {
  private struct Cell {
    var character: Character
    var style: Style
    var width: Int
  }

  /// Rows that fit, broken between words where possible. An empty line stays one row.
  func wrapped(to width: Int) -> [Line] {
    guard self.width > width else { return [self] }
    let cells = cells
    var rows: [Line] = []
    var start = 0
    while start < cells.count {
      let first = rows.isEmpty
      // An indent that leaves no room is no help.
      let margin = first || indent * 2 > width ? 0 : indent
      let end = Self.rowEnd(cells, from: start, room: max(1, width - margin))
      var row = Line(String(repeating: " ", count: margin))
      for cell in cells[start..<end] { row.append(cell) }
      rows.append(row.cut(to: width))
      start = end
      // The space at a break is the break.
      while start < cells.count, cells[start].character == " " { start += 1 }
    }
    return rows
  }

  /// As much of the line as fits.
  func cut(to width: Int) -> Line {
    guard self.width > width else { return self }
    var row = Line()
    var used = 0
    for cell in cells {
      used += cell.width
      if used > width { break }
      row.append(cell)
    }
    return row
  }

  private var cells: [Cell] {
    spans.flatMap { span in
      span.text.map { Cell(character: $0, style: span.style, width: CellWidth.of($0)) }
    }
  }

  private static func rowEnd(_ cells: [Cell], from start: Int, room: Int) -> Int {
    var used = 0
    var lastBreak: Int?
    for index in start..<cells.count {
      used += cells[index].width
      if used > room {
        // One character wider than everything is taken all the same, and cut by the caller: something must go on.
        return cells[index].character == " " ? index : lastBreak ?? max(index, start + 1)
      }
      if cells[index].character == " ", index > start, cells[start..<index].contains(where: { $0.character != " " }) {
        lastBreak = index + 1
      }
    }
    return cells.count
  }

  private mutating func append(_ cell: Cell) {
    if let last = spans.indices.last, spans[last].style == cell.style {
      spans[last].text.append(cell.character)
    } else {
      spans.append(Span(text: String(cell.character), style: cell.style))
    }
  }
}
