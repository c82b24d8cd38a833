import Recognition

/// Finds a text again on a screen that has wrapped, indented and perhaps folded it.
struct Likeness: Hashable, Sendable {
  /// What of the text survives any terminal: letters, digits and signs of ASCII, letters of other scripts.
  private let core: [Unicode.Scalar]
  private let lineEnds: Int
  /// Long or tall enough for the box to show a label in its place.
  private let mayFold: Bool
  /// How long the text is, as agents count.
  private let lengths: Set<Int>
  /// A label must count exactly: nobody saw who pasted what it stands for.
  private let isStrict: Bool

  init(_ text: String, isStrict: Bool = false) {
    self.isStrict = isStrict
    core = Self.core(text)
    lineEnds = text.unicodeScalars.count { $0 == "\n" }
    mayFold = lineEnds > 1 || text.count > 500
    lengths = mayFold ? [text.count, text.unicodeScalars.count, text.utf16.count, text.utf8.count] : []
  }

  /// How the box stands to the text.
  enum Content: Hashable, Sendable {
    case absent
    case empty
    case ours
    /// Part of it, as while it is being drawn; or more than it.
    case other
  }

  func content(of box: InputBox?) -> Content {
    guard let box else { return .absent }
    guard !box.isEmpty else { return .empty }
    if isLabel(box.draft) { return .ours }
    let shown = Self.core(box.draft)
    if shown == core { return .ours }
    // A box that is too low for the text shows a part of it.
    if shown.count >= 40, shown.count < core.count, Self.contains(core, shown) { return .ours }
    return .other
  }

  /// Whether a row of a dialog shows the text, or as much of it as it has room for.
  func isLike(_ label: String) -> Bool {
    let shown = Self.core(label.hasSuffix("…") ? String(label.dropLast()) : label)
    return shown == core || (shown.count >= 20 && core.starts(with: shown))
  }

  /// `[Pasted text #1 +12 lines]`, `[Pasted Content 1234 chars]`, `[Pasted Text: 12 lines]`, `[Pasted ~12 lines]`.
  /// Versions differ in whether they count lines or line feeds.
  private func isLabel(_ draft: String) -> Bool {
    guard mayFold, let label = Self.label(draft) else { return false }
    guard let number = label.number else { return !isStrict }
    guard label.countsLines else { return lengths.contains(number) }
    return isStrict ? number == lineEnds && number > 0 : abs(number - lineEnds) <= 1
  }

  /// What a label counts; nil for another text.
  private static func label(_ draft: String) -> (number: Int?, countsLines: Bool)? {
    var text = draft.lowercased()[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    // `[Pasted Content 1234 chars] #2`: the second of this length.
    if let number = text.split(separator: " ").last, number.hasPrefix("#"), Int(number.dropFirst()) != nil {
      text.removeLast(number.count)
      while text.last?.isWhitespace == true { text.removeLast() }
    }
    guard text.hasPrefix("[pasted "), text.hasSuffix("]"), !text.dropLast().contains("]") else { return nil }
    let words = text.dropFirst().dropLast().split { $0.isWhitespace }.dropFirst().filter { !$0.hasPrefix("#") }
    guard words.allSatisfy({ labelWords.contains($0) || amount($0) != nil }), words.count <= 4 else { return nil }
    let number = words.lazy.compactMap(amount).first
    return (number, !words.contains { $0.hasPrefix("char") })
  }

  private static let labelWords: Set<Substring> = [
    "text", "text:", "content", "line", "lines", "char", "chars", "characters",
  ]

  private static func amount(_ word: Substring) -> Int? { Int(word.drop { $0 == "+" || $0 == "~" }) }

  /// How often the text stands in the transcript as something that was submitted: behind a prompt's sign, above the box.
  func echoes(on sight: Sight) -> Int {
    let above = sight.rows.prefix(sight.box?.rows.lowerBound ?? sight.rows.count)
    var stream: [Unicode.Scalar] = []
    for row in above {
      stream.append(Self.end)
      let scalars = row.unicodeScalars.drop { $0 == " " || $0 == "│" }
      if let sign = scalars.first, Self.signs.contains(sign) {
        stream.append(Self.start)
        stream += Self.core(scalars.dropFirst())
      } else {
        stream += Self.core(scalars)
      }
    }
    stream.append(Self.end)
    // What a person has added in front of Enter makes another text of it.
    let whole = core.isEmpty ? 0 : Self.echoes(of: core, in: stream)
    return whole + (mayFold ? Self.count([Self.start] + Self.core("[Pasted"), in: stream) : 0)
  }

  /// The text from a sign to the end of a row, over as many rows as it takes; of a long one, whatever fits the screen.
  private static func echoes(of core: [Unicode.Scalar], in stream: [Unicode.Scalar]) -> Int {
    var found = 0
    for begin in stream.indices where stream[begin] == start {
      var matched = 0
      var index = begin + 1
      while index < stream.count, matched < core.count {
        if stream[index] == core[matched] {
          matched += 1
        } else if stream[index] != end {
          break
        }
        index += 1
      }
      if matched == core.count, index == stream.count || stream[index] == end { found += 1 }
    }
    return found
  }

  private static let start: Unicode.Scalar = "\u{1}"
  private static let end: Unicode.Scalar = "\u{2}"
  private static let signs: Set<Unicode.Scalar> = ["❯", ">", "›", "→", "┃"]

  private static func core(_ text: String) -> [Unicode.Scalar] { core(text.unicodeScalars) }

  private static func core(_ scalars: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
    scalars.filter { scalar in
      switch scalar.value {
      case 0x21...0x7E: true
      case 0...0xFF: false
      default: scalar.properties.isAlphabetic && scalar.properties.canonicalCombiningClass == .notReordered
      }
    }
  }

  private static func contains(_ whole: [Unicode.Scalar], _ part: [Unicode.Scalar]) -> Bool {
    count(part, in: whole) > 0
  }

  private static func count(_ needle: [Unicode.Scalar], in stream: [Unicode.Scalar]) -> Int {
    guard let first = needle.first, stream.count >= needle.count else { return 0 }
    var found = 0
    for start in 0...(stream.count - needle.count) where stream[start] == first {
      if stream[start..<start + needle.count].elementsEqual(needle) { found += 1 }
    }
    return found
  }
}
