public import Fleet
import Recognition

/// A state as the options name it, most urgent first.
public enum StatusWord: String, CaseIterable, Comparable, Sendable, Codable {
  case blocked, question, error, done, working, idle, unknown

  /// | agent state | word |
  /// |---|---|
  /// | blocked: permission, plan, trust, login | blocked |
  /// | blocked: question | question |
  /// | blocked: limit, error; exited in the middle of a turn | error |
  /// | starting, working, background | working |
  /// | done, idle, unknown | the same |
  public init(_ activity: Activity) {
    switch activity.state {
    case .blocked:
      switch activity.kind {
      case .question: self = .question
      case .limit, .error: self = .error
      case .permission, .plan, .trust, .login, nil: self = .blocked
      }
    case .exited: self = .error
    case .starting, .working, .background: self = .working
    case .done: self = .done
    case .idle: self = .idle
    case .unknown: self = .unknown
    }
  }

  private var urgency: Int {
    switch self {
    case .blocked: 0
    case .question: 1
    case .error: 2
    case .done: 3
    case .working: 4
    case .idle: 5
    case .unknown: 6
    }
  }

  /// A person has to do something before it goes on.
  public var needsAttention: Bool {
    switch self {
    case .blocked, .question, .error: true
    case .done, .working, .idle, .unknown: false
    }
  }

  /// The more urgent word is the lesser one, so that sorting puts it first.
  public static func < (left: StatusWord, right: StatusWord) -> Bool { left.urgency < right.urgency }

  /// The shape that stands for the word where there is room for one cell. Shapes carry the meaning without colour.
  public var icon: String {
    switch self {
    case .blocked: "!"
    case .question: "?"
    case .error: "✗"
    case .done: "✓"
    case .working: "●"
    case .idle: "○"
    case .unknown: "·"
    }
  }

  /// The same in ASCII, for terminals that draw the others two cells wide or not at all.
  public var plainIcon: String {
    switch self {
    case .blocked: "!"
    case .question: "?"
    case .error: "x"
    case .done: "+"
    case .working: "*"
    case .idle: "-"
    case .unknown: "~"
    }
  }
}
