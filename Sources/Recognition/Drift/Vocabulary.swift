/// The words that an agent's rules mention. They are the program's own, and say nothing of who uses it or what for.
struct Vocabulary: Sendable {
  /// What stands between two blanks, without the punctuation around it: `shift+tab`, `/login`, `don't`.
  private let tokens: Set<String>
  private let words: Set<String>
  /// The texts as they stand in the rules, with one blank around each.
  private let phrases: [[UInt32]]

  /// Names of keys, and what is said with them.
  private static let keys = [
    "esc", "escape", "enter", "return", "tab", "shift", "ctrl", "control", "alt", "option", "cmd", "meta", "space",
    "up", "down", "left", "right", "home", "end", "pgup", "pgdn", "pageup", "pagedown", "backspace", "delete", "to",
    "or", "and", "yes", "no", "shift+tab", "tab/arrow", "arrow", "keys", "enter/esc", "press",
  ]

  init(_ rules: AgentRules) {
    var tokens = Set(Self.keys)
    for letter in Unicode.Scalar("a").value...Unicode.Scalar("z").value {
      // `ctrl+o`: a chord says nothing but which key it is.
      guard let letter = Unicode.Scalar(letter) else { continue }
      tokens.formUnion(["ctrl+\(letter)", "ctrl-\(letter)", "^\(letter)"])
    }
    let literals = rules.literals
    phrases = literals.map { [0x20] + $0 + [0x20] }
    for text in literals {
      for piece in text.split(separator: 0x20) where !piece.contains(Literals.gap) {
        let token = Self.bare(piece)
        if !token.isEmpty { tokens.insert(Folding.string(token)) }
      }
      // Of a piece that is partly open the whole words count: `reset (at )?\d` has two.
      for piece in text.split(whereSeparator: { $0 == 0x20 || $0 == Literals.gap }) {
        for word in Self.words(in: piece) where word.count > 2 { tokens.insert(Folding.string(word)) }
      }
    }
    self.tokens = tokens
    words = Set(tokens.flatMap { Self.words(in: Folding.fold($0)) }.map { Folding.string($0) })
  }

  /// Whether a token may be shown.
  ///
  /// One that could be a path, an address, a name in a program or a secret has to be known as a whole: every part of
  /// `/home/resume/config` is a word of some rule.
  func holds(_ token: some Sequence<UInt32>) -> Bool {
    let bare = Self.bare(Array(token)[...])
    guard !bare.isEmpty else { return true }
    if tokens.contains(Folding.string(bare)) { return true }
    guard !bare.contains(where: Self.isTelling) else { return false }
    let parts = Self.words(in: bare)
    return !parts.isEmpty && parts.allSatisfy { $0.count > 1 && words.contains(Folding.string($0)) }
  }

  /// Whether a text stands in the rules as it is, and not only its words: what a person typed may be made of those.
  func holds(phrase: some Sequence<UInt32>) -> Bool {
    let bare = Self.bare(Array(phrase)[...])
    return bare.isEmpty || phrases.contains { Self.holds(bare, in: $0) }
  }

  private static func holds(_ text: ArraySlice<UInt32>, in phrase: [UInt32]) -> Bool {
    var rest = phrase
    while let range = Folding.range(of: Array(text), in: rest), !range.isEmpty {
      let before = range.lowerBound > 0 ? rest[range.lowerBound - 1] : 0x20
      let after = range.upperBound < rest.count ? rest[range.upperBound] : 0x20
      if !isLetterOrDigit(before), !isLetterOrDigit(after) { return true }
      rest.removeSubrange(..<(range.lowerBound + 1))
    }
    return false
  }

  /// `/ \ @ _ = ~ : # $ % & .` and digits: signs of something that is not a word.
  private static func isTelling(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2F, 0x5C, 0x40, 0x5F, 0x3D, 0x7E, 0x3A, 0x23...0x26, 0x2E, 0x30...0x39: true
    default: false
    }
  }

  static func isLetterOrDigit(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return true
    case 0...0x7F: return false
    default:
      guard let properties = Unicode.Scalar(scalar)?.properties else { return false }
      return properties.isAlphabetic || properties.numericType != nil
    }
  }

  /// Without what stands around it; a `/` or `^` in front stays, for it makes a command or a key of a word.
  private static func bare(_ token: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
    var rest = token.drop { !isLetterOrDigit($0) && $0 != 0x2F && $0 != 0x5E }
    while let last = rest.last, !isLetterOrDigit(last) { rest.removeLast() }
    return rest
  }

  private static func words(in text: some Sequence<UInt32>) -> [[UInt32]] {
    var words: [[UInt32]] = [[]]
    for scalar in text {
      if isLetterOrDigit(scalar) || scalar == 0x27 {
        words[words.count - 1].append(scalar)
      } else if words.last?.isEmpty == false {
        words.append([])
      }
    }
    return words.filter { !$0.isEmpty }
  }
}

extension AgentRules {
  /// Every fixed text in the rules, the marks and the looks.
  fileprivate var literals: [[UInt32]] {
    var texts = [Folding.fold(displayName)]
    func take(_ patterns: [Pattern]) { for pattern in patterns { texts += Literals.of(pattern) } }
    func take(_ conditions: [Condition]) {
      for condition in conditions {
        switch condition.test {
        case .contains(let text, _): texts.append(text)
        case .line(let pattern), .text(let pattern), .label(let pattern), .asks(let pattern): take([pattern])
        case .options, .numbered, .cursor, .exists: break
        }
      }
    }
    take(looks)
    take(marks.dialog + marks.placeholder + marks.question + marks.submit + marks.freeText + marks.aside)
    take(marks.input.map { [$0] } ?? [])
    for rule in rules {
      take(rule.all + rule.any + rule.none)
      take(rule.detail)
    }
    return texts
  }
}
