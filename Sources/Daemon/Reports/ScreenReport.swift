import Terminal

/// What `argosy peek` prints: a pane's screen as argosy holds it.
public struct ScreenReport: Codable, Hashable, Sendable {
  public var pane: String
  public var title: String
  public var columns: Int
  /// From the top, trailing blanks left out.
  public var rows: [String]
  /// The same with SGR sequences, each row beginning and ending in the default style. Only when asked for.
  public var ansi: [String]?

  init(_ terminal: borrowing Terminal, pane: String, isStyled: Bool) {
    self.pane = pane
    title = terminal.title
    columns = terminal.columns
    var rows: [String] = []
    var styled: [String] = []
    for row in 0..<terminal.rows {
      rows.append(terminal.text(row: row, trimmed: true))
      if isStyled { styled.append(StyledRow.text(row, of: terminal)) }
    }
    self.rows = rows
    ansi = isStyled ? styled : nil
  }
}
