import Daemon
import Fleet
import Foundation
import TmuxUI

/// Everything that is known of one item, as a person reads it.
struct ItemStory {
  private let item: ItemReport
  private let style: OutputStyle
  private let server: String
  private let now: Date

  /// - Parameter server: as for ``ClosingCommand``.
  init(_ item: ItemReport, server: String = "", style: OutputStyle, now: Date = Date()) {
    self.item = item
    self.style = style
    self.server = server
    self.now = now
  }

  var text: String {
    [head, facts, attention, history, attempts].filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n")
  }

  private var head: [String] {
    let face = ItemFace(item)
    let reason = plain(item.reason)
    let state = style.coloured("\(face.icon) \(plain(item.word))", face.word) + (reason.isEmpty ? "" : "  \(reason)")
    let age = ShownTimes.age.phrase(item.since, now: now).map { "  " + style.dim($0) } ?? ""
    let description = item.description.split(whereSeparator: \.isNewline).map {
      "  " + PlainText.line(String($0), limit: 500)
    }
    return ["\(style.bold(plain(item.name)))  \(state)\(age)"] + description.filter { $0 != "  " }
      + ["", "  " + StageLine(item, style: style).text]
  }

  // MARK: Facts

  private var facts: [String] {
    var facts: [(String, [String])] = [
      ("repository", ["\(plain(item.repository.title))  \(plain(item.repository.path))"]),
      ("branch", ["\(plain(item.branch)), from \(plain(item.repository.defaultBranch))"]),
      ("worktree", [item.worktree.map(plain) ?? "none"]),
    ]
    if item.mode == "auto" { facts.append(("mode", ["automatic: one command from beginning to end"])) }
    if let session = item.session { facts.append(("session", lines(session))) }
    if let team = item.team {
      let tasks = team.tasks.sorted { $0.key < $1.key }.map { "\($0.value) \(plain($0.key))" }.joined(separator: ", ")
      let members = team.members.map(plain).joined(separator: ", ")
      facts.append(("team", ["\(plain(team.name)): \(members)" + (tasks.isEmpty ? "" : "  (tasks: \(tasks))")]))
    }
    if !item.artifacts.isEmpty {
      facts.append(("artifacts", item.artifacts.map { "\(plain($0.kind))  \(plain($0.path))\(ago($0.at))" }))
    }
    if let pullRequest = item.pullRequest {
      facts.append(("pull request", PullRequestText(pullRequest, style: style).lines))
    }
    if let issue = item.issue { facts.append(("issue", ["#\(issue)"])) }
    if let follows = item.follows { facts.append(("follows", [plain(follows)])) }
    if let doing = item.doing { facts.append(("under way", [plain(doing)])) }
    facts.append(("ordered", [String(ago(item.created).dropFirst(2)), plain(item.id)].filter { !$0.isEmpty }))
    return facts.flatMap { name, lines in
      lines.enumerated().map { index, line in
        "  " + style.dim((index == 0 ? name : "").padding(toLength: 14, withPad: " ", startingAt: 0)) + line
      }
    }
  }

  private func lines(_ session: ItemReport.SessionReport) -> [String] {
    let state = plain(session.state) + (session.kind.map { " (\(plain($0)))" } ?? "")
    let life =
      switch session.life {
      case "live": state
      case "crashed": "crashed" + (session.exitCode.map { " with code \($0)" } ?? "")
      default: plain(session.life)
      }
    let process = session.life == "live" ? session.pid.map { ", process \($0)" } ?? "" : ""
    let place = "\(plain(session.name)): \(plain(session.agent)) in \(plain(session.pane))"
    return ["\(place), \(life)\(process)"] + (session.conversation.map { ["conversation \(plain($0))"] } ?? [])
      + (session.transcript.map { [plain($0)] } ?? [])
  }

  // MARK: What waits, what was

  private var attention: [String] {
    guard !item.attention.isEmpty else { return [] }
    return ["Waits for you:"]
      + item.attention.flatMap { attention in
        let (icon, word) = InboxText.face(attention.kind)
        let kind = style.coloured("\(icon) \(plain(attention.kind))", word)
        let command = ClosingCommand(InboxReport(item, attention), server: server)
        let hint = command.hint.map { ["    " + style.dim($0)] } ?? []
        return ["  \(kind)\(style.dim(ago(attention.since)))"]
          + InboxText.body(attention, style: style).map { "    " + $0 } + ["  → " + command.text] + hint
      }
  }

  private var history: [String] {
    let rows = item.history.map { record in
      [
        plain(record.stage), plain(record.outcome ?? "under way"), length(record.started, record.ended),
        String(ago(record.started).dropFirst(2)),
      ]
    }
    return table("History:", rows)
  }

  private var attempts: [String] {
    let rows = item.attempts.map { attempt in
      [
        "\(attempt.number) \(plain(attempt.reason))", plain(attempt.stage),
        plain(attempt.outcome ?? (attempt.ended == nil ? "alive" : "ended")), length(attempt.started, attempt.ended),
        String(ago(attempt.started).dropFirst(2)),
      ]
    }
    return table("Agents started:", rows)
  }

  private func table(_ heading: String, _ rows: [[String]]) -> [String] {
    guard let count = rows.first?.count else { return [] }
    let columns = Columns(rows, limits: Array(repeating: 40, count: count))
    return [heading] + rows.map { "  " + columns.line($0) }
  }

  private func length(_ start: String, _ end: String?) -> String {
    guard let end else { return ShownTimes.age.text(start, now: now) ?? "" }
    return ShownTimes.duration(from: start, to: end) ?? ""
  }

  private func ago(_ time: String) -> String { ShownTimes.age.phrase(time, now: now).map { "  \($0)" } ?? "" }

  private func plain(_ text: String) -> String { PlainText.line(text, limit: 300) }
}
