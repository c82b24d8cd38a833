import ArgumentParser
import Daemon
import Recognition
import Terminal
import TmuxUI
import World

struct DebugRecognise: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recognise", abstract: "A raw byte stream to an agent's state, kind, question and winning rule.",
    discussion: "With the rules inside the program; your own files count with --rules.", aliases: ["recognize"])

  @OptionGroup var file: InputFile

  @Option(help: ArgumentHelp("The screen's size.", valueName: "COLUMNSxROWS"))
  var size = ScreenSize(columns: 80, rows: 24)

  @Option(help: "The terminal title, if the stream does not set one.")
  var title: String?

  @Option(help: "Whose rules to apply.")
  var agent = "claude"

  @Option(
    help: ArgumentHelp(
      "A directory with rule files, which replace and add as those in ~/.config/argosy/agents do.",
      valueName: "directory"))
  var rules: String?

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let reading = try AgentCatalog.embedded().reading(rules.map { AgentFiles.read($0) } ?? [])
    for fault in reading.faults { StandardError.write("\(PlainText.line(fault.description, limit: 500))\n") }
    guard reading.faults.isEmpty else { throw Complaint("the rules are not as they should be") }
    guard let rules = reading.catalog.agent(named: agent) else {
      throw Complaint("there are no rules for \(agent)")
    }
    var terminal = Terminal(columns: size.columns, rows: size.rows)
    terminal.feed(try file.bytes())
    if let title { terminal.setTitle(title) }
    let verdict = Verdict(Recognizer(rules: rules).recognise(ScreenText(terminal)), title: terminal.title)
    print(json ? try JSONText.pretty(verdict) : verdict.text)
  }
}

/// What recognition said, printed.
private struct Verdict: Encodable {
  let state: String
  let kind: String?
  let title: String
  let ask: StatusReport.AskReport?
  let rule: String?
  let region: String?
  let confidence: String?
  let matched: [String]
  /// A viewer covers the agent: the state before it still holds.
  let holds: Bool

  init(_ finding: Finding?, title: String) {
    state = (finding?.state ?? .unknown).rawValue
    kind = finding?.kind?.rawValue
    self.title = title
    ask = finding?.ask.map { StatusReport.AskReport($0) }
    rule = finding?.rule
    region = finding?.region
    confidence = finding?.confidence.rawValue
    matched = finding?.matched ?? []
    holds = finding?.isHold ?? false
  }

  var text: String {
    var lines = ["state  \(state)\(kind.map { " \($0)" } ?? "")\(holds ? " (covered: the last state holds)" : "")"]
    lines.append("title  \(title)")
    lines.append("rule   \(rule ?? "none matched")\(region.map { " in \($0)" } ?? "")")
    for line in matched { lines.append("       \(line)") }
    if let ask {
      lines.append("ask    \(ask.question)")
      for option in ask.options { lines.append("       \(option.key.isEmpty ? "-" : option.key) \(option.label)") }
    }
    return lines.joined(separator: "\n")
  }
}
