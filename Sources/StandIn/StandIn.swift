/// A scripted agent with the look and manners of a real one, for tests and the demo. Nothing depends on the name it is
/// started under.
@main
struct StandIn {
  static func main() { Processes.leave(run(CommandLine.arguments)) }

  private static func run(_ arguments: [String]) -> Int32 {
    do {
      let options = try OptionReader.read(arguments.dropFirst(), variable: Processes.variable)
      switch options.request {
      case .help: Descriptor.output.write(Help.text + "\n")
      case .version: Descriptor.output.write("\(options.version ?? options.edition.version) (Claude Code)\n")
      case .run: return try start(options, arguments: arguments)
      }
      return 0
    } catch let error as UsageError {
      Descriptor.errors.write(error.message + "\n")
    } catch {
      Descriptor.errors.write("error: \(error)\n")
    }
    return 1
  }

  private static func start(_ options: Options, arguments: [String]) throws -> Int32 {
    let scenario = try options.script.map { try Scenario.parse(try Files.text($0), file: $0) } ?? .polite
    let log = try LogFile(path: options.log)
    let mode = options.isPrint ? nil : TerminalMode(.input)
    log.write(.start(arguments: arguments, size: TerminalMode.size(of: .output), print: options.isPrint))
    if options.isPrint {
      let prompt = options.prompt ?? (Descriptor.input.isTerminal ? "" : Descriptor.input.readToEnd())
      return PrintMode(prompt: prompt, json: options.outputFormat != "text", log: log).run(scenario)
    }
    guard let mode, Descriptor.output.isTerminal else {
      throw UsageError("error: input and output must be a terminal, or use -p/--print")
    }
    var settings = Settings()
    settings.edition = options.edition
    settings.titles = options.titles ?? options.edition.titles
    settings.version = options.version ?? options.edition.version
    settings.name = options.name
    settings.mode = options.mode
    settings.directory = Files.currentDirectory
    settings.swallowsEnter = options.swallowsEnter
    settings.swallowTime = options.swallowTime
    settings.spinnerInterval = options.spinnerInterval
    var steps = scenario.steps
    if let file = options.trustFile, !isTrusted(settings.directory, in: file) {
      steps.insert(.dialog(.trust(unnumbered: false), branches: [], auto: nil), at: 0)
    }
    let agent = Agent(
      scenario: Scenario(steps: steps), settings: settings, first: options.prompt.map { [$0] } ?? [])
    var loop = try Loop(agent: agent, options: options, log: log, mode: mode)
    return loop.run()
  }

  /// A directory is trusted when it or one above it stands in the file.
  private static func isTrusted(_ directory: String, in file: String) -> Bool {
    guard let text = try? Files.text(file) else { return false }
    return text.split(separator: "\n").contains { directory == $0 || directory.hasPrefix($0 + "/") }
  }
}
