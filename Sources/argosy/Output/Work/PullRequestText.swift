import Daemon
import TmuxUI

/// A pull request as a person reads it: in one line, and with its checks.
struct PullRequestText {
  private let report: ItemReport.PullRequestReport
  private let style: OutputStyle

  init(_ report: ItemReport.PullRequestReport, style: OutputStyle) {
    self.report = report
    self.style = style
  }

  /// `PR #234 — CI failing, changes requested, 2 comments`
  var summary: String {
    var words = [report.phrase]
    switch report.review {
    case "approved": words.append("approved")
    case "changesRequested": words.append("changes requested")
    case "required": words.append("needs a review")
    default: break
    }
    if report.mergeable == "conflicting" { words.append("conflicts with its base") }
    if report.comments > 0 { words.append("\(report.comments) comment\(report.comments == 1 ? "" : "s")") }
    return words.joined(separator: ", ")
  }

  /// One line each; the failing ones with their address.
  var checks: [String] {
    (report.checks ?? []).map { check in
      let mark =
        switch check.state {
        case "pass": "✓"
        case "fail": "✗"
        case "pending": "●"
        default: "–"
        }
      let link = check.state == "fail" ? check.link.map { "  " + style.dim(plain($0)) } ?? "" : ""
      return "\(mark) \(plain(check.name))\(link)"
    }
  }

  var lines: [String] { [summary] + (report.url.isEmpty ? [] : [plain(report.url)]) + checks }

  private func plain(_ text: String) -> String { PlainText.line(text, limit: 300) }
}

extension ItemReport.PullRequestReport {
  /// `PR #234 — CI passing`
  var phrase: String {
    let title = "PR #\(number)"
    switch state {
    case "merged", "closed": return "\(title) \(PlainText.line(state, limit: 20))"
    default:
      let draft = state == "draft" ? " (draft)" : ""
      return title + draft + (ci == "unknown" ? "" : " — CI \(PlainText.line(ci, limit: 20))")
    }
  }
}
