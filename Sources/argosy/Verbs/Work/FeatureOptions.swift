import ArgumentParser
import Daemon
import Fleet
import Foundation

/// What can be said about a feature beside its description.
struct FeatureOptions: ParsableArguments {
  @OptionGroup var server: ServerOptions

  @Option(help: ArgumentHelp("Its name; otherwise one is made from the description.", valueName: "name"))
  var name: String?

  @Option(
    help: ArgumentHelp("Branch off from this; otherwise from the remote's default branch.", valueName: "branch"))
  var base: String?

  @Flag(help: "Give the agent one command from beginning to end, instead of one for each stage.")
  var auto = false

  @Option(help: ArgumentHelp("Which agent: a name that argosy agents lists.", valueName: "agent"))
  var agent: String?

  @Option(help: ArgumentHelp("The number of the issue it comes from.", valueName: "number"))
  var issue: Int?

  @Option(
    help: ArgumentHelp(
      "Read the description from a file, - for standard input; behind a description, it goes on with it.",
      valueName: "file"),
    completion: .file())
  var promptFile: String?

  @Flag(name: .customLong("no-wait"), help: "Return as soon as it is written down, before anything is begun.")
  var doesNotWait = false

  @Flag(help: "Print the item as JSON at the end: one object, as in the items of argosy status --json.")
  var json = false

  static let help = """
    Tells of each step until the agent has taken its first command, or until something stands in the way: a dialog that \
    a person must answer, or that no place is free. ^C ends the telling, not the work.

    Exit codes: 0 the agent is at work, or the feature waits for its place or for you; 1 it is refused or failed, with \
    the reason; 2 usage.
    """

  func validate() throws {
    if let name, name.allSatisfy(\.isWhitespace) { throw ValidationError("--name is empty") }
    if let issue, issue < 1 { throw ValidationError("--issue takes the number of an issue") }
  }

  /// The description and the file's text together.
  ///
  /// - Throws: a `ValidationError` when neither says anything, a ``Complaint`` for a file that cannot be taken.
  func description(_ words: String?) throws -> String {
    let parts = [words, try promptFile.map(Self.text)].compactMap {
      $0?.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    let text = parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
    guard !text.isEmpty || issue != nil else {
      throw ValidationError("say what the feature is: a description, --issue, or --prompt-file")
    }
    guard text.utf8.count <= Prompt.limit else { throw Complaint("\(Refusal.tooLong(bytes: text.utf8.count))") }
    return text
  }

  private static func text(of file: String) throws -> String {
    let bytes: Data
    if file == "-" {
      bytes = FileHandle.standardInput.readDataToEndOfFile()
    } else {
      do {
        bytes = try Data(contentsOf: URL(fileURLWithPath: file))
      } catch {
        throw Complaint("cannot read \(file): \((error as NSError).localizedDescription)")
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Complaint("\(file) is not UTF-8") }
    return text
  }

  /// - Parameters:
  ///   - description: as ``description(_:)`` made it.
  ///   - follows: the id of the item that it follows up.
  func request(_ description: String, in directory: String, follows: String? = nil) -> FeatureRequest {
    FeatureRequest(
      id: UUID().uuidString.lowercased(), description: description, name: name, directory: directory, base: base,
      isAutomatic: auto, agent: agent, issue: issue, follows: follows)
  }

  /// Orders the feature and tells how it comes up.
  func begin(_ feature: FeatureRequest) throws {
    let exchange = WorkExchange(access: server.access)
    let ordered = try exchange.begin(feature)
    if !json { print("\(ItemWord.text(ordered.name, id: ordered.id)) is ordered") }
    guard !doesNotWait else { return try show(ordered, .underWay) }
    let style = OutputStyle.detected
    var beginning = Beginning(server: server.words)
    let end = try ItemWatch(exchange: exchange, id: ordered.id).first { record in
      if !json, let remark = Beginning.remark(record) { tell("  ! " + remark) }
    } _: { item -> (ItemReport, Beginning.End)? in
      let (lines, end) = beginning.take(item)
      if !json { for line in lines { tell("  " + style.dim("·") + " " + line) } }
      return end.map { (item, $0) }
    }
    if let (item, end) = end { try show(item, end) }
  }

  private func tell(_ line: String) {
    print(line)
    fflush(nil)
  }

  private func show(_ item: ItemReport, _ end: Beginning.End) throws {
    if json { print(try JSONText.pretty(item)) }
    switch end {
    case .failed(let reason): throw Complaint(reason)
    case .waits(let lines): if !json { print(lines.joined(separator: "\n")) }
    case .underWay: break
    }
  }
}
