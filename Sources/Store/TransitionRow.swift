internal import Fleet
internal import GRDB
internal import Recognition
internal import TmuxControl

/// One line of the journal.
struct TransitionRow: Codable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "transition"

  var serverPID: Int32
  var serverStart: Int64
  var pane: String
  var session: String
  var sessionName: String
  var agent: String
  var agentPID: Int32?
  var fromState: String?
  var toState: String?
  var toKind: String?
  var question: String?
  var reason: String
  var at: Int64

  init(_ transition: Transition, _ epoch: ServerEpoch) {
    serverPID = epoch.pid
    serverStart = epoch.startTime
    pane = "\(transition.pane)"
    session = "\(transition.place.session)"
    sessionName = transition.place.sessionName
    agent = transition.agent.name
    agentPID = transition.agent.pid
    fromState = transition.from?.state.rawValue
    toState = transition.to?.state.rawValue
    toKind = transition.to?.kind?.rawValue
    question = transition.to?.ask?.question
    reason = transition.reason
    at = transition.at.wall
  }

  /// The state that the line leads to; nil when the agent left, or the word is of a newer argosy.
  var activity: Activity? {
    guard let state = toState.flatMap({ AgentState(rawValue: $0) }) else { return nil }
    return Activity(state, kind: toKind.flatMap { BlockKind(rawValue: $0) })
  }
}
