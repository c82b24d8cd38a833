import ArgumentParser
import Foundation
import Recognition
import TmuxUI
import World

struct Agents: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the agents that argosy knows, and where its rules for each come from.",
    discussion: """
      Rules are YAML, one file for each agent. Your own go into $XDG_CONFIG_HOME/argosy/agents (else \
      ~/.config/argosy/agents): a file replaces the agent that it names whole, or adds one. They take force when you save \
      them; a file that is wrong changes nothing. To begin with one of argosy's:

        argosy agents show codex > ~/.config/argosy/agents/codex.yaml

      Needs no daemon. With --json, one object:
        {"directory":"…","agents":[{"agent":"codex","name":"Codex CLI","rules":24,"file":"…"}],
         "errors":[{"file":"…","line":7,"message":"…"}]}
      file: only for rules of your own.
      """,
    subcommands: [ListAgents.self, CheckAgents.self, ShowAgent.self], defaultSubcommand: ListAgents.self)
}

/// The rules that hold for whoever calls.
enum AgentRuleFiles {
  static var directory: String? { AgentFiles.directory(DaemonAccess.environment) }

  static var reading: AgentCatalog.Reading? {
    try? AgentCatalog.embedded().reading(directory.map { AgentFiles.read($0) } ?? [])
  }
}

struct ListAgents: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the agents (what agents does without a subcommand).")

  @Flag(help: "Print JSON.")
  var json = false

  private struct Report: Encodable {
    struct Agent: Encodable {
      let agent: String
      let name: String
      let rules: Int
      let file: String?
    }

    struct Fault: Encodable {
      let file: String
      let line: Int?
      let message: String
    }

    let directory: String?
    let agents: [Agent]
    let errors: [Fault]
  }

  func run() throws {
    let reading = try AgentCatalog.embedded().reading(AgentRuleFiles.directory.map { AgentFiles.read($0) } ?? [])
    let report = Report(
      directory: AgentRuleFiles.directory,
      agents: reading.catalog.agents.map {
        .init(agent: $0.agent, name: $0.displayName, rules: $0.ruleNames.count, file: $0.origin.path)
      }, errors: reading.faults.map { .init(file: $0.file, line: $0.line, message: $0.message) })
    print(json ? try JSONText.pretty(report) : Self.text(report, reading.faults))
  }

  private static func text(_ report: Report, _ faults: [RuleError]) -> String {
    let style = OutputStyle.detected
    let rows = report.agents.map { [$0.agent, $0.name, String($0.rules), $0.file ?? "built in"] }
    let header = ["AGENT", "NAME", "RULES", "FROM"]
    let widths = header.indices.map { column in ([header] + rows).map { CellText.width($0[column]) }.max() ?? 0 }
    func line(_ cells: [String]) -> String {
      let padded = zip(cells, widths).map { $0 + String(repeating: " ", count: max(0, $1 - CellText.width($0))) }
      return padded.dropLast().joined(separator: "  ") + "  " + (cells.last ?? "")
    }
    var lines = [style.dim(line(header))] + rows.map(line)
    for fault in faults { lines.append("✗ \(PlainText.line(fault.description, limit: 300))") }
    return lines.joined(separator: "\n")
  }
}

struct CheckAgents: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say what is wrong in files of rules, with line numbers. Exits with 1 when something is.")

  @Argument(help: "Files of rules.", completion: .file(extensions: ["yaml", "yml"]))
  var files: [String]

  func run() throws {
    var isWrong = false
    for path in files {
      let faults = Self.faults(path)
      for fault in faults { print(PlainText.line(fault.description, limit: 500)) }
      if faults.isEmpty { print("\(path): fine") }
      isWrong = isWrong || !faults.isEmpty
    }
    if isWrong { throw ExitCode(1) }
  }

  private static func faults(_ path: String) -> [RuleError] {
    guard FileManager.default.isReadableFile(atPath: path) else {
      return [RuleError(file: path, message: "the file cannot be read")]
    }
    do throws(RuleError) {
      return AgentRules.faults(inYAML: try AgentFiles.read(file: path).text(), source: path)
    } catch {
      return [error]
    }
  }
}

struct ShowAgent: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print the rules in force for an agent, to be copied and changed.")

  @Argument(help: "The agent's short name, as argosy agents lists it.")
  var agent: String

  func run() throws {
    let catalog = try AgentCatalog.embedded().reading(AgentRuleFiles.directory.map { AgentFiles.read($0) } ?? [])
      .catalog
    guard let rules = catalog.agent(named: agent) else {
      throw Complaint(
        "there is no agent `\(agent)`; there are \(catalog.agents.map(\.agent).joined(separator: ", "))")
    }
    print(rules.yaml, terminator: rules.yaml.hasSuffix("\n") ? "" : "\n")
  }
}
