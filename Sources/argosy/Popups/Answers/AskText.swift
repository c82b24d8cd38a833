import Canvas
import Daemon
import TmuxUI

/// A question with what it is about and its options, in lines.
struct AskText {
  let ask: StatusReport.AskReport

  init(_ ask: StatusReport.AskReport) {
    self.ask = ask
  }

  /// The least that a person has to see: what is asked, of what, and what may be answered.
  func lines(columns: Int) -> [StyledText] {
    var lines: [StyledText] = []
    for line in ask.detail.suffix(8) {
      lines += StyledText(VisibleText.line(line, limit: 600), Look.bold).wrapped(to: columns)
    }
    lines += StyledText(PlainText.line(ask.question, limit: 400)).wrapped(to: columns)
    for (index, option) in ask.options.enumerated() {
      let number = option.key.isEmpty ? "\(index + 1)" : option.key
      let box = option.checked.map { $0 ? "[x] " : "[ ] " } ?? ""
      let label = StyledText(box + PlainText.line(option.label, limit: 200))
      let mark = StyledText(option.role == "submit" ? "  " : "\(number) ", Look.key)
      lines.append((mark + label).cut(to: columns))
    }
    return lines
  }

  /// The keys that answer it.
  static func hints(_ asked: AskedOf) -> [(key: String, what: String)] {
    var hints: [(String, String)] = []
    if asked.permission != nil { hints += [("y", "allow"), ("d", "deny")] }
    if asked.permission?.always != nil { hints.append(("A", "always")) }
    let numbers = asked.digits.keys.sorted()
    if let last = numbers.last {
      let isWhole = numbers.count > 1 && numbers == Array(1...last)
      hints.append((isWhole ? "1-\(last)" : numbers.map { "\($0)" }.joined(separator: " "), "answer"))
    }
    return hints
  }
}
