public import Foundation

/// What the fake server says, in place of `tmux`. It lies beside the socket that the program is given.
public struct FakeScript: Codable, Sendable {
  /// What each control connection says, the first one first; the last goes for all that follow.
  public var connections: [Connection]
  /// What tmux prints for a command outside a control connection, by the command's name.
  public var oneShots: [String: String]

  public init(_ connections: [Connection], oneShots: [String: String] = [:]) {
    self.connections = connections
    self.oneShots = oneShots
  }

  public struct Connection: Codable, Sendable {
    /// Before any command is read.
    public var greeting: [Step]
    /// The first that fits a command is used for it; a command that none fits is answered with no line.
    public var answers: [Answer]
    /// Bytes to a write; nil for as many as there are.
    public var chunk: Int?

    public init(greeting: [Step] = [], answers: [Answer] = [], chunk: Int? = nil) {
      self.greeting = greeting
      self.answers = answers
      self.chunk = chunk
    }
  }

  public struct Answer: Codable, Sendable {
    /// How the command begins.
    public var command: String
    /// How often it is given; nil for always.
    public var times: Int?
    public var steps: [Step]

    public init(to command: String, times: Int? = nil, _ steps: Step...) {
      self.command = command
      self.times = times
      self.steps = steps
    }
  }

  public enum Step: Codable, Sendable {
    /// As it stands; `{N}` is the number of the command under way.
    case text(String)
    case octets(Data)
    /// The command's own block.
    case reply([String])
    /// The same as an error: what follows on the line is not run.
    case refusal(String)
    /// A block of a hook's command, which has a number of its own.
    case hook([String])
    /// Nothing more until ``FakeServer/goOn(from:)``.
    case stall(String)
    /// The program ends, without another word.
    case leave(status: Int32)
  }
}
