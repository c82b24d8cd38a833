public import Terminal

/// Text that is being typed, and where the cursor stands in it.
public struct TextEditor: Hashable, Sendable {
  public private(set) var characters: [Character]
  /// 0…count.
  public private(set) var cursor: Int
  public let allowsLines: Bool

  /// So much can be typed or pasted.
  private static let limit = 1 << 20

  public init(_ text: String = "", allowsLines: Bool) {
    characters = []
    cursor = 0
    self.allowsLines = allowsLines
    insert(text)
  }

  public var text: String { String(characters) }

  public var isEmpty: Bool { characters.isEmpty }

  /// Replaces everything, with the cursor at the end.
  public mutating func set(_ text: String) {
    characters = []
    cursor = 0
    insert(text)
  }

  public mutating func insert(_ text: String) {
    // A mark joins the character before it, so the text around is taken apart anew.
    let before = String(characters[..<cursor])
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r": kept.append(allowsLines ? "\n" : " ")
      case "\t": kept.append(allowsLines ? "\t" : " ")
      default: if scalar.properties.generalCategory != .control { kept.append(scalar) }
      }
    }
    guard characters.count + kept.count <= Self.limit else { return }
    let head = Array(before + String(kept))
    characters = head + characters[cursor...]
    cursor = head.count
  }

  /// Whether the key meant anything here. Enter, Tab and Esc never do.
  public mutating func take(_ key: Key) -> Bool {
    switch (key.base, key.modifiers) {
    case (.character(let character), []): insert(String(character))
    case (.character("j"), .control), (.enter, .alt), (.enter, .shift), (.enter, .control):
      guard allowsLines else { return false }
      insert("\n")
    case (.backspace, []), (.character("h"), .control):
      guard cursor > 0 else { return true }
      cursor -= 1
      characters.remove(at: cursor)
    case (.delete, []), (.character("d"), .control):
      if cursor < characters.count { characters.remove(at: cursor) }
    case (.left, []), (.character("b"), .control): cursor = max(0, cursor - 1)
    case (.right, []), (.character("f"), .control): cursor = min(characters.count, cursor + 1)
    case (.left, .alt), (.left, .control), (.character("b"), .alt): cursor = wordStart
    case (.right, .alt), (.right, .control), (.character("f"), .alt): cursor = wordEnd
    case (.home, []), (.character("a"), .control): cursor = lineStart
    case (.end, []): cursor = lineEnd
    case (.up, []), (.down, []):
      guard allowsLines else { return false }
      return moveLine(key.base == .up)
    case (.character("u"), .control): remove(lineStart..<cursor)
    case (.character("k"), .control): remove(cursor..<(cursor == lineEnd ? min(cursor + 1, characters.count) : lineEnd))
    case (.character("w"), .control), (.backspace, .alt): remove(wordStart..<cursor)
    default: return false
    }
    return true
  }

  private mutating func remove(_ range: Range<Int>) {
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }

  private var lineStart: Int { characters[..<cursor].lastIndex(of: "\n").map { $0 + 1 } ?? 0 }

  private var lineEnd: Int { characters[cursor...].firstIndex(of: "\n") ?? characters.count }

  private var wordStart: Int {
    var place = cursor
    while place > 0, characters[place - 1].isWhitespace { place -= 1 }
    while place > 0, !characters[place - 1].isWhitespace { place -= 1 }
    return place
  }

  private var wordEnd: Int {
    var place = cursor
    while place < characters.count, characters[place].isWhitespace { place += 1 }
    while place < characters.count, !characters[place].isWhitespace { place += 1 }
    return place
  }

  /// False at the first or last line: the key may mean something to whoever holds this.
  private mutating func moveLine(_ isUp: Bool) -> Bool {
    let column = cursor - lineStart
    if isUp {
      guard lineStart > 0 else { return false }
      let end = lineStart - 1
      cursor = end
      cursor = min(lineStart + column, end)
    } else {
      guard lineEnd < characters.count else { return false }
      cursor = lineEnd + 1
      cursor = min(cursor + column, lineEnd)
    }
    return true
  }

  // MARK: Showing

  /// The rows that show the cursor, and where it is in them. Lines are broken at the edge.
  public func shown(columns: Int, rows: Int, style: Style = .default) -> (rows: [StyledText], cursor: Frame.Position) {
    let columns = max(3, columns)
    var lines: [[Cell]] = [[]]
    var used = 0
    var place = Frame.Position(row: 0, column: 0)
    for (index, character) in characters.enumerated() {
      let cells = character == "\n" ? [] : StyledText(String(character), style).cells
      let width = cells.reduce(0) { $0 + $1.width }
      // The cursor needs a cell too.
      if used + width > columns - 1 {
        lines.append([])
        used = 0
      }
      if index == cursor { place = Frame.Position(row: lines.count - 1, column: used) }
      lines[lines.count - 1] += cells
      used += width
      if character == "\n" {
        lines.append([])
        used = 0
      }
    }
    if cursor == characters.count { place = Frame.Position(row: lines.count - 1, column: used) }
    let first = min(max(0, place.row - max(1, rows) + 1), max(0, lines.count - max(1, rows)))
    let shown = lines[first..<min(lines.count, first + max(1, rows))].map { StyledText($0) }
    return (shown, Frame.Position(row: place.row - first, column: place.column))
  }
}
