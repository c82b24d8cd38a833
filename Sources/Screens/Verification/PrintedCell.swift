import Terminal

/// One character of a row in the order in which tmux prints it, with its style.
///
/// Characters and not cells: a capture does not say where one cell ends, and skips the right halves of wide ones.
struct PrintedCell: Hashable, Sendable {
  var character: Unicode.Scalar
  var style: Style

  static let blank = PrintedCell(character: " ", style: .default)
}

/// A row as tmux prints it, without default blanks at its end.
struct PrintedRow: Hashable, Sendable {
  private(set) var cells: [PrintedCell] = []
  /// Where each character stands, from 0; empty where that is not known, as in a capture.
  private(set) var columns: [Int] = []
  /// The column behind the last character.
  private(set) var end = 0

  init() {}

  /// A row that a capture printed.
  init(printed cells: [PrintedCell]) {
    self.cells = cells
    trim()
  }

  /// A row of the model. Before 3.4 tmux prints no cell that only an erase has coloured, behind the last one written.
  init(_ terminal: Terminal, row: Int) {
    let limit = terminal.tmux < .v3_4 ? terminal.usedColumns(row: row) : terminal.columns
    for column in 0..<limit {
      let cell = terminal.cell(row: row, column: column)
      // A tab of tmux 3.6 is several columns of blanks, and printed as what it is.
      let isTab = cell.width > 1 && cell.text.unicodeScalars.allSatisfy { $0 == " " }
      for character in isTab ? ["\t"] : Array(cell.text.unicodeScalars) {
        cells.append(PrintedCell(character: character, style: cell.style))
        columns.append(column)
      }
      if !cell.text.isEmpty { end = column + max(cell.width, 1) }
    }
    trim()
  }

  private mutating func trim() {
    while cells.last == .blank {
      cells.removeLast()
      if let column = columns.popLast() { end = column }
    }
  }

  /// The character at `index`; a blank behind the end.
  func cell(_ index: Int) -> PrintedCell {
    cells.indices.contains(index) ? cells[index] : .blank
  }

  /// The column of the character at `index`. Behind the end, every character is taken to be one column wide.
  func column(_ index: Int) -> Int {
    columns.indices.contains(index) ? columns[index] : end + max(index - columns.count, 0)
  }

  var text: String {
    String(String.UnicodeScalarView(cells.map(\.character)))
  }
}
