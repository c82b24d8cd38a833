/// What must still be true in the instant in which something is given to a pane. tmux itself compares, so that nothing
/// can come between the look and the deed.
public struct ScreenGuard: Hashable, Sendable {
  /// A row of the screen: the first that fits the pattern has to be this one.
  public struct Row: Hashable, Sendable {
    public let pattern: RowPattern
    /// From the top, beginning with 0.
    public let index: Int
  }

  public var rows: [Row]
  /// As ``PaneFacts/people``; nil where it does not matter.
  public var people: String?
  /// As ``PaneFacts/place``.
  public var place: String?
  /// What is compared and kept of a prompt's pieces; nil for what is none.
  public var count: Tally.Count?

  public init(rows: [Row] = [], people: String? = nil, place: String? = nil) {
    self.rows = rows
    self.people = people
    self.place = place
  }

  /// - Parameter rows: the screen, of which the rows at `indices` must not change.
  init(_ screen: [String], rows indices: [Int], people: String? = nil, place: String? = nil) {
    let patterns = indices.filter { screen.indices.contains($0) }.map { RowPattern(screen[$0]) }
    rows = patterns.compactMap { pattern in
      screen.firstIndex { pattern.matches($0) }.map { Row(pattern: pattern, index: $0) }
    }
    self.people = people
    self.place = place
  }
}

/// A row of a screen as a pattern that may stand in a tmux format: whatever could mean something to tmux, to a regular
/// expression, or be of doubtful width, is a wildcard.
public struct RowPattern: Hashable, Sendable {
  enum Token: Hashable, Sendable {
    case literal(Unicode.Scalar)
    case one
    case run
  }

  let tokens: [Token]

  init(_ row: String) {
    var scalars = Array(row.unicodeScalars)
    while scalars.last == " " { scalars.removeLast() }
    let mark = scalars.firstIndex { $0 != " " && $0 != "│" }
    var tokens: [Token] = []
    for (index, scalar) in scalars.enumerated() {
      switch scalar.value {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0xA0: tokens.append(.literal(scalar))
      case 0x20...0x7E: tokens.append(.one)
      // The sign in front of the row says what it is.
      default:
        if index == mark { tokens.append(.literal(scalar)) } else if tokens.last != .run { tokens.append(.run) }
      }
    }
    self.tokens = tokens
  }

  /// As a POSIX extended regular expression for the whole row.
  public var expression: String {
    var text = "^"
    for token in tokens {
      switch token {
      case .literal(let scalar): text.unicodeScalars.append(scalar)
      case .one: text += "."
      case .run: text += ".*"
      }
    }
    return text + "$"
  }

  /// What tmux would say of this row.
  func matches(_ row: String) -> Bool {
    var scalars = Array(row.unicodeScalars)
    while scalars.last == " " { scalars.removeLast() }
    var (index, token) = (0, 0)
    var retry: (index: Int, token: Int)?
    while true {
      if token < tokens.count, tokens[token] == .run {
        retry = (index, token)
        token += 1
      } else if token < tokens.count, index < scalars.count, fits(tokens[token], scalars[index]) {
        index += 1
        token += 1
      } else if token == tokens.count, index == scalars.count {
        return true
      } else if let back = retry, back.index < scalars.count {
        index = back.index + 1
        token = back.token + 1
        retry = (index, back.token)
      } else {
        return false
      }
    }
  }

  private func fits(_ token: Token, _ scalar: Unicode.Scalar) -> Bool {
    switch token {
    case .literal(let literal): literal == scalar
    case .one: true
    case .run: false
    }
  }
}
