/// Takes a screen's content away and leaves its form: letters that are not the program's own words become `x` or `X`,
/// digits `0`. Every cell keeps its width, every sign its place.
///
/// | where | what stays |
/// |---|---|
/// | a stretch between separators of which at least half are words of the rules | those words |
/// | any other stretch | its signs and blanks |
/// | behind a prompt's sign, and what it wraps into | all of it, if it is a phrase of the rules; else nothing |
/// | an option's number | the number |
public struct Redaction: Sendable {
  private let vocabulary: Vocabulary
  private let marks: Marks

  public init(_ rules: AgentRules) {
    vocabulary = Vocabulary(rules)
    marks = rules.marks
  }

  public func redacted(_ screen: ScreenText) -> ScreenText {
    var result = screen
    var isPrompt = false
    var isWrapped = false
    for index in screen.rows.indices {
      let row = screen.rows[index]
      if !isWrapped { isPrompt = isPromptText(row.text, after: isPrompt) }
      isWrapped = row.isWrapped
      result.rows[index] = redacted(row, isPrompt: isPrompt)
    }
    result.title = redacted(screen.title, isPrompt: false)
    return result
  }

  /// One line by itself.
  public func redacted(_ line: String) -> String { redacted(line, isPrompt: false) }

  // MARK: Rows

  private func redacted(_ row: ScreenText.Row, isPrompt: Bool) -> ScreenText.Row {
    let before = row.text.unicodeScalars.map(\.value)
    let after = cells(of: before, isPrompt: isPrompt)
    var result = row
    result.text = Self.text(after)
    result.solid = row.solid.map { solid in
      // The same row with blanks for what is faint.
      let scalars = solid.unicodeScalars.map(\.value)
      let isSame = scalars.count <= before.count && zip(scalars, before).allSatisfy { $0 == 0x20 || $0 == $1 }
      guard isSame else { return redacted(solid, isPrompt: true) }
      return Self.text(zip(scalars, after).map { $0 == 0x20 ? [0x20] : $1 })
    }
    result.highlight = row.highlight.map { highlight in
      guard let range = Folding.range(of: highlight.unicodeScalars.map(\.value), in: before) else {
        return redacted(highlight, isPrompt: false)
      }
      return Self.text(after[range])
    }
    return result
  }

  /// Whether a line is what a person typed: behind a prompt's sign, or the indented lines that follow such a one.
  private func isPromptText(_ text: String, after wasPrompt: Bool) -> Bool {
    let line = Line(text.unicodeScalars.map(\.value), rows: 0..<1, marks: marks)
    guard line.shape == .text, line.indent < line.folded.count else { return wasPrompt && line.shape == .blank }
    if OptionRow(line, marks: marks) != nil { return false }
    let sign = line.folded[line.indent]
    let isSign = marks.prompt.contains(sign) || Self.signs.contains(sign)
    if isSign, line.indent + 1 == line.folded.count || line.folded[line.indent + 1] == 0x20 { return true }
    if let input = marks.input, let match = input.match(in: line.folded), !match.range.isEmpty { return true }
    return wasPrompt && line.indent > 0 && !marks.entry.contains(sign) && !marks.turn.contains(sign)
      && !marks.status.contains(sign)
  }

  /// ❯ › > ┃
  private static let signs: Set<UInt32> = [0x276F, 0x203A, 0x3E, 0x2503]

  // MARK: Lines

  private func redacted(_ text: String, isPrompt: Bool) -> String {
    Self.text(cells(of: text.unicodeScalars.map(\.value), isPrompt: isPrompt))
  }

  private static func text(_ cells: some Sequence<[UInt32]>) -> String { Folding.string(cells.joined()) }

  /// What stands in the place of each scalar.
  private func cells(of text: [UInt32], isPrompt: Bool) -> [[UInt32]] {
    let folded = text.map { Folding.fold($0) }
    let number = optionNumber(of: text)
    let stretches = isPrompt ? [folded.indices] : Self.stretches(of: folded)
    var isShown = [Bool](repeating: false, count: text.count)
    for stretch in stretches {
      let tokens = Self.tokens(of: folded, in: stretch)
      let known = tokens.filter { vocabulary.holds(folded[$0]) }
      let isOurs = isPrompt ? vocabulary.holds(phrase: folded) : known.count * 2 >= tokens.count
      for token in tokens {
        if let unit = Self.unit(of: folded, in: token) { for index in unit { isShown[index] = true } }
      }
      guard isOurs else { continue }
      for token in isPrompt ? tokens : known { for index in token { isShown[index] = true } }
    }
    for index in number { isShown[index] = true }
    return text.indices.map { isShown[$0] ? [text[$0]] : Self.replacement(of: text[$0]) }
  }

  /// The columns of an option's number.
  private func optionNumber(of text: [UInt32]) -> Range<Int> {
    let line = Line(text, rows: 0..<1, marks: marks)
    guard let row = OptionRow(line, marks: marks) else { return 0..<0 }
    let end = line.folded[row.numberColumn...].prefix { (0x30...0x39).contains($0) }.endIndex
    return row.numberColumn..<end
  }

  /// Where two blanks, a separator or a bracket stand, something else begins.
  private static func stretches(of text: [UInt32]) -> [Range<Int>] {
    var stretches: [Range<Int>] = []
    var start = 0
    for (index, scalar) in text.enumerated() {
      let isGap = scalar == 0x20 && index + 1 < text.count && text[index + 1] == 0x20
      guard isGap || separators.contains(scalar) else { continue }
      stretches.append(start..<index)
      start = index + 1
    }
    stretches.append(start..<text.count)
    return stretches.filter { !$0.isEmpty }
  }

  /// · ∙ • | │ ( ) — ⏎ ◦
  private static let separators: Set<UInt32> = [
    0xB7, 0x2219, 0x2022, 0x7C, 0x2502, 0x28, 0x29, 0x2014, 0x23CE, 0x25E6,
  ]

  /// Between blanks, where a letter or a digit is in them.
  private static func tokens(of text: [UInt32], in range: Range<Int>) -> [Range<Int>] {
    text[range].split(separator: 0x20).compactMap { token in
      token.contains(where: Vocabulary.isLetterOrDigit) ? token.startIndex..<token.endIndex : nil
    }
  }

  /// Where a token is an amount such as `12s` or `1.4k`, its unit.
  private static func unit(of text: [UInt32], in token: Range<Int>) -> Range<Int>? {
    let end = token.upperBound - (text[token].last.map { Vocabulary.isLetterOrDigit($0) } == true ? 0 : 1)
    let number = text[token.lowerBound..<end].prefix { (0x30...0x39).contains($0) || $0 == 0x2E }
    let unit = text[number.endIndex..<end]
    guard !number.isEmpty, Self.units.contains(Array(unit)) else { return nil }
    return unit.indices
  }

  private static let units = ["ms", "s", "m", "h", "d", "k"].map { Folding.fold($0) }

  private static func replacement(of scalar: UInt32) -> [UInt32] {
    switch scalar {
    case 0x30...0x39: return [0x30]
    case 0x41...0x5A: return [0x58]
    case 0x61...0x7A: return [0x78]
    case 0...0x7F: return [scalar]
    default: break
    }
    guard let value = Unicode.Scalar(scalar) else { return [0x78] }
    switch value.properties.generalCategory {
    // They have no cell of their own, and belong to a letter that is gone.
    case .nonspacingMark, .enclosingMark, .spacingMark, .format: return []
    case .uppercaseLetter, .titlecaseLetter: return isWide(scalar) ? [0xFF38] : [0x58]
    case .privateUse, .unassigned, .surrogate, .control: return [0x3F]
    default: break
    }
    guard Vocabulary.isLetterOrDigit(scalar) else { return [scalar] }
    return isWide(scalar) ? [0xFF58] : [0x78]
  }

  /// The letters that take two cells.
  private static func isWide(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF,
      0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
