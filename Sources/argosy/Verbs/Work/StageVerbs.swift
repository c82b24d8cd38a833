import ArgumentParser
import Daemon
import TmuxUI

/// A verb that changes where an item stands.
private protocol StageVerb: ParsableCommand {
  static var verb: WorkRequest.Verb { get }
  var options: ItemOptions { get }
  /// What to tell when it was done.
  static func sentence(_ item: ItemReport, _ name: String, _ stage: String) -> String
}

extension StageVerb {
  func run() throws {
    let item = try options.exchange.item(WorkRequest(Self.verb, item: options.item))
    if options.json { return print(try JSONText.pretty(item)) }
    print(Self.sentence(item, PlainText.line(item.name, limit: 60), PlainText.line(item.stage, limit: 60)))
  }

  fileprivate static func begins(_ name: String, _ stage: String) -> String {
    "\(name) begins \(stage) as soon as its agent is at its prompt"
  }
}

struct Advance: StageVerb {
  static let configuration = CommandConfiguration(
    abstract: "Let an item go on to its next stage.",
    discussion: """
      For an item that waits at a gate, or whose stage you consider done. Refused while its agent is at work or asks \
      something: to answer and go on, see argosy answer --advance.

      \(WorkExchange.help)
      """)
  static let verb = WorkRequest.Verb.advance

  @OptionGroup var options: ItemOptions

  static func sentence(_ item: ItemReport, _ name: String, _ stage: String) -> String {
    item.progress == "watching" ? "\(name) is in \(stage)" : begins(name, stage)
  }
}

struct Retry: StageVerb {
  static let configuration = CommandConfiguration(
    abstract: "Give an item's agent the command of its stage once more.",
    discussion: """
      An agent that has ended is started again, in the same worktree, with a new conversation; argosy resume continues \
      the old one. A feature whose worktree could not be made is begun anew. Refused while the agent is at work or asks \
      something.

      \(WorkExchange.help)
      """)
  static let verb = WorkRequest.Verb.retry

  @OptionGroup var options: ItemOptions

  static func sentence(_ item: ItemReport, _ name: String, _ stage: String) -> String { begins(name, stage) }
}

struct Back: StageVerb {
  static let configuration = CommandConfiguration(
    abstract: "Send an item back to the stage before.",
    discussion: """
      Its command is given again; nothing that was done is undone. Refused while the agent is at work or asks \
      something, and in the first stage.

      \(WorkExchange.help)
      """)
  static let verb = WorkRequest.Verb.back

  @OptionGroup var options: ItemOptions

  static func sentence(_ item: ItemReport, _ name: String, _ stage: String) -> String { begins(name, stage) }
}

struct Skip: StageVerb {
  static let configuration = CommandConfiguration(
    abstract: "Leave out the stage an item is in, and go on to the next.",
    discussion: """
      As advance, but the stage is written down as left out. Refused while the agent is at work or asks something, and \
      in the last stage.

      \(WorkExchange.help)
      """)
  static let verb = WorkRequest.Verb.skip

  @OptionGroup var options: ItemOptions

  static func sentence(_ item: ItemReport, _ name: String, _ stage: String) -> String {
    item.progress == "watching" ? "\(name) is in \(stage)" : begins(name, stage)
  }
}

struct Resume: StageVerb {
  static let configuration = CommandConfiguration(
    abstract: "Continue the conversation of an item whose agent has ended.",
    discussion: """
      Starts the agent again in the item's worktree, with the conversation that it had there. How far its last turn came \
      nobody knows: the item waits for your word before the next command. Refused while the agent lives, and where no \
      conversation of the item is known.

      \(WorkExchange.help)
      """)
  static let verb = WorkRequest.Verb.resume

  @OptionGroup var options: ItemOptions

  static func sentence(_ item: ItemReport, _ name: String, _ stage: String) -> String {
    "the conversation of \(name) is being continued, in \(stage)"
  }
}

struct Done: StageVerb {
  static let configuration = CommandConfiguration(
    abstract: "Call an item done, whatever its pull request says.",
    discussion: """
      Nothing is removed and nothing is merged: worktree, branch and session stay until argosy stop or argosy prune. An \
      item whose pull request is merged is done by itself.

      \(WorkExchange.help)
      """)
  static let verb = WorkRequest.Verb.done

  @OptionGroup var options: ItemOptions

  static func sentence(_ item: ItemReport, _ name: String, _ stage: String) -> String { "\(name) is done" }
}
