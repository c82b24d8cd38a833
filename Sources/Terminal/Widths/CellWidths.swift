/// How many cells text takes in a pane, for programs that lay out rows themselves.
public struct CellWidths: Sendable {
  private let table: WidthTable

  public init(tmux: TmuxVersion = .v3_3, _ library: WidthLibrary = .glibc) {
    table = WidthTable.table(for: tmux, library)
  }

  /// 0 for what stands on the character before it, 1 or 2 columns; nil for what a terminal would not print: control
  /// characters, and characters that the library does not know.
  public func width(_ scalar: Unicode.Scalar) -> Int? {
    if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) { return nil }
    let width = table.width(scalar.value)
    return (0...2).contains(width) ? width : nil
  }
}
