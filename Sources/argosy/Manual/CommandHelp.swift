import ArgumentParser
import Foundation

/// The command line as the parser itself describes it.
struct CommandHelp: Decodable, Hashable {
  struct Argument: Decodable, Hashable {
    struct Name: Decodable, Hashable {
      let kind: String
      let name: String

      /// With its dashes.
      var text: String { (kind == "long" ? "--" : "-") + name }
    }

    /// positional, option, flag.
    let kind: String
    let shouldDisplay: Bool
    let names: [Name]?
    let valueName: String?
    let defaultValue: String?
    let abstract: String?
    let discussion: String?
  }

  let commandName: String
  let aliases: [String]?
  let abstract: String?
  let discussion: String?
  private let shouldDisplay: Bool?
  private let subcommands: [CommandHelp]?
  private let arguments: [Argument]?

  var isShown: Bool { shouldDisplay ?? true }

  /// Without the parser's own help, of which ours takes the place.
  var verbs: [CommandHelp] {
    var names: Set<String> = []
    return (subcommands ?? []).filter { names.insert($0.commandName).inserted }
  }

  var shownArguments: [Argument] { (arguments ?? []).filter(\.shouldDisplay) }

  /// Names with their dashes, also of those that no help shows.
  var optionNames: Set<String> { Set((arguments ?? []).flatMap { $0.names ?? [] }.map(\.text)) }

  func verb(_ name: String) -> CommandHelp? {
    verbs.first { $0.commandName == name || ($0.aliases ?? []).contains(name) }
  }

  /// The verbs that can be called, each with its words: those without verbs of their own.
  var leaves: [(words: [String], help: CommandHelp)] {
    verbs.filter(\.isShown).flatMap { verb -> [(words: [String], help: CommandHelp)] in
      let below = verb.leaves.map { (words: [verb.commandName] + $0.words, help: $0.help) }
      return below.isEmpty ? [(words: [verb.commandName], help: verb)] : below
    }
  }

  /// argosy's own.
  ///
  /// - Throws: where the parser describes itself in words that are not known here.
  static func argosy() throws -> CommandHelp {
    struct Tool: Decodable { let command: CommandHelp }
    return try JSONDecoder().decode(Tool.self, from: Data(Argosy._dumpHelp().utf8)).command
  }
}

extension ParsableCommand {
  /// The verb that these words lead to, beginning at this one. Nil where there is none.
  static func command(at words: some Collection<String>) -> (any ParsableCommand.Type)? {
    guard let word = words.first else { return self }
    let next = configuration.subcommands.first {
      $0._commandName == word || $0.configuration.aliases.contains(word)
    }
    return next?.command(at: words.dropFirst())
  }
}
