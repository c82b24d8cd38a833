import ArgumentParser
import Daemon
import Fleet
import Foundation

struct Send: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Give an agent a prompt, and say whether it took it.",
    discussion: """
      The text is one prompt, whatever is in it: lines, quotes, a leading dash or slash. It is pasted, and Enter is \
      pressed apart; a slash command is typed. Control characters are taken out and line ends become line feeds, which \
      --json reports.

      Nothing is given to an agent that is at work, that asks something, in whose box a draft stands, whose pane is in \
      copy mode before a person, or where a person typed within the last two seconds.

      \(Outcome.help)
      """)

  @OptionGroup var server: ServerOptions

  @Flag(help: "If the agent is at work, leave the text in its own queue.")
  var queue = false

  @Flag(help: "If the agent is at work, press Esc, wait until it has stopped, and send then.")
  var interrupt = false

  @Option(help: ArgumentHelp("Give up after this many seconds.", valueName: "seconds"))
  var timeout = 30.0

  @Flag(help: "Print the verdict as JSON: pane, verdict, reason, code, changes, token, seconds.")
  var json = false

  @Argument(help: .target, completion: .items(.open))
  var target: String

  @Argument(parsing: .allUnrecognized, help: "The text; - or nothing reads it from standard input.")
  var text: [String] = []

  func validate() throws {
    if queue, interrupt { throw ValidationError("--queue and --interrupt exclude each other") }
    guard timeout >= 1, timeout <= 3600 else { throw ValidationError("--timeout takes 1 to 3600 seconds") }
  }

  func run() throws {
    var request = Request(.send, pane: target)
    let text = try content()
    if text.utf8.count > Prompt.limit { throw Complaint("\(Refusal.tooLong(bytes: text.utf8.count))") }
    request.text = text
    request.manner = queue ? .queue : interrupt ? .interrupt : .plain
    request.timeout = timeout
    request.token = UUID().uuidString
    try DeliveryExchange(access: server.access, json: json).run(request, patience: timeout)
  }

  private func content() throws -> String {
    // Behind -- everything is text.
    let words = text.first == "--" ? Array(text.dropFirst()) : text
    guard words.isEmpty || text == ["-"] else { return words.joined(separator: " ") }
    let bytes = FileHandle.standardInput.readDataToEndOfFile()
    guard let text = String(validatingUTF8Bytes: bytes) else { throw Complaint("the text is not UTF-8") }
    return text
  }
}

extension String {
  /// Nil for bytes that are no UTF-8.
  fileprivate init?(validatingUTF8Bytes bytes: Data) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    self = text
  }
}
