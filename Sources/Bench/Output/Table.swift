/// Rows of cells in columns: the first column is text, the others are numbers and stand at the right.
struct Table {
  private var rows: [[String]]

  init(_ header: [String]) {
    rows = [header]
  }

  mutating func add(_ row: [String]) {
    rows.append(row)
  }

  var text: String {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
    return rows.map { row in
      row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + space : space + cell
      }.joined(separator: "   ")
    }.joined(separator: "\n")
  }

  static func text(_ header: [String], _ rows: [[String]]) -> String {
    var table = Table(header)
    for row in rows { table.add(row) }
    return table.text
  }
}
