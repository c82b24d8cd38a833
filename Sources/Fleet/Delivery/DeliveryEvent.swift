public import Recognition

/// What a delivery is told. Each comes with a fresh look at the pane, where there is one.
public enum DeliveryEvent: Hashable, Sendable {
  /// It is its turn.
  case begun
  /// The screen changed, or the agent's state.
  case looked
  /// A time it asked for has come.
  case woke
  case examined(PaneFacts)
  case recorded
  /// The stroke was made.
  case performed
  /// The guard did not hold; nothing was done.
  case declined
  /// tmux or the journal did not do what was asked.
  case failed(Failure)
  /// The agent itself reports that it took this very prompt: a hook that tells its text. Proof if it happened after
  /// Enter was pressed, in monotonic nanoseconds: the same text may have been given before.
  case accepted(by: String, at: UInt64)

  public enum Failure: Hashable, Sendable {
    case tmux(String)
    case journal(String)
  }
}

/// What a delivery wants done. All but `wake` and `finish` are answered by one event.
public enum DeliveryEffect: Hashable, Sendable {
  case examine
  case record
  case perform(Stroke, ScreenGuard)
  /// Answer by the hook that the agent waits for, of this number.
  case decide(HookDecision, hold: Int)
  /// Monotonic nanoseconds.
  case wake(at: UInt64)
  case finish(Verdict)
}

/// One thing that is done to a pane.
public enum Stroke: Hashable, Sendable {
  case paste(String)
  /// As keys. Never holds a line feed.
  case type(String)
  case press(Key)
  case leaveMode

  var isPasteOfLines: Bool { if case .paste(let text) = self { text.contains("\n") } else { false } }

  /// A key as tmux names it.
  public struct Key: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    public static let enter = Key(rawValue: "Enter")
    public static let escape = Key(rawValue: "Escape")
    public static let up = Key(rawValue: "Up")
    public static let down = Key(rawValue: "Down")
    public static let right = Key(rawValue: "Right")
    public static let tab = Key(rawValue: "Tab")
    public static let lineStart = Key(rawValue: "C-a")
  }
}
