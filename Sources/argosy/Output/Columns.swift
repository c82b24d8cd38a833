import TmuxUI

/// Rows of cells, each column as wide as its widest cell, up to a limit.
struct Columns {
  let widths: [Int]

  init(_ rows: [[String]], limits: [Int]) {
    widths = limits.indices.map { column in
      min(limits[column], rows.map { column < $0.count ? CellText.width($0[column]) : 0 }.max() ?? 0)
    }
  }

  /// The cells side by side, cut where they are too long; nothing stands after the last one.
  ///
  /// - Parameter style: what is done to a cell's text when its width is settled.
  func line(_ cells: [String], style: (Int, String) -> String = { _, text in text }) -> String {
    var text = ""
    // What separates a cell from the next one that is not empty.
    var gap = 0
    for (index, (cell, width)) in zip(cells, widths).enumerated() {
      let cut = CellText.cut(cell, to: width)
      if !cut.isEmpty {
        text += String(repeating: " ", count: gap) + style(index, cut)
        gap = 0
      }
      gap += width - CellText.width(cut) + (width > 0 ? 2 : 0)
    }
    return text
  }
}
