import Daemon
import Foundation
import TmuxUI

/// The status as a person reads it: one line an agent, and under it what it asks.
struct StatusTable {
  let style: OutputStyle
  private let status: StatusReport
  private let times: ShownTimes
  private let now: Date

  init(_ status: StatusReport, style: OutputStyle, times: ShownTimes = .age, now: Date = Date()) {
    self.status = status
    self.style = style
    self.times = times
    self.now = now
  }

  /// `5 agents: 1 blocked, 1 question, 3 working`
  var summary: String {
    guard !status.agents.isEmpty else {
      return "No agents yet. Start one in any pane; argosy will see it."
    }
    var counts: [StatusWord: Int] = [:]
    for agent in status.agents { counts[agent.word, default: 0] += 1 }
    let parts = counts.keys.sorted().map { "\(counts[$0] ?? 0) \($0.rawValue)" }
    return "\(status.agents.count) agent\(status.agents.count == 1 ? "" : "s"): " + parts.joined(separator: ", ")
  }

  var text: String {
    guard !status.agents.isEmpty else { return summary }
    let rows = status.agents.map { agent in
      [
        state(agent), time(agent.since), agent.pane, agent.sessionName, agent.agent,
        agent.title,
      ]
    }
    let header = ["STATE", times == .age ? "AGE" : "SINCE", "PANE", "SESSION", "AGENT", "TITLE"]
    let columns = Columns(
      [header] + rows, limits: [14, 8, 6, 24, 10, 60], floors: [10, 8, 6, 8, 6, 8], room: style.columns.map { $0 - 2 })
    var lines = [style.dim("  " + columns.line(header))]
    for (agent, row) in zip(status.agents, rows) {
      lines.append(style.coloured(agent.word.icon, agent.word) + " " + columns.line(row))
      lines += detail(agent)
    }
    return lines.joined(separator: "\n")
  }

  /// The state, with its kind where it adds something.
  private func state(_ agent: StatusReport.AgentReport) -> String {
    agent.kind.map { agent.state == "blocked" ? $0 : "\(agent.state) \($0)" } ?? agent.state
  }

  private func detail(_ agent: StatusReport.AgentReport) -> [String] {
    var lines: [String] = []
    if let remark = agent.remark { lines.append("    " + style.dim(CellText.cut(remark, to: remarkWidth))) }
    guard let ask = agent.ask else { return lines }
    if !ask.detail.isEmpty { lines.append("    " + CellText.cut(ask.detail.joined(separator: " · "), to: detailWidth)) }
    lines.append("    " + CellText.cut(ask.question, to: detailWidth))
    let options = ask.options.map { $0.key.isEmpty ? $0.label : "\($0.key) \($0.label)" }
    if !options.isEmpty {
      lines.append("    " + style.dim(CellText.cut(options.joined(separator: "  ·  "), to: detailWidth)))
    }
    return lines
  }

  /// What stands below an agent is indented by four cells.
  private var remarkWidth: Int { style.columns.map { max(0, $0 - 4) } ?? .max }

  private var detailWidth: Int { min(100, remarkWidth) }

  private func time(_ text: String) -> String { times.text(text, now: now) ?? "?" }
}
