/// One thing in which a model and tmux's own screen disagree.
public struct ScreenDifference: Hashable, Sendable {
  public enum Aspect: String, Hashable, Sendable {
    case size, text, style, wrapped, cursor
    case cursorVisible = "cursor_visible"
    case mode
    case scrollRegion = "scroll_region"
    case alternate
    case tabStops = "tab_stops"
    case title
    /// The normal screen while the alternate one is shown.
    case savedText = "saved_text"
    case savedStyle = "saved_style"
    case savedCursor = "saved_cursor"
  }

  public var aspect: Aspect
  /// From 0; nil where the whole screen is meant.
  public var row: Int?
  public var column: Int?
  /// What tmux holds. As the program printed it: not fit for a terminal without escaping.
  public var tmux: String
  /// What the model holds, likewise.
  public var argosy: String

  init(_ aspect: Aspect, row: Int? = nil, column: Int? = nil, tmux: String, argosy: String) {
    self.aspect = aspect
    self.row = row
    self.column = column
    self.tmux = tmux
    self.argosy = argosy
  }
}
