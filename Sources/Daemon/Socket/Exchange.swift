public import Fleet
import Foundation
public import Recognition
public import World

/// What the command line asks of a daemon: one line of JSON each way. Observing sends a line for every change.
public struct Request: Codable, Hashable, Sendable {
  public enum Verb: String, Codable, Sendable {
    /// Answers when the model is complete.
    case ready
    case status
    /// Answers at once, and again with every change, until the caller hangs up.
    case observe
    case explain
    case doctor
    /// Compares every screen with tmux's own.
    case verify
    /// What an agent says of itself, in `word`. Nothing is answered: whoever says it does not wait.
    case hear
    /// A hook that waits for a word: what it asks is in `permission`, how many seconds it may wait in `timeout`.
    case hold
    /// Gives a text to an agent; answers with the verdict.
    case send
    /// Answers an agent's question; answers with the verdict.
    case answer
    /// How a delivery ended, by its token: for a caller whose daemon went away meanwhile.
    case verdict
    /// Which pane a target means.
    case find
    /// Answers with every transition, until the caller hangs up.
    case events
    /// The screen of a pane.
    case peek
    /// Answers with the screen of a pane, with colours, and again when it has changed, until the caller hangs up or
    /// watches another pane instead. Without a pane nothing is watched any more.
    case watch
    /// About work items, in `work`.
    case work
    /// The screens of agents that no rule knows, as they are now.
    case unknown
    /// What was loaded into tmux for the person may be other than before.
    case interface
    /// A session is put aside, or taken up again with `isOn` false: it is shown, and not counted.
    case park
    /// A person is not told of a session, or is again.
    case mute
    /// A person has seen what a session's agents have done.
    case seen
    /// Unsets all options, removes the hub, answers, and ends the daemon.
    case stop
  }

  public var verb: Verb
  /// A pane's id, or a session's name.
  public var pane: String?
  public var word: AgentWord?
  public var permission: HeldPermission?
  public var text: String?
  /// The options that are chosen, or one text.
  public var words: [String]?
  /// The words are a text in any case, and no option.
  public var isText: Bool?
  public var manner: Manner?
  public var askID: String?
  /// With `answer` from a client of the server's: when its last key was pressed, which ordered it; seconds since 1970.
  public var ownKey: Int64?
  /// Seconds.
  public var timeout: Double?
  public var token: String?
  /// Nanoseconds since 1970.
  public var since: Int64?
  /// With colours.
  public var isStyled: Bool?
  public var work: WorkRequest?
  /// With `observe` from a board in a popup: the client that the popup lies over.
  public var client: String?
  /// With `park` and `mute`; true where it is not said.
  public var isOn: Bool?

  public init(_ verb: Verb, pane: String? = nil, word: AgentWord? = nil) {
    self.verb = verb
    self.pane = pane
    self.word = word
  }
}

/// What the daemon answers.
public struct Response: Codable, Hashable, Sendable {
  /// What went wrong, in words for a person.
  public var error: String?
  public var status: StatusReport?
  public var explanation: ExplainReport?
  public var doctor: DoctorReport?
  public var verification: VerificationReport?
  public var delivery: DeliveryReport?
  public var event: EventReport?
  public var screen: ScreenReport?
  public var unknown: [UnknownScreen]?
  public var hold: HoldWord?
  /// The pane that was meant.
  public var pane: String?
  /// The target names nothing.
  public var isMissing: Bool?
  public var work: WorkResponse?

  public init(
    error: String? = nil, status: StatusReport? = nil, explanation: ExplainReport? = nil, doctor: DoctorReport? = nil,
    verification: VerificationReport? = nil, delivery: DeliveryReport? = nil, event: EventReport? = nil,
    screen: ScreenReport? = nil, pane: String? = nil, isMissing: Bool? = nil,
    unknown: [UnknownScreen]? = nil, hold: HoldWord? = nil, work: WorkResponse? = nil
  ) {
    self.hold = hold
    self.unknown = unknown
    self.work = work
    self.delivery = delivery
    self.event = event
    self.screen = screen
    self.pane = pane
    self.isMissing = isMissing
    self.error = error
    self.status = status
    self.explanation = explanation
    self.doctor = doctor
    self.verification = verification
  }

  /// The response as one line, with its line feed.
  var line: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data = (try? encoder.encode(self)) ?? Data(#"{"error":"the answer cannot be written as JSON"}"#.utf8)
    return Array(data) + [0x0A]
  }
}
