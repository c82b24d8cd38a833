import ArgumentParser
import Daemon
import Foundation

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say why a pane is in the state it is in: the winning rule, and every other.")

  @OptionGroup var server: ServerOptions

  @Argument(help: .target, completion: .targets)
  var target: String

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let (client, _) = try server.access.daemon()
    _ = try client.ask(Request(.ready))
    let response = try client.ask(Request(.explain, pane: target))
    guard let report = response.explanation else {
      guard response.isMissing == true else { throw Complaint(response.error ?? "the daemon gave no answer") }
      StandardError.write((response.error ?? "") + "\n")
      throw Outcome.missing
    }
    print(json ? try JSONText.pretty(report) : Self.text(report))
  }

  private static func text(_ report: ExplainReport) -> String {
    let style = OutputStyle.detected
    var lines: [String] = []
    if let agent = report.agent {
      let kind = agent.kind.map { " (\($0))" } ?? ""
      lines.append("\(report.pane) in \(agent.sessionName): \(style.bold(agent.state + kind)) since \(agent.since)")
      if let remark = agent.remark { lines.append("  remark   \(remark)") }
    } else {
      lines.append("\(report.pane): no agent runs here")
    }
    if let process = report.process {
      lines.append("  process  \(process.pid): \(process.arguments.joined(separator: " "))")
    }
    lines.append("  title    \(report.title)")
    if let rule = report.rule {
      let file = report.rulesFile.map { ", from \($0)" } ?? ""
      lines.append("  rule     \(rule) (\(report.confidence ?? "?")), region \(report.region ?? "?")\(file)")
      for line in report.matched { lines.append("           \(line)") }
    }
    if let ask = report.agent?.ask {
      lines.append("  asks     \(ask.question)")
      for option in ask.options { lines.append("           \(option.key.isEmpty ? "-" : option.key) \(option.label)") }
    }
    if !report.reason.isEmpty { lines.append("  decided  \(report.reason)") }
    for evidence in report.evidence {
      let kind = evidence.kind.map { " (\($0))" } ?? ""
      let detail = evidence.detail.map { ": \($0)" } ?? ""
      lines.append(
        "  \(evidence.source.padding(toLength: 9, withPad: " ", startingAt: 0))\(evidence.name) says"
          + " \(evidence.state)\(kind), \(String(format: "%.1f", evidence.age)) s ago\(detail)")
    }
    for tool in report.heldHooks { lines.append("  held     a hook waits for the answer about \(tool)") }
    if let agent = report.agent, agent.model != nil || agent.context != nil {
      let figures = [agent.model, agent.context.map { "\($0) % of context" }, agent.cost.map { "$\($0)" }]
      lines.append("  session  \(figures.compactMap(\.self).joined(separator: ", "))")
    }
    lines.append("  rules on the screen of now\(report.rulesFile.map { ", from \($0)" } ?? ""):")
    for rule in report.rules {
      let line = "    \(rule.matches ? "✓" : " ") \(rule.priority)  \(rule.rule)  [\(rule.region)]  \(rule.reason)"
      lines.append(rule.matches ? line : style.dim(line))
    }
    return lines.joined(separator: "\n")
  }
}
