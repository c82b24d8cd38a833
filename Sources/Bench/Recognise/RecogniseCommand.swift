import ArgumentParser
import Foundation
import LabelledScreens
import LabelledStreams
import Recognition

struct RecogniseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recognise",
    abstract: "How often an agent is taken for what it is, by its screen and by what it prints over time.",
    discussion: """
      Reads the screens with labels of the repository, and tells for each agent how often each kind of screen was \
      taken for what; beside it what always giving the most frequent answer would get right. Screens that only look \
      alike say little about those nobody has drawn: --corpus adds recordings.

      Then plays streams with labels through everything that lies between a pane and the published state, in their own \
      time: recorded ones, and those painted of the screens. Each change is to be published once and nothing else; \
      the latency is from the byte that shows it.

      Exits with 1 when something was not taken for what it is and --check is given.
      """, aliases: ["recognize"])

  @Option(help: ArgumentHelp("The folder with the screens.", valueName: "path"))
  var screens = "Tests/LabelledScreens/Screens"

  @Option(help: ArgumentHelp("A folder with recordings whose names say what they show.", valueName: "path"))
  var corpus: String?

  @Option(help: ArgumentHelp("The folder with the streams.", valueName: "path"))
  var streams = "Tests/LabelledStreams/Streams"

  @Option(help: ArgumentHelp("Only this agent.", valueName: "name"))
  var agent: String?

  @Option(help: ArgumentHelp("How often each screen is timed; the fastest counts.", valueName: "n"))
  var passes = 20

  @Flag(help: "Exit with 1 if a screen or a change was not taken for what it is.")
  var check = false

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard (1...10_000).contains(passes) else { throw ValidationError("--passes takes a number from 1 to 10000") }
  }

  func run() throws {
    let catalog = try AgentCatalog.embedded()
    var report = RecogniseReport()
    var matrices: [String: ConfusionMatrix] = [:]
    var times: [(microseconds: Double, screen: String)] = []
    let all = try labelledScreens(&report.notes)
    for labelled in all {
      guard let rules = catalog.agent(named: labelled.agent) else {
        throw Complaint("there are no rules for \(labelled.agent)")
      }
      let recognizer = Recognizer(rules: rules)
      let found = recognizer.recognise(labelled.screen)
      let label = ScreenLabel(found)
      let expected = labelled.expected.label
      matrices[labelled.agent, default: ConfusionMatrix(agent: labelled.agent)].add(expected: expected, found: label)
      if label != expected {
        report.misses.append(
          .init(screen: "\(labelled)", expected: expected.rawValue, found: label.rawValue, rule: found?.rule))
      }
      times.append((time(recognizer, labelled.screen), "\(labelled)"))
    }
    guard !times.isEmpty else { throw Complaint("there are no screens in \(screens)") }
    report.streams = try StreamFigures.measure(
      URL(filePath: streams), screens: all, corpus: corpus.map { URL(filePath: $0) }, agent: agent, catalog)
    report.agents = matrices.values.sorted { $0.agent < $1.agent }
    times.sort { $0.microseconds < $1.microseconds }
    if let last = times.last {
      report.times = .init(
        median: times[times.count / 2].microseconds, slowest: last.microseconds, slowestScreen: last.screen)
    }
    print(json ? try JSONText.pretty(report) : report.text)
    if check, !report.isPerfect { throw ExitCode(1) }
  }

  private func labelledScreens(_ notes: inout [String]) throws -> [LabelledScreen] {
    let folder = URL(filePath: screens)
    guard FileManager.default.fileExists(atPath: folder.path()) else {
      throw Complaint("there is no folder \(screens): run this at the top of the repository, or give --screens")
    }
    var all = try ScreenFolder.read(folder, agent: agent)
    notes.append("\(all.count) screens of \(screens)")
    if let corpus, agent == nil || agent == "claude" {
      let recorded = try RecordedScreens.read(URL(filePath: corpus))
      guard !recorded.isEmpty else { throw Complaint("there are no recordings in \(corpus)") }
      notes.append("\(recorded.count) recordings of \(corpus)")
      all += recorded
    }
    return all
  }

  private func time(_ recognizer: Recognizer, _ screen: ScreenText) -> Double {
    var best = Double.infinity
    for _ in 0..<passes {
      let start = ProcessorTime.now
      _ = recognizer.recognise(screen)
      best = min(best, ProcessorTime.now - start)
    }
    return best * 1e6
  }
}
