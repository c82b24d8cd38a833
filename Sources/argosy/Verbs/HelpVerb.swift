import ArgumentParser

struct HelpVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "help",
    abstract: "Explain a verb or a topic; without either, list them all.",
    discussion: """
      A topic is printed as Markdown where no terminal listens. "argosy VERB --help" says the same as "argosy help VERB".
      """)

  @Argument(
    help: ArgumentHelp("A topic, or a verb with the words that belong to it.", valueName: "topic|verb"),
    completion: .custom { words, _, _ in HelpVerb.continuations(of: words) })
  var words: [String] = []

  @Flag(help: "Print everything as one man page, in roff.")
  var man = false

  func run() throws {
    let help = try CommandHelp.argosy()
    if man {
      guard words.isEmpty else { throw ValidationError("--man prints the whole manual, and takes no topic") }
      return print(ManPage(help).text, terminator: "")
    }
    if words.isEmpty { return Self.show(ManualOverview(help: help).markdown) }
    if words.count == 1, let topic = words.first.flatMap({ Topic(rawValue: $0) }) { return Self.show(topic.text) }
    guard let command = Argosy.command(at: words) else {
      let topics = Topic.allCases.map(\.name).joined(separator: ", ")
      throw ValidationError(
        "there is no verb and no topic “\(words.joined(separator: " "))”; the topics are \(topics)")
    }
    throw CleanExit.helpRequest(command)
  }

  private static func show(_ markdown: String) {
    let style = OutputStyle.detected
    print(style.isTerminal ? ManualPage(Markdown(markdown), style: style).text : markdown, terminator: "")
  }

  /// What may stand behind the words of a command line that is still being typed: `argosy help tmux`.
  private static func continuations(of line: [String]) -> [String] {
    let path = line.dropFirst(2).dropLast().filter { !$0.hasPrefix("-") }
    guard var help = try? CommandHelp.argosy() else { return [] }
    for word in path {
      guard let next = help.verb(word) else { return [] }
      help = next
    }
    return (path.isEmpty ? Topic.allCases.map(\.name) : []) + help.verbs.filter(\.isShown).map(\.commandName)
  }
}
