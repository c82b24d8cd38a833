public import Fleet
internal import GRDB
public import TmuxControl

/// What is about to be given to a pane: on disk before it is done.
public struct DeliveryIntent: Hashable, Sendable {
  public enum Kind: String, Sendable {
    case prompt, answer
  }

  /// Given by whoever asked, to ask again after a restart.
  public let token: String
  public let pane: PaneID
  public let agent: String
  public let agentPID: Int32?
  public let kind: Kind
  /// As it is delivered; of an answer its words, one on a line.
  public let text: String
  public let manner: Manner?
  public let askID: String?
  public let echoesBefore: Int
  /// Nanoseconds since 1970.
  public let at: Int64

  public init(
    token: String, pane: PaneID, agent: String, agentPID: Int32?, kind: Kind, text: String, manner: Manner? = nil,
    askID: String? = nil, echoesBefore: Int = 0, at: Int64
  ) {
    self.token = token
    self.pane = pane
    self.agent = agent
    self.agentPID = agentPID
    self.kind = kind
    self.text = text
    self.manner = manner
    self.askID = askID
    self.echoesBefore = echoesBefore
    self.at = at
  }
}

/// How a delivery ended, in the journal's words.
public struct DeliveryResult: Hashable, Sendable {
  public let verdict: String
  public let reason: String

  public init(verdict: String, reason: String) {
    self.verdict = verdict
    self.reason = reason
  }
}

struct DeliveryIntentRow: Codable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "deliveryIntent"

  var token: String
  var serverPID: Int32
  var serverStart: Int64
  var pane: String
  var agent: String
  var agentPID: Int32?
  var kind: String
  var text: String
  var manner: String?
  var askID: String?
  var echoesBefore: Int
  var at: Int64

  init(_ intent: DeliveryIntent, _ epoch: ServerEpoch) {
    token = intent.token
    serverPID = epoch.pid
    serverStart = epoch.startTime
    pane = "\(intent.pane)"
    agent = intent.agent
    agentPID = intent.agentPID
    kind = intent.kind.rawValue
    text = intent.text
    manner = intent.manner?.rawValue
    askID = intent.askID
    echoesBefore = intent.echoesBefore
    at = intent.at
  }

  /// Nil when a newer argosy wrote it.
  var intent: DeliveryIntent? {
    guard let pane = PaneID(pane), let kind = DeliveryIntent.Kind(rawValue: kind) else { return nil }
    return DeliveryIntent(
      token: token, pane: pane, agent: agent, agentPID: agentPID, kind: kind, text: text,
      manner: manner.flatMap { Manner(rawValue: $0) }, askID: askID, echoesBefore: echoesBefore, at: at)
  }
}
