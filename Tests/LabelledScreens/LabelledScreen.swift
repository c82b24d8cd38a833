public import Recognition

/// One picture of an agent's screen, with what a person reads in it.
///
/// The format is told in `Screens/README.md`.
public struct LabelledScreen: Sendable, CustomStringConvertible {
  /// Whose screen it is: the name of the folder.
  public var agent: String
  /// The name of the file without its ending.
  public var name: String
  public var screen: ScreenText
  public var expected: Expectation

  /// For messages: `claude/permission-bash`.
  public var description: String { "\(agent)/\(name)" }

  /// What recognition should say. Nil, or an empty list, for what the file leaves open.
  public struct Expectation: Sendable, Hashable {
    public var label: ScreenLabel
    public var rule: String?
    public var detail: String?
    public var draft: String?
    public var question: String?
    public var context: [String] = []
    public var options: [Ask.Option] = []
    /// Further words about the ask, such as the form: key and value as the file has them.
    public var form: [String: String] = [:]

    public init(label: ScreenLabel) {
      self.label = label
    }
  }

  public init(agent: String, name: String, screen: ScreenText, expected: Expectation) {
    self.agent = agent
    self.name = name
    self.screen = screen
    self.expected = expected
  }
}

/// One word for what a screen shows.
public enum ScreenLabel: String, Sendable, Hashable, CaseIterable, Comparable {
  case starting, working, background, idle, exited
  case permission, question, plan, trust, login, limit, error
  /// A viewer or a picker covers the agent: what it was, it stays.
  case hold
  /// No rule should match.
  case nothing

  public init(_ finding: Finding?) {
    guard let finding else {
      self = .nothing
      return
    }
    if finding.isHold {
      self = .hold
      return
    }
    self = ScreenLabel(rawValue: finding.kind?.rawValue ?? finding.state.rawValue) ?? .nothing
  }

  /// The agent waits for a person.
  public var isBlocked: Bool {
    switch self {
    case .permission, .question, .plan, .trust, .login, .limit, .error: true
    case .starting, .working, .background, .idle, .exited, .hold, .nothing: false
    }
  }

  /// In the order in which they are declared, which is that of a table.
  public static func < (left: ScreenLabel, right: ScreenLabel) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}
