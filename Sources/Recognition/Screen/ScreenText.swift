/// A screen as recognition reads it: plain rows, wherever they came from.
public struct ScreenText: Sendable, Hashable {
  public struct Row: Sendable, Hashable {
    public var text: String
    /// The text goes on in the next row without a line end between.
    public var isWrapped: Bool
    /// The text with faint cells blanked out, or nil when nothing in the row is known to be faint.
    /// A placeholder in an input box is faint; what a person typed is not.
    public var solid: String?
    /// In a strip of tabs, the text that stands out by its background; nil when none does. It is the tab that is shown.
    public var highlight: String?

    public init(text: String, isWrapped: Bool = false, solid: String? = nil, highlight: String? = nil) {
      self.text = text
      self.isWrapped = isWrapped
      self.solid = solid
      self.highlight = highlight
    }
  }

  public var rows: [Row]
  public var columns: Int
  public var cursorRow: Int
  public var cursorColumn: Int
  public var title: String
  public var isAlternate: Bool

  public init(
    rows: [Row], columns: Int, cursorRow: Int = 0, cursorColumn: Int = 0, title: String = "", isAlternate: Bool = false
  ) {
    self.rows = rows
    self.columns = columns
    self.cursorRow = cursorRow
    self.cursorColumn = cursorColumn
    self.title = title
    self.isAlternate = isAlternate
  }

  /// A screen of plain lines.
  public init(rows: [String], columns: Int, title: String = "") {
    self.init(rows: rows.map { Row(text: $0) }, columns: columns, title: title)
  }
}
