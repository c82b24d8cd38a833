import Terminal

/// What a terminal has to be told so that it shows a frame.
public struct Drawing: Sendable {
  /// With colours; otherwise what else styles say remains.
  public let isColoured: Bool

  public init(isColoured: Bool) {
    self.isColoured = isColoured
  }

  /// The differences; everything, where the last frame is not known or had another size.
  ///
  /// A row is emptied before it is drawn, and the screen is never cleared: tmux would put what was cleared into the
  /// history of a pane without an alternate screen.
  public func text(of frame: Frame, over last: Frame?) -> String {
    var pen = Pen(isColoured: isColoured)
    let known = last.flatMap { $0.columns == frame.columns && $0.rows == frame.rows ? $0 : nil }
    for row in 0..<frame.rows {
      if let known {
        draw(Array(frame[row]), over: Array(known[row]), row, &pen)
      } else {
        pen.move(row, 0)
        pen.take(.default)
        pen.text += "\u{1B}[2K"
        draw(Array(frame[row]), over: Array(repeating: .blank, count: frame.columns), row, &pen)
      }
    }
    guard !pen.text.isEmpty || frame.cursor != known?.cursor else { return "" }
    pen.take(.default)
    guard let cursor = frame.cursor else { return "\u{1B}[?25l" + pen.text }
    pen.move(cursor.row, cursor.column)
    return "\u{1B}[?25l" + pen.text + "\u{1B}[?25h"
  }

  private func draw(_ new: [Cell], over old: [Cell], _ row: Int, _ pen: inout Pen) {
    guard let first = new.indices.first(where: { new[$0] != old[$0] }),
      let last = new.indices.last(where: { new[$0] != old[$0] })
    else { return }
    let end = (new.lastIndex { $0 != .blank } ?? -1) + 1
    pen.move(row, first)
    var isAt = true
    for column in first..<max(first, min(last + 1, end)) {
      let cell = new[column]
      guard cell.width > 0 else { continue }
      if !isAt { pen.move(row, column) }
      pen.take(cell.style)
      pen.text += cell.text
      // How far the cursor went is certain only behind plain characters.
      isAt = cell.width == 1 && cell.text.unicodeScalars.count == 1
    }
    guard last >= end else { return }
    if !isAt || end < first { pen.move(row, max(end, first)) }
    pen.take(.default)
    pen.text += "\u{1B}[K"
  }

  private struct Pen {
    let isColoured: Bool
    var text = ""
    private var style: Style?

    init(isColoured: Bool) { self.isColoured = isColoured }

    mutating func move(_ row: Int, _ column: Int) { text += "\u{1B}[\(row + 1);\(column + 1)H" }

    mutating func take(_ next: Style) {
      guard next != style else { return }
      text += Rendition.sequence(of: next, isColoured: isColoured)
      style = next
    }
  }
}
