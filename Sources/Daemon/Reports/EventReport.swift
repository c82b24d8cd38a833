import Fleet
import Store
import TmuxUI

/// One line of `argosy events --json`: an agent passed from one state to another.
public struct EventReport: Codable, Hashable, Sendable {
  /// ISO 8601, UTC, milliseconds.
  public var at: String
  public var pane: String
  public var session: String
  public var sessionName: String
  public var agent: String
  /// Missing: the agent was not there before.
  public var from: String?
  /// Missing: the agent is no longer there.
  public var to: String?
  public var kind: String?
  public var question: String?
  /// The rule or the event that decided.
  public var reason: String

  enum CodingKeys: String, CodingKey {
    case at, pane, session, agent, from, to, kind, question, reason
    case sessionName = "session_name"
  }

  init(_ transition: RecordedTransition) {
    at = Timestamp.text(Moment(wall: transition.at, monotonic: 0))
    pane = transition.pane
    session = transition.session
    sessionName = PlainText.line(transition.sessionName, limit: 200)
    agent = transition.agent
    from = transition.from
    to = transition.to
    kind = transition.kind
    question = transition.question.map { PlainText.line($0, limit: 500) }
    reason = PlainText.line(transition.reason, limit: 200)
  }
}
