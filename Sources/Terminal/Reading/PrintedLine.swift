/// A line as `capture-pane -p -N` prints it: every cell that was ever written, padding left out.
public struct PrintedLine: Sendable, Equatable {
  /// One printed cell.
  public struct Cell: Sendable, Equatable {
    /// UTF-8, a tab of tmux 3.6 as 09. Not always valid: glibc decodes F4 90 80 80 and tmux keeps it.
    public var bytes: [UInt8]
    public var style: Style
  }

  public var cells: [Cell]
  /// The line goes on in the next one.
  public var isWrapped: Bool

  public var bytes: [UInt8] { cells.flatMap(\.bytes) }
}

extension Terminal {
  /// Lines of the history that can be read, at most `historySize`.
  public var keptHistory: Int { grid.history.lines.count }

  /// A line counted as tmux counts them: 0 is the first row of the screen, -1 the newest line of the history. An empty
  /// line where there is none.
  public func printedLine(_ number: Int) -> PrintedLine {
    if number >= 0 {
      guard number < h else { return PrintedLine(cells: [], isWrapped: false) }
      return printed(grid.line(number))
    }
    let index = grid.history.lines.count + max(number, -grid.history.lines.count - 1)
    guard grid.history.lines.indices.contains(index) else { return PrintedLine(cells: [], isWrapped: false) }
    return printed(grid.history.lines[index])
  }

  private func printed(_ line: Line) -> PrintedLine {
    var cells: [PrintedLine.Cell] = []
    for bits in line.cells.prefix(min(line.used, w)) {
      let cell = PackedCell(bits: bits)
      if cell.isPadding { continue }
      let style = styles[Int(cell.style)].style(lineDrawing: cell.isLineDrawing)
      cells.append(PrintedLine.Cell(bytes: cell.isTab ? [0x09] : bytes(of: cell), style: style))
    }
    return PrintedLine(cells: cells, isWrapped: line.isWrapped)
  }
}
