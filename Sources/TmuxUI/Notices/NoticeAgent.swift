public import Fleet
import Recognition
public import TmuxControl

/// An agent as far as notices go.
public struct NoticeAgent: Hashable, Sendable {
  public var pane: PaneID
  /// The agent's process, where one is known: another one has needs of its own.
  public var process: Int32?
  /// What a person knows it by: its work item's name, or its session's.
  public var name: String
  public var word: StatusWord
  /// It is in the middle of a turn. One that only starts is not: so does every agent when argosy has just begun to look.
  public var isWorking: Bool
  public var askID: String?
  /// What it asks, or wants to do: one line, of text.
  public var question: String
  /// Nanoseconds since 1970.
  public var since: Int64
  /// A person does not want to be told of it: muted, or put aside.
  public var isQuiet: Bool

  public init(
    pane: PaneID, process: Int32? = nil, name: String, word: StatusWord, isWorking: Bool = false, askID: String? = nil,
    question: String = "", since: Int64 = 0, isQuiet: Bool = false
  ) {
    self.pane = pane
    self.process = process
    self.name = name
    self.word = word
    self.isWorking = isWorking
    self.askID = askID
    self.question = question
    self.since = since
    self.isQuiet = isQuiet
  }

  public init(_ agent: Agent, name: String, isQuiet: Bool) {
    pane = agent.pane
    process = agent.identity.pid
    self.name = PlainText.line(name, limit: 60)
    word = StatusWord(agent.activity)
    isWorking = agent.activity.state == .working || agent.activity.state == .background
    askID = agent.activity.ask?.id
    since = agent.since.wall
    self.isQuiet = isQuiet
    if let ask = agent.activity.ask {
      // Neither may push the other out.
      question = agent.asked(ask).map { PlainText.line($0, limit: 130) }.joined(separator: " · ")
    } else {
      question = PlainText.line(agent.remark ?? agent.finding?.detail ?? "", limit: 120)
    }
  }
}

extension Agent {
  /// What a line about an ask says: of a permission first its object, of a question nothing but the question.
  func asked(_ ask: Ask) -> [String] {
    let detail = activity.kind == .question && !ask.question.isEmpty ? [] : ask.detail
    return [detail.joined(separator: " "), ask.question].filter { !$0.isEmpty }
  }
}
