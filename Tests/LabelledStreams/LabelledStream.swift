public import LabelledScreens

/// What a pane printed over time, with what its agent was doing.
public struct LabelledStream: Sendable, CustomStringConvertible {
  /// Whose rules it is read by.
  public var agent: String
  public var name: String
  public var columns: Int
  public var rows: Int
  /// In the order of their times.
  public var events: [Event]
  /// From when on the agent did what; in the order of their times. Empty: it never does anything that is known.
  public var labels: [Label]

  /// For messages: `claude/permission`.
  public var description: String { "\(agent)/\(name)" }

  /// One thing that happened to the pane, in nanoseconds since the stream began.
  public struct Event: Sendable, Hashable {
    public var at: UInt64
    public var content: Content

    public init(at: UInt64, _ content: Content) {
      self.at = at
      self.content = content
    }
  }

  public enum Content: Sendable, Hashable {
    case output([UInt8])
    case resize(columns: Int, rows: Int)
  }

  /// A change that a person sees, at the moment at which the first byte of it is printed.
  public struct Label: Sendable, Hashable {
    public var at: UInt64
    public var label: ScreenLabel

    public init(at: UInt64, _ label: ScreenLabel) {
      self.at = at
      self.label = label
    }
  }

  public init(agent: String, name: String, columns: Int, rows: Int, events: [Event] = [], labels: [Label] = []) {
    self.agent = agent
    self.name = name
    self.columns = columns
    self.rows = rows
    self.events = events
    self.labels = labels
  }

  /// When the last thing happened.
  public var end: UInt64 { max(events.last?.at ?? 0, labels.last?.at ?? 0) }

  public var byteCount: Int {
    events.reduce(0) { sum, event in
      if case .output(let bytes) = event.content { sum + bytes.count } else { sum }
    }
  }
}
