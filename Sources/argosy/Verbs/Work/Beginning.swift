import Daemon
import TmuxUI

/// How a feature that was just ordered comes up: what is new each time it is looked at, and whether that is the end of
/// its beginning. Read from the item as it is, so a look that was missed loses no step.
struct Beginning {
  enum End: Equatable {
    /// The agent has its first command, or nobody waits for that.
    case underWay
    /// For its place, or for a person, who is told what to do.
    case waits([String])
    case failed(String)
  }

  private enum Step {
    case worktree, session, agent, command
  }

  private let server: String
  private var told: Set<Step> = []

  /// - Parameter server: as for ``ClosingCommand``.
  init(server: String = "") {
    self.server = server
  }

  mutating func take(_ item: ItemReport) -> (lines: [String], end: End?) {
    var lines: [String] = []
    func plain(_ text: String) -> String { PlainText.line(text, limit: 300) }
    if let worktree = item.worktree, told.insert(.worktree).inserted {
      lines.append("worktree made: \(plain(worktree)), on branch \(plain(item.branch))")
    }
    if let session = item.session, told.insert(.session).inserted {
      lines.append("session opened: \(plain(session.name)), \(plain(session.agent)) in \(plain(session.pane))")
    }
    let isUp = item.session.map { $0.life == "live" && !["starting", "unknown", "exited"].contains($0.state) } ?? false
    if isUp || !item.history.isEmpty, told.insert(.agent).inserted { lines.append("agent up") }
    if let first = item.history.first, told.insert(.command).inserted {
      lines.append("first command given: \(plain(first.stage))")
    }
    return (lines, end(of: item))
  }

  private func end(of item: ItemReport) -> End? {
    let reason = PlainText.line(item.reason, limit: 500)
    switch item.status {
    case "failed", "dependency_failed", "cancelled", "archived":
      return .failed(reason.isEmpty ? "\(PlainText.line(item.name, limit: 60)) is \(item.status)" : reason)
    case "complete": return .underWay
    case "queued", "waiting": return .waits([reason.isEmpty ? "it waits" : "\(item.status): \(reason)"])
    default: break
    }
    if !item.history.isEmpty { return .underWay }
    guard let attention = item.attention.first else { return nil }
    let report = InboxReport(item, attention)
    let command = ClosingCommand(report, server: server)
    switch attention.kind {
    case "crash", "trouble":
      return .failed("\(PlainText.line(attention.text, limit: 500))\n  → \(command.text)")
    default:
      return .waits(
        ["It waits for you (\(PlainText.line(attention.kind, limit: 30))):"]
          + InboxText.body(attention, style: OutputStyle(isTerminal: false, isColoured: false)).map { "    " + $0 }
          + ["  → " + command.text] + (command.hint.map { ["    " + $0] } ?? []))
    }
  }

  /// What the log has to remark on the way: a set-up that failed, a file that could not be copied.
  static func remark(_ record: RecordReport) -> String? {
    record.event == "trouble" ? PlainText.line(record.text, limit: 300) : nil
  }
}
