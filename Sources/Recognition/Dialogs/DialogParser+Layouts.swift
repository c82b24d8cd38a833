/// Dialogs that are laid out in other ways than Claude Code's.
extension DialogParser {
  // MARK: The question first

  /// The last line that begins as a question does, up to its `?` or the end of its paragraph. What it is about follows;
  /// where nothing does, it stands above.
  func leading(_ above: ArraySlice<Line>) -> (String, [String]) {
    let start = above.indices.last { index in
      above[index].shape == .text
        && marks.question.contains { $0.matches(Array(above[index].folded[above[index].indent...])) }
    }
    guard let start else { return sentence(above) }
    var end = start + 1
    if style != .row {
      while end < above.endIndex, above[end].shape == .text, above[end - 1].folded.last != 0x3F { end += 1 }
    }
    let below = above[end...].filter { $0.shape == .text }.map(\.trimmed)
    let before = above[..<start].filter { $0.shape == .text }.map(\.trimmed)
    return (joined(above[start..<end]), below.isEmpty ? before : below)
  }

  // MARK: Options that name their key

  /// The key of an option as tmux writes it, taken off the label where it stands in front of it.
  static func keyed(_ option: Ask.Option) -> Ask.Option {
    var option = option
    if option.label.hasPrefix("["), let close = option.label.firstIndex(of: "]") {
      option.key = key(String(option.label[option.label.index(after: option.label.startIndex)..<close]))
      option.label = String(option.label[option.label.index(after: close)...].drop { $0 == " " })
    } else if option.label.hasSuffix(")"), let open = option.label.lastIndex(of: "(") {
      option.key = key(String(option.label[option.label.index(after: open)...].dropLast()))
    }
    return option
  }

  /// `y` of `y`, `n` of `esc or n`, `BTab` of `shift+tab`; empty for what is no key.
  private static func key(_ hint: String) -> String {
    let names = hint.lowercased().replacing(" or ", with: ",").split(separator: ",").map { name in
      String(name.drop { $0 == " " }.prefix { $0 != " " })
    }
    // A letter means this option everywhere; Escape means to leave.
    if let letter = names.first(where: { $0.count == 1 }) { return letter }
    switch names.first {
    case "enter": return "Enter"
    case "tab": return "Tab"
    case "shift+tab": return "BTab"
    case "esc", "escape": return "Escape"
    default: return ""
    }
  }

  // MARK: Buttons side by side

  /// The lowest line that names more than one option, with wide gaps between; hints about keys are none.
  func buttons() -> Ask? {
    let lines = self.lines.map(\.withoutBar)[...]
    for index in lines.indices.reversed() where lines[index].shape == .text {
      let labels = Self.parts(lines[index].plain).prefix { !Self.isHint($0) }
      guard labels.count > 1 else { continue }
      let (question, detail) = leading(lines[..<index])
      return ask(question, labels.map { Ask.Option(key: "", label: $0) }, detail)
    }
    let (question, detail) = leading(lines)
    return ask(question, [], detail)
  }

  /// The texts of a line between gaps of two blanks and more.
  private static func parts(_ text: [UInt32]) -> [String] {
    var parts: [[UInt32]] = []
    var blanks = 2
    for scalar in text {
      if scalar == 0x20 {
        blanks += 1
        continue
      }
      if blanks > 1 { parts.append([]) } else if blanks == 1 { parts[parts.count - 1].append(0x20) }
      parts[parts.count - 1].append(scalar)
      blanks = 0
    }
    return parts.map { Folding.string($0) }
  }

  /// `⇆ select`, `enter confirm`, `ctrl+f fullscreen`.
  private static func isHint(_ text: String) -> Bool {
    let word = text.prefix { $0 != " " }.lowercased()
    return ["enter", "esc", "tab"].contains(word) || word.hasPrefix("ctrl+")
      || ["⇆", "↑", "↓", "←", "→", "↔"].contains { word.hasPrefix($0) }
  }

  // MARK: Answers at the end of the line

  /// `Run it? (Y)es/(N)o/(D)on't ask again [Yes]:` over one line or several.
  func letters() -> Ask? {
    let last = lines.last { $0.shape == .text }
    guard let last, var end = lines.lastIndex(of: last) else { return nil }
    while end > lines.startIndex, lines[end - 1].shape == .text, !lines[end].trimmed.contains("?") { end -= 1 }
    let text = joined(lines[end...])
    guard let mark = text.lastIndex(of: "?") else { return nil }
    let question = text[...mark]
    var options: [Ask.Option] = []
    for part in text[text.index(after: mark)...].split(separator: "/") {
      let label = part.drop { $0 == " " }.prefix { $0 != "[" }
      guard label.hasPrefix("("), label.dropFirst(2).hasPrefix(")"), let key = label.dropFirst().first else { continue }
      let word = String(label.filter { $0 != "(" && $0 != ")" }.reversed().drop { $0 == " " }.reversed())
      options.append(Ask.Option(key: key.lowercased(), label: word))
    }
    if let open = text[mark...].lastIndex(of: "["), let close = text[open...].firstIndex(of: "]") {
      let standard = text[text.index(after: open)..<close]
      for index in options.indices where options[index].label == standard { options[index].isSelected = true }
    }
    let above = lines[..<end].filter { $0.shape == .text }.map(\.trimmed)
    return ask(String(question.drop { $0 == " " }), options, Array(above.suffix(3)))
  }
}

extension Line {
  /// Without the bar `▌` that some agents draw in front of each line.
  fileprivate var withoutBar: Line {
    guard plain.first == 0x258C else { return self }
    return Line([0x20] + plain.dropFirst(), rows: rows)
  }
}
