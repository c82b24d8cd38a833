import Recognition

/// Reads the text of a `.screen` file.
public enum ScreenFile {
  /// What is wrong in a file, and in which line of it, counted from 1.
  public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
    public var file: String
    public var line: Int
    public var message: String
    public var description: String { "\(file):\(line): \(message)" }
  }

  /// Keys that say more about an ask than question, context and options; the value stays text.
  static let formKeys: Set<String> = ["form", "tab", "tabs", "digits", "cancel", "free", "enter", "submit"]

  /// Throws a ``Fault`` for a key that is not known, a label that is none, and a row wider than the screen.
  public static func read(_ text: String, agent: String, name: String) throws(Fault) -> LabelledScreen {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    var head = Head(file: "\(agent)/\(name).screen")
    var number = 0
    while number < lines.count, lines[number] != "---" {
      try head.take(lines[number], number: number + 1)
      number += 1
    }
    guard number < lines.count else { throw head.fault(number, "there is no line `---` above the rows") }
    guard let label = head.label else { throw head.fault(1, "`expect` is missing") }

    var rows: [ScreenText.Row] = []
    for (index, line) in lines[(number + 1)...].enumerated() {
      let row = row(line)
      guard row.text.unicodeScalars.count <= head.columns else {
        throw head.fault(number + 2 + index, "the row is wider than \(head.columns) columns")
      }
      rows.append(row)
    }
    if let height = head.rows {
      guard rows.count <= height else { throw head.fault(number + 1, "there are more rows than \(height)") }
      rows += Array(repeating: ScreenText.Row(text: ""), count: height - rows.count)
    }
    let screen = ScreenText(
      rows: rows, columns: head.columns, cursorRow: head.cursor.row, cursorColumn: head.cursor.column,
      title: head.title, isAlternate: head.isAlternate)
    head.expected.label = label
    return LabelledScreen(agent: agent, name: name, screen: screen, expected: head.expected)
  }

  /// `⟦faint text⟧` loses its brackets, and `solid` has blanks in its place; `⟪text⟫` stands out. A `⏎` at the end says
  /// that the terminal wrapped the row.
  private static func row(_ line: String) -> ScreenText.Row {
    var text = String.UnicodeScalarView()
    var solid = String.UnicodeScalarView()
    var isFaint = false
    var hasFaint = false
    var highlight = String.UnicodeScalarView()
    var isHighlighted = false
    var scalars = Substring(line).unicodeScalars
    let isWrapped = scalars.last == "⏎"
    if isWrapped { scalars.removeLast() }
    for scalar in scalars {
      switch scalar {
      case "⟦":
        isFaint = true
        hasFaint = true
      case "⟧": isFaint = false
      case "⟪": isHighlighted = true
      case "⟫": isHighlighted = false
      default:
        if isHighlighted { highlight.append(scalar) }
        text.append(scalar)
        solid.append(isFaint ? " " : scalar)
      }
    }
    return ScreenText.Row(
      text: String(text), isWrapped: isWrapped, solid: hasFaint ? String(solid) : nil,
      highlight: highlight.isEmpty ? nil : String(highlight))
  }
}

/// The lines above `---`.
private struct Head {
  let file: String
  var columns = 80
  var rows: Int?
  var title = ""
  var isAlternate = false
  var cursor = (row: 0, column: 0)
  var label: ScreenLabel?
  var expected = LabelledScreen.Expectation(label: .nothing)

  init(file: String) {
    self.file = file
  }

  func fault(_ line: Int, _ message: String) -> ScreenFile.Fault {
    ScreenFile.Fault(file: file, line: line, message: message)
  }

  mutating func take(_ line: String, number: Int) throws(ScreenFile.Fault) {
    if line.isEmpty || line.hasPrefix("#") { return }
    guard let colon = line.firstIndex(of: ":") else { throw fault(number, "`key: value` was expected") }
    let key = String(line[..<colon])
    let value = String(line[line.index(after: colon)...].drop { $0 == " " })
    switch key {
    case "expect":
      guard let word = ScreenLabel(rawValue: value) else {
        let known = ScreenLabel.allCases.map(\.rawValue).joined(separator: ", ")
        throw fault(number, "`\(value)` is not one of \(known)")
      }
      label = word
    case "title": title = value
    case "size": (columns, rows) = try size(value, number)
    case "cursor": cursor = try pair(value, by: ",", number)
    case "alternate": isAlternate = value == "yes"
    // For the reader only: where the layout was seen.
    case "version", "note": break
    case "rule": expected.rule = value
    case "detail": expected.detail = value
    case "draft": expected.draft = value.replacing("\\n", with: "\n")
    case "question": expected.question = value
    case "context": expected.context.append(value)
    case "option": expected.options.append(Self.option(value))
    default:
      guard ScreenFile.formKeys.contains(key) else { throw fault(number, "`\(key)` is not known") }
      expected.form[key] = value
    }
  }

  /// `80` or `80x24`.
  private func size(_ value: String, _ number: Int) throws(ScreenFile.Fault) -> (Int, Int?) {
    if let columns = Int(value), columns > 0 { return (columns, nil) }
    return try pair(value, by: "x", number)
  }

  private func pair(_ value: String, by separator: Character, _ number: Int) throws(ScreenFile.Fault) -> (Int, Int) {
    let parts = value.split(separator: separator).map { Int($0) }
    guard parts.count == 2, let first = parts[0], let second = parts[1] else {
      throw fault(number, "two numbers with `\(separator)` between were expected")
    }
    return (first, second)
  }

  /// `❯ 2. [✔] Label // explanation`: the cursor, the number, the box and the explanation may be missing.
  private static func option(_ value: String) -> Ask.Option {
    var rest = Substring(value)
    var option = Ask.Option(key: "", label: "")
    if rest.hasPrefix("❯ ") {
      option.isSelected = true
      rest = rest.dropFirst(2)
    }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    if !digits.isEmpty, rest.dropFirst(digits.count).hasPrefix(". ") {
      option.key = String(digits)
      rest = rest.dropFirst(digits.count + 2)
    }
    if rest.hasPrefix("[ ] ") || rest.hasPrefix("[✔] ") {
      option.isChecked = !rest.hasPrefix("[ ]")
      rest = rest.dropFirst(4)
    }
    let parts = rest.split(separator: " // ", maxSplits: 1)
    option.label = parts.first.map(String.init) ?? ""
    if parts.count == 2 { option.detail = String(parts[1]) }
    return option
  }
}
