import Daemon
import Foundation
import TmuxUI

/// What was found when pull requests were asked for, item by item.
struct RefreshText {
  private let reports: [RefreshReport]
  private let style: OutputStyle

  init(_ reports: [RefreshReport], style: OutputStyle) {
    self.reports = reports
    self.style = style
  }

  var text: String {
    guard !reports.isEmpty else { return "There is no item whose pull request could be asked for." }
    return reports.flatMap(lines).joined(separator: "\n")
  }

  private func lines(_ report: RefreshReport) -> [String] {
    let name = style.bold(PlainText.line(report.name, limit: 60))
    let place = style.dim(PlainText.line(report.repository, limit: 60))
    let known = report.pullRequest.map { PullRequestText($0, style: style) }
    switch report.outcome {
    case "found":
      guard let known else { return ["\(name)  \(place)"] }
      return ["\(name)  \(place)  \(known.summary)"] + known.lines.dropFirst().map { "    " + $0 }
    case "none":
      return ["\(name)  \(place)  no pull request for \(PlainText.line(report.branch, limit: 200))"]
    default:
      let until = report.until.flatMap { ShownTimes.clock.text($0, now: Date()) }.map { "; asked again at \($0)" } ?? ""
      let reason = PlainText.line(report.reason ?? "it could not be asked", limit: 300)
      let before = known.map { ["    known before: \($0.summary)"] } ?? []
      return ["\(name)  \(place)  \(style.coloured("✗", .error)) not known: \(reason)\(until)"] + before
    }
  }
}
