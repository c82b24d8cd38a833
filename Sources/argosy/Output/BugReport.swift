import Foundation
import Recognition
import TmuxUI
import World

/// Screens that no rule knew, as a person may post them.
struct BugReport: Encodable {
  var argosy: String
  var tmux: String
  var counts: [UnknownCount]
  var screens: [UnknownScreen]

  /// What is in it, said before anybody posts it.
  var warning: String {
    screens.contains { !$0.isRedacted }
      ? "These screens are NOT redacted: paths, names, prompts and whatever else was on them can be read."
      : "Letters and digits are replaced, except in words that argosy's own rules mention. Read it before you post it."
  }

  var markdown: String {
    guard !screens.isEmpty || !counts.isEmpty else {
      return "No screen of an agent was unknown so far: there is nothing to report."
    }
    var lines = ["# Screens that argosy does not know", "", "> \(warning)", "", "argosy \(argosy), \(tmux)", ""]
    if !counts.isEmpty {
      lines += ["| agent | version | times | since | last |", "|---|---|---|---|---|"]
      lines += counts.map { count in
        "| \(ReportText.cell(count.agent)) | \(ReportText.cell(count.version ?? "unknown")) | \(count.count) "
          + "| \(ReportText.day(count.since)) | \(ReportText.day(count.last)) |"
      }
      lines.append("")
    }
    for screen in screens { lines += Self.section(screen) }
    return lines.joined(separator: "\n")
  }

  private static func section(_ screen: UnknownScreen) -> [String] {
    let version = ReportText.cell(screen.version ?? "of an unknown version")
    var lines = [
      "## \(ReportText.cell(screen.agent)) \(version)", "",
      "Seen \(screen.count) times, first \(ReportText.day(screen.first)), last \(ReportText.day(screen.last)); "
        + "argosy \(ReportText.cell(screen.argosy)), tmux \(ReportText.cell(screen.tmux)), "
        + "\(screen.columns) columns\(screen.isAlternate ? ", alternate screen" : "").", "",
    ]
    let rows = ["title: \(ReportText.row(screen.title))"] + screen.rows.map { ReportText.row($0.text) }
    let fence = ReportText.fence(around: rows)
    lines += [fence + "text"] + rows + [fence, ""]
    guard !screen.near.isEmpty else { return lines }
    lines += ["The nearest rules:", ""]
    for near in screen.near {
      lines.append("- \(ReportText.code("\(near.rule) (\(near.priority), \(near.region))"))")
      lines += near.held.map { "  - holds: \(ReportText.code($0))" }
      lines += near.failed.map { "  - fails: \(ReportText.code($0))" }
    }
    return lines + [""]
  }
}

/// Text from files, fit for Markdown and for a terminal.
enum ReportText {
  static func day(_ nanoseconds: Int64) -> String {
    Date(timeIntervalSince1970: Double(nanoseconds) / 1e9).formatted(.iso8601.year().month().day())
  }

  static func cell(_ text: String) -> String {
    PlainText.line(text, limit: 80).replacing("|", with: "\\|").replacing("<", with: "&lt;").replacing("`", with: "'")
  }

  /// A row of a screen keeps its blanks.
  static func row(_ text: String) -> String {
    String(
      text.unicodeScalars.prefix(2000).map { scalar -> Character in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: "\u{FFFD}"
        default: Character(scalar)
        }
      })
  }

  /// Longer than any run of backticks in the text.
  static func fence(around rows: [String]) -> String { String(repeating: "`", count: max(3, longestRun(in: rows) + 1)) }

  static func code(_ text: String) -> String {
    let line = row(text)
    let mark = String(repeating: "`", count: longestRun(in: [line]) + 1)
    return mark.count == 1 ? "`\(line)`" : "\(mark) \(line) \(mark)"
  }

  private static func longestRun(in rows: [String]) -> Int {
    var longest = 0
    for row in rows {
      var run = 0
      for character in row {
        run = character == "`" ? run + 1 : 0
        longest = max(longest, run)
      }
    }
    return longest
  }
}
