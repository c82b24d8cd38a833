import Terminal
import TmuxControl

@testable import Screens

let pane = PaneID(number: 1)

extension Screens {
  /// What a pane printed, as text.
  mutating func output(_ text: String, of pane: PaneID = pane) {
    output(Array(text.utf8).span, of: pane, at: 0)
  }

  mutating func output(count: Int, of pane: PaneID = pane) {
    output([UInt8](repeating: 0x78, count: count).span, of: pane, at: 0)
  }

  /// The first row of a pane's screen; nil while it is not known.
  func firstRow(of pane: PaneID = pane) -> String? { terminal(of: pane)?.text(row: 0) }
}

/// A snapshot whose first row is this text, with the cursor behind it.
func snapshot(_ text: String, columns: Int = 20, rows: Int = 4) -> Snapshot {
  var snapshot = Snapshot(columns: columns, rows: rows, lines: [Array(text.utf8)])
  snapshot.cursorColumn = text.count
  return snapshot
}

func block(_ lines: [String]) -> Block {
  Block(header: BlockHeader(time: 0, number: 0, flags: 1), lines: lines.map { Array($0.utf8) }, isError: false)
}
