import TmuxControl

/// What a person is told outside of the status line: of one agent, or of several at once.
///
/// Everything in it is one line of visible text; what an agent wrote stays text wherever it goes.
public struct Notice: Hashable, Sendable {
  public var title: String
  /// What is asked; of several, who needs what.
  public var text: String
  public var agents: [NoticeAgent]

  init(_ agent: NoticeAgent) {
    title = "\(agent.name) \(Self.verb(agent.word))"
    text = agent.question
    agents = [agent]
  }

  /// - Parameter isMore: some were told of a moment ago.
  init(of agents: [NoticeAgent], isMore: Bool) {
    let needing = agents.count { $0.word.needsAttention }
    let more = isMore ? " more" : ""
    title =
      switch (needing, agents.count - needing) {
      case (let count, 0): "\(count)\(more) need you"
      case (0, let count): "\(count)\(more) are done"
      case (1, let done): "1\(more) needs you, \(done) done"
      case (let count, let done): "\(count)\(more) need you, \(done) done"
      }
    let shown = agents.prefix(Self.shown).map { "\($0.name) \(Self.verb($0.word))" }
    let rest = agents.count - shown.count
    text = (shown + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: ", ")
    self.agents = agents
  }

  /// So many are named in a summary.
  private static let shown = 5

  /// All of it as one line.
  public var line: String { text.isEmpty ? title : "\(title): \(text)" }

  private static func verb(_ word: StatusWord) -> String {
    switch word {
    case .blocked: "waits for your permission"
    case .question: "asks"
    case .error: "has stopped"
    case .done: "is done"
    case .working, .idle, .unknown: "is \(word.rawValue)"
    }
  }

  /// What a command of the person's own is told, by variables.
  public var variables: [String: String] {
    [
      "ARGOSY_TITLE": title, "ARGOSY_TEXT": text, "ARGOSY_ITEM": agents.map(\.name).joined(separator: " "),
      "ARGOSY_STATE": agents.map(\.word.rawValue).joined(separator: " "),
      "ARGOSY_PANE": agents.map { "\($0.pane)" }.joined(separator: " "),
    ]
  }
}
