import Foundation

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
    /// Unsets all options, removes the hub, answers, and ends the daemon.
    case stop
  }

  public var verb: Verb
  public var pane: String?
  public var word: AgentWord?

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

  public init(
    error: String? = nil, status: StatusReport? = nil, explanation: ExplainReport? = nil, doctor: DoctorReport? = nil,
    verification: VerificationReport? = nil
  ) {
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
