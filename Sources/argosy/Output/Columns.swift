import TmuxUI

/// Rows of cells, each column as wide as its widest cell, up to a limit, and all of them up to a width.
struct Columns {
  private(set) var widths: [Int]

  private static let gap = 2

  /// - Parameters:
  ///   - floors: how narrow each column may become for the sake of `room`; a column that is narrower stays as it is.
  ///   - room: cells for all columns and what is between them; nil: as many as they take.
  init(_ rows: [[String]], limits: [Int], floors: [Int] = [], room: Int? = nil) {
    widths = limits.indices.map { column in
      min(limits[column], rows.map { column < $0.count ? CellText.width($0[column]) : 0 }.max() ?? 0)
    }
    guard let room else { return }
    fit(into: room, floors)
    // Where even that is too much, whatever stands last gives way, down to nothing.
    for column in widths.indices.reversed() where width > room {
      widths[column] = max(0, widths[column] - (width - room))
    }
  }

  /// Cells of all columns and what is between them.
  private var width: Int {
    let shown = widths.filter { $0 > 0 }
    return shown.reduce(0, +) + max(0, shown.count - 1) * Self.gap
  }

  /// The widest of those that may shrink loses a cell, the last of equals first, until all have room.
  private mutating func fit(into room: Int, _ floors: [Int]) {
    while width > room {
      let shrinkable = widths.indices.filter { widths[$0] > (floors.indices.contains($0) ? floors[$0] : 0) }
      guard let widest = shrinkable.max(by: { (widths[$0], $0) < (widths[$1], $1) }) else { return }
      widths[widest] -= 1
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
      gap += width - CellText.width(cut) + (width > 0 ? Self.gap : 0)
    }
    return text
  }
}
