import ArgumentParser
import Daemon
import Fleet
import Foundation

struct Send: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Give an agent a prompt, and say whether it took it.",
    usage: "argosy send [options] <target> [--] <text>; <text> may be - for standard input",
    discussion: """
      The text is one prompt, whatever is in it: lines, quotes, a leading dash or slash. Options stand before it; \
      from its first word on, and behind --, everything is text, as it is, with single blanks between the words. It is \
      pasted, and Enter is pressed apart; a slash command is typed. Control characters are taken out and line ends become line feeds, which \
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

  @Argument(help: .target, completion: .targets)
  var target: String

  @Argument(
    parsing: .captureForPassthrough,
    help: "The text, also where it looks like an option; - or nothing reads it from standard input.")
  var words: [String] = []

  mutating func validate() throws {
    try takeOptions()
    if queue, interrupt { throw ValidationError("--queue and --interrupt exclude each other") }
    try Outcome.check(timeout: timeout)
    guard !target.hasPrefix("-") else {
      throw ValidationError(
        "\(target) is no option of send. Options come before the text; behind -- everything is text, and - reads it "
          + "from standard input")
    }
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

  /// Options may also stand between the target and the text. A word without any other behind it is the text.
  private mutating func takeOptions() throws {
    while words.count > 1 {
      switch words[0] {
      case "--queue": queue = true
      case "--interrupt": interrupt = true
      case "--json": json = true
      case "--timeout":
        guard words.count > 2 else { return }
        guard let seconds = Double(words[1]) else { try Outcome.check(timeout: .nan); return }
        timeout = seconds
        words.removeFirst()
      case let word where word.hasPrefix("--timeout="):
        guard let seconds = Double(word.dropFirst(10)) else { try Outcome.check(timeout: .nan); return }
        timeout = seconds
      default: return
      }
      words.removeFirst()
    }
  }

  private func content() throws -> String {
    // Behind -- everything is text.
    let text = words.first == "--" ? Array(words.dropFirst()) : words
    guard text.isEmpty || words == ["-"] else { return text.joined(separator: " ") }
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
