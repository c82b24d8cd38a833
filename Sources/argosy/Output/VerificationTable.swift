import Daemon
import TmuxUI

/// A verification as a person reads it: one line a pane, and under it where model and tmux differ.
struct VerificationTable {
  private let report: VerificationReport
  private let style: OutputStyle

  /// The most differences shown of one pane.
  private static let shown = 10

  init(_ report: VerificationReport, style: OutputStyle) {
    self.report = report
    self.style = style
  }

  var text: String {
    let names = report.panes.map { "\($0.sessionName):\($0.window)" }
    let widths = (
      report.panes.map(\.pane.count).max() ?? 0, min(names.map { CellText.width($0) }.max() ?? 0, 40)
    )
    var lines: [String] = []
    for (pane, name) in zip(report.panes, names) {
      let place = CellText.cut(name, to: widths.1)
      let gap = String(repeating: " ", count: widths.1 - CellText.width(place))
      let number = pane.pane + String(repeating: " ", count: widths.0 - pane.pane.count)
      let line = "\(number)  \(place)\(gap)  \(outcome(pane))"
      lines.append(pane.state == .equal ? line : style.bold(line))
      lines += differences(pane)
    }
    lines.append(summary)
    return lines.joined(separator: "\n")
  }

  /// `12 panes equal, 0 drift, 1 being seeded`
  var summary: String {
    let equal = report.count(.equal)
    var parts = ["\(equal) pane\(equal == 1 ? "" : "s") equal", "\(report.count(.drift)) drift"]
    for state: VerificationReport.State in [.seeding, .paused, .gone, .unreadable] where report.count(state) > 0 {
      parts.append("\(report.count(state)) \(name(state))")
    }
    return parts.joined(separator: ", ")
  }

  private func outcome(_ pane: VerificationReport.PaneReport) -> String {
    guard pane.state == .drift else { return name(pane.state) }
    return "drift: \(pane.differenceCount) difference\(pane.differenceCount == 1 ? "" : "s")"
  }

  private func name(_ state: VerificationReport.State) -> String {
    switch state {
    case .equal: "equal"
    case .drift: "drift"
    case .seeding: "being seeded"
    case .paused: "paused"
    case .gone: "gone"
    case .unreadable: "unreadable"
    }
  }

  private func differences(_ pane: VerificationReport.PaneReport) -> [String] {
    var lines = pane.differences.prefix(Self.shown).map { difference in
      let row = difference.row.map { " row \($0)" } ?? ""
      let column = difference.column.map { " column \($0)" } ?? ""
      let what = difference.what.replacing("_", with: " ")
      return "    \(what)\(row)\(column): tmux \(quoted(difference.tmux)), argosy \(quoted(difference.argosy))"
    }
    if pane.differenceCount > lines.count { lines.append("    and \(pane.differenceCount - lines.count) more") }
    if !pane.penKnown, pane.differences.contains(where: { $0.what == "style" }) {
      lines.append("    (seeded, and has not reset its colours since; tmux does not tell which were on)")
    }
    return lines
  }

  /// The report's text is escaped already.
  private func quoted(_ text: String) -> String { "\"\(CellText.cut(text, to: 60))\"" }
}
