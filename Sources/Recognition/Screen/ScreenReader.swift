public import Terminal

/// Reads one pane's screen again and again, and keeps what it knows of rows that did not change.
///
/// Most of what agents write is what stood there before: a row is taken apart once, and found again by its hash
/// wherever it scrolled to.
public struct ScreenReader: Sendable {
  private var frames = FrameReader()
  private var rows: [UInt64: ScreenText.Row] = [:]
  private var last: ScreenText?

  public init() {}

  /// The screen as recognition reads it.
  ///
  /// - Parameter terminal: the pane's screen; after a seed one that took the place of the old one.
  /// - Returns: the screen, and whether anything recognition looks at differs from the last reading.
  public mutating func read(_ terminal: borrowing Terminal) -> (screen: ScreenText, isNew: Bool) {
    let frame = frames.read(terminal)
    if let last, !frame.hasMoved, frame.changedRows.isEmpty { return (last, false) }
    var known: [UInt64: ScreenText.Row] = [:]
    var texts: [ScreenText.Row] = []
    texts.reserveCapacity(frame.hashes.count)
    for (number, hash) in frame.hashes.enumerated() {
      let row = known[hash] ?? rows[hash] ?? ScreenText.row(number, of: terminal)
      known[hash] = row
      texts.append(row)
    }
    rows = known
    let screen = ScreenText(terminal, rows: texts)
    defer { last = screen }
    return (screen, screen != last)
  }
}
