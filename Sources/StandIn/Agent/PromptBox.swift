/// The text a person is writing, with the cursor in it.
struct PromptBox: Equatable {
  private enum Piece: Equatable {
    case character(Character)
    /// A big paste stands as one piece.
    case paste(text: String, label: String)
  }

  private var pieces: [Piece] = []
  private(set) var cursor = 0
  private var pastes = 0
  /// `!` was typed into the empty box: what follows goes to a shell.
  var isShell = false
  /// What is in the box came at least partly from a paste.
  private var hasPaste = false

  var isEmpty: Bool { pieces.isEmpty }

  private static let commands = ["clear", "compact", "config", "cost", "exit", "help", "model", "review", "status"]

  /// The commands offered for what was typed behind a slash, the one that Enter takes first.
  var menu: [String] {
    let text = self.text
    guard !hasPaste, !isShell, text.first == "/", !text.contains(where: \.isWhitespace) else { return [] }
    return Self.commands.filter { $0.hasPrefix(text.dropFirst()) }
  }

  /// What is submitted.
  var text: String {
    pieces.reduce(into: "") { text, piece in
      switch piece {
      case .character(let character): text.append(character)
      case .paste(let pasted, _): text += pasted
      }
    }
  }

  /// What the box shows: the part before the cursor, and the part from it on.
  var shown: (before: String, after: String) { (shown(pieces.prefix(cursor)), shown(pieces.dropFirst(cursor))) }

  private func shown(_ pieces: ArraySlice<Piece>) -> String {
    pieces.reduce(into: "") { text, piece in
      switch piece {
      case .character(let character): text.append(character)
      case .paste(_, let label): text += label
      }
    }
  }

  mutating func type(_ text: String) {
    for character in text { insert(.character(character)) }
  }

  mutating func paste(_ text: String) {
    hasPaste = true
    let lines = text.count { $0 == "\n" }
    guard text.count > 800 || lines > 2 else { return type(text) }
    pastes += 1
    insert(.paste(text: text, label: "[Pasted text #\(pastes)\(lines > 0 ? " +\(lines) lines" : "")]"))
  }

  mutating func clear() {
    pieces = []
    cursor = 0
    isShell = false
    hasPaste = false
  }

  private mutating func insert(_ piece: Piece) {
    pieces.insert(piece, at: cursor)
    cursor += 1
  }

  /// False when the key means nothing to the box.
  mutating func edit(_ key: Key) -> Bool {
    switch key {
    case .newline: insert(.character("\n"))
    case .backspace:
      if pieces.isEmpty { isShell = false }
      guard cursor > 0 else { return true }
      cursor -= 1
      pieces.remove(at: cursor)
    case .delete: if cursor < pieces.count { pieces.remove(at: cursor) }
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(pieces.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = pieces.count
    case .control("u"):
      pieces.removeFirst(cursor)
      cursor = 0
    case .control("k"): pieces.removeLast(pieces.count - cursor)
    case .control("w"):
      while cursor > 0, pieces[cursor - 1] == .character(" ") { _ = edit(.backspace) }
      while cursor > 0, pieces[cursor - 1] != .character(" ") { _ = edit(.backspace) }
    default: return false
    }
    return true
  }

  /// A backslash before Enter asks for a new line.
  mutating func takeBackslash() -> Bool {
    guard cursor > 0, pieces[cursor - 1] == .character("\\") else { return false }
    pieces[cursor - 1] = .character("\n")
    return true
  }
}
