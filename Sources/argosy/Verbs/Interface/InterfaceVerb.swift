/// A verb of `argosy ui`: what keys, menus and clicks call.
///
/// They are dispatched by hand, before the rest of the command line is set up: a person waits for each of them with a
/// finger on a key.
struct InterfaceVerb: Sendable {
  let name: String
  /// The words behind the name.
  let words: String
  let abstract: String
  /// How many words there have to be at least, the client among them.
  let least: Int
  let run: @Sendable (InterfaceCall) async throws -> Void

  init(
    _ name: String, _ words: String, _ abstract: String, least: Int = 1,
    _ run: @escaping @Sendable (InterfaceCall) async throws -> Void
  ) {
    self.name = name
    self.words = words
    self.abstract = abstract
    self.least = least
    self.run = run
  }

  /// Every one there is; a verb is added here and nowhere else.
  static let all: [InterfaceVerb] = [
    .menu, .feature, .next, .back, .row, .click, .answer, .why, .text, .several, .send, .pr, .advance, .retry, .resume,
    .kill, .seen, .park, .mute, .board, .peek, .form, .prompt, .diff, .keys,
  ]

  static let names = Set(all.map(\.name))

  static var help: String {
    let width = all.map { $0.name.count + $0.words.count + 1 }.max() ?? 0
    let lines = all.map { verb in
      let words = "\(verb.name) \(verb.words)"
      return "  " + words + String(repeating: " ", count: width - words.count + 2) + verb.abstract
    }
    return """
      OVERVIEW: What argosy's keys, menus and clicks in tmux call.

      USAGE: argosy ui [-L NAME] [-S PATH] [--exit-code] [--awaited] [--clicked] VERB CLIENT …

      CLIENT is a client's name, as tmux list-clients has it. What goes wrong is shown on that client, and the verb ends
      with 0: tmux would put a pane into a mode to tell of anything else. With --exit-code it is printed, too, and the
      codes are those of argosy send and argosy answer: 3 queued, 4 refused, 5 unconfirmed, 6 there is no such thing, 1
      anything else, 2 usage. With --awaited nothing is drawn unless the client is in argosy's waiting key table; with --clicked
      what is drawn takes the mouse.

      VERBS:
      \(lines.joined(separator: "\n"))
      """
  }
}
