/// How wide a name is that tmux writes itself.
enum NameWidth {
  /// In cells. Counted scalar by scalar, as tmux does.
  static func cells(_ name: String) -> Int {
    name.unicodeScalars.reduce(0) { $0 + CellText.cells($1) }
  }
}
