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
    for (number, option) in ask.numbered {
      let box = option.checked.map { $0 ? "[x] " : "[ ] " } ?? ""
      let label = StyledText(box + PlainText.line(option.label, limit: 200))
      let mark = StyledText(option.role == "choice" ? "\(number) " : "  ", Look.key)
      lines.append((mark + label).cut(to: columns))
    }
    return lines
  }

  /// The keys that answer it.
  var hints: [(key: String, what: String)] {
    var hints: [(String, String)] = []
    if Reply.allow.words(for: ask) != nil { hints.append(("y", "allow")) }
    if Reply.deny.words(for: ask) != nil { hints.append(("d", "deny")) }
    let numbers = ask.numbered.filter { $0.option.role == "choice" }.map(\.number)
    if let first = numbers.first, let last = numbers.last {
      hints.append((first == last ? first : "\(first)-\(last)", "answer"))
    }
    return hints
  }
}
