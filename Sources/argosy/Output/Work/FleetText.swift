import Daemon
import Foundation

/// The whole status as a person reads it: the items, and below them the agents that belong to none.
struct FleetText {
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

  var text: String {
    let items = status.items ?? []
    let dashboard = Dashboard(items, style: style, times: times, now: now)
    guard !dashboard.isEmpty else { return StatusTable(status, style: style, times: times, now: now).text }
    var others = status
    others.agents.removeAll { agent in items.contains { $0.owns(agent) } }
    guard !others.agents.isEmpty else { return dashboard.text }
    let table = StatusTable(others, style: style, times: times, now: now).text
    return dashboard.text + "\n\n" + style.bold("Other agents:") + "\n" + table
  }
}
