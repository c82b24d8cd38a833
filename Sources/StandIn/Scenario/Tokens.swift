/// A piece of a scenario line.
struct Token: Equatable {
  enum Kind: Equatable { case word, quoted, arrow, bar, semicolon }

  var kind: Kind
  /// The meaning: for a quoted text without its quotes.
  var value: String
  /// As it stands in the line.
  var source: String

  var isText: Bool { kind == .word || kind == .quoted }
}

/// Cuts a line into tokens. `;` and `|` separate only after an arrow, so that `tool Bash a | b` needs no quotes.
struct Tokenizer {
  private let characters: [Character]
  private let branches: Bool
  private var position = 0
  private var afterArrow = false

  /// - Parameter branches: whether an arrow has a meaning in this line.
  init(_ line: some StringProtocol, branches: Bool) {
    characters = Array(line)
    self.branches = branches
  }

  static func tokens(of line: some StringProtocol, branches: Bool) throws(LineError) -> [Token] {
    var tokenizer = Tokenizer(line, branches: branches)
    var tokens: [Token] = []
    while let token = try tokenizer.next() { tokens.append(token) }
    return tokens
  }

  private var current: Character? { position < characters.count ? characters[position] : nil }
  private var following: Character? { position + 1 < characters.count ? characters[position + 1] : nil }

  private mutating func next() throws(LineError) -> Token? {
    while let character = current, character.isWhitespace { position += 1 }
    guard let character = current else { return nil }
    // `# ` starts a comment, `#12` is an issue's number.
    if character == "#", following?.isWhitespace ?? true { return nil }
    if character == "\"" { return try quoted() }
    if afterArrow, character == ";" || character == "|" {
      position += 1
      return Token(kind: character == ";" ? .semicolon : .bar, value: String(character), source: String(character))
    }
    return word()
  }

  private mutating func word() -> Token {
    var text = ""
    while let character = current, !character.isWhitespace {
      if afterArrow, character == ";" || character == "|" { break }
      text.append(character)
      position += 1
    }
    if branches, text == "->" {
      afterArrow = true
      return Token(kind: .arrow, value: text, source: text)
    }
    return Token(kind: .word, value: text, source: text)
  }

  private mutating func quoted() throws(LineError) -> Token {
    let start = position
    var text = ""
    position += 1
    while let character = current {
      position += 1
      switch character {
      case "\"":
        // `"Postgres":` in a branch: the colon belongs to the answer.
        var source = String(characters[start..<position])
        if afterArrow, current == ":" {
          position += 1
          text.append(":")
          source.append(":")
        }
        return Token(kind: .quoted, value: text, source: source)
      case "\\":
        guard let escaped = current else { throw LineError("the line ends after a backslash") }
        position += 1
        switch escaped {
        case "n": text.append("\n")
        case "t": text.append("\t")
        case "e": text.append("\u{1B}")
        case "\"", "\\": text.append(escaped)
        default: throw LineError("unknown escape \\\(escaped) (known: \\n \\t \\e \\\" \\\\)")
        }
      default: text.append(character)
      }
    }
    throw LineError("a quoted text is not closed")
  }
}
