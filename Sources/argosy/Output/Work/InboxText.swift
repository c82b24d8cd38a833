import Daemon
import Foundation
import TmuxUI

/// Everything that waits for a person, the most urgent first, each with the command that closes it.
struct InboxText {
  private let reports: [InboxReport]
  private let shared: Set<String>
  private let server: String
  private let style: OutputStyle
  private let times: ShownTimes
  private let now: Date

  /// The most lines shown of what a question or a failure is about: the last ones, where an error usually stands.
  private static let detailLimit = 12

  /// - Parameters:
  ///   - shared: names that several items have.
  ///   - server: as for ``ClosingCommand``.
  init(
    _ reports: [InboxReport], shared: Set<String> = [], server: String = "", style: OutputStyle,
    times: ShownTimes = .age, now: Date = Date()
  ) {
    self.reports = reports
    self.shared = shared
    self.server = server
    self.style = style
    self.times = times
    self.now = now
  }

  var text: String {
    guard !reports.isEmpty else { return "Nothing waits for you." }
    return reports.map { lines($0).joined(separator: "\n") }.joined(separator: "\n\n")
  }

  private func lines(_ report: InboxReport) -> [String] {
    let attention = report.attention
    let name = style.bold(PlainText.line(report.name, limit: 60))
    let (icon, word) = Self.face(attention.kind)
    let place = "\(PlainText.line(report.repository, limit: 60)) · \(PlainText.line(report.stage, limit: 40))"
    let time = times.phrase(attention.since, now: now) ?? ""
    let kind = style.coloured("\(icon) \(PlainText.line(attention.kind, limit: 30))", word)
    let command = ClosingCommand(report, server: server, isNameShared: shared.contains(report.name))
    var lines = ["\(kind)  \(name)  " + style.dim("\(place)  \(time)")]
    lines += Self.body(attention, style: style).map { "    " + $0 }
    lines.append("  → " + command.text)
    if let hint = command.hint { lines.append("    " + style.dim(hint)) }
    return lines
  }

  /// Text, detail and options.
  static func body(_ attention: AttentionReport, style: OutputStyle) -> [String] {
    var lines = [PlainText.line(attention.text, limit: 500)]
    let detail = attention.detail.map { PlainText.line($0, limit: 200) }.filter { !$0.isEmpty }
    if detail.count > detailLimit { lines.append(style.dim("… \(detail.count - detailLimit) lines before these")) }
    lines += detail.suffix(detailLimit).map { style.dim($0) }
    for option in attention.options {
      let key = option.key.isEmpty ? "-" : PlainText.line(option.key, limit: 10)
      let box = option.checked.map { $0 ? "[x] " : "[ ] " } ?? ""
      let more = option.detail.map { style.dim("  \(PlainText.line($0, limit: 120))") } ?? ""
      lines.append("\(key) \(box)\(PlainText.line(option.label, limit: 120))\(more)")
    }
    return lines
  }

  static func face(_ kind: String) -> (icon: String, word: StatusWord) {
    let word = StatusWord(attention: kind)
    return switch word {
    case .blocked: ("■", word)
    case .error: ("✗", word)
    case .done: (kind == "decision-gate" ? "◆" : "✓", word)
    default: (kind == "question" ? "■" : "◆", word)
    }
  }
}
