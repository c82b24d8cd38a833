import ArgumentParser
import Daemon
import Foundation
import TmuxUI

struct Answer: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Answer what an agent asks.",
    discussion: """
      Looks at the screen right before each key, and presses nothing when another question stands there. An answer is \
      the number of an option, the beginning of its label, or, where a question allows it, a text of your own. Where \
      several may be ticked, name each. A number is always an option's; --text gives one as a text. Quote a text of \
      several words, and put -- before one that begins with a dash.

      With --advance the item whose agent asks goes on to its next stage when the agent is done with the answer: for a \
      stage that ends with a menu instead of at the prompt. That is ordered first; where it is refused, nothing is \
      answered.

      \(Outcome.help)
      """)

  @OptionGroup var server: ServerOptions

  @Flag(help: "The answer is a text of your own, also where it is a number or like an option's label.")
  var text = false

  @Option(
    help: ArgumentHelp(
      "Answer only if this is still the question: ask.id of argosy status --json. Without it the answer is for what "
        + "is asked when the daemon hears of it.", valueName: "id"))
  var ask: String?

  @Option(help: ArgumentHelp("Give up after this many seconds.", valueName: "seconds"))
  var timeout = 30.0

  @Flag(help: "Let the item go on to its next stage after this answer.")
  var advance = false

  @Flag(help: "Print the verdict as JSON: pane, verdict, reason, code, changes, token, seconds.")
  var json = false

  @Argument(help: .target, completion: .targets)
  var target: String

  @Argument(help: ArgumentHelp("An option's number or the beginning of its label, or a text.", valueName: "answer"))
  var answers: [String]

  func validate() throws {
    try Outcome.check(timeout: timeout)
  }

  func run() throws {
    var request = Request(.answer, pane: target)
    request.words = answers
    request.isText = text
    request.askID = ask
    request.timeout = timeout
    request.token = UUID().uuidString
    if advance { try orderAdvance() }
    do {
      try DeliveryExchange(access: server.access, json: json).run(request, patience: timeout)
    } catch {
      if advance {
        StandardError.write(
          "The answer is not proved to be given, but the next stage is ordered: "
            + "\(PlainText.line(target, limit: 60)) goes on by itself when this stage is over.\n")
      }
      throw error
    }
  }

  private func orderAdvance() throws {
    var order = WorkRequest(.advance, item: target)
    order.afterAnswer = true
    do {
      _ = try WorkExchange(access: server.access).ask(order)
    } catch let complaint as Complaint {
      throw Complaint("\(complaint). Nothing was answered")
    }
  }
}
