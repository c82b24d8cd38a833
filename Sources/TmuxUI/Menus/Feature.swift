/// One row of the fleet as a menu shows it: a feature with its agent, or an agent of the person's own.
///
/// Its texts may come from an agent. They are only ever put into ``MenuText`` and into escaped prompts.
public struct Feature: Hashable, Sendable {
  /// What the verbs call it: a session's id, `$3`, or where there is none, a work item's.
  public var id: String
  /// Where its agent is; nil where there is none.
  public var place: Place?
  public var word: StatusWord
  public var title: String
  /// The stage of its workflow; empty without.
  public var stage: String
  /// How long it has been so: `3m`.
  public var age: String
  /// Since when, in seconds since 1970.
  public var since: Double
  public var isParked: Bool
  /// No notices of it.
  public var isMuted: Bool
  public var request: AskedOf?
  /// Why it waits, where nothing is asked: a failing check, a crash.
  public var notes: [String]
  /// Its work item, if it has one.
  public var item: String?
  /// Such as `PR #12 — CI passing`; nil without one.
  public var pullRequest: String?
  public var hasWorktree: Bool
  /// Orders that its item would take now.
  public var orders: Set<Order>

  public enum Order: String, Hashable, Sendable, CaseIterable {
    case advance, retry, resume
  }

  /// A pane in the session that it belongs to: a pane of a window that is in several has to be named with it.
  public struct Place: Hashable, Sendable {
    public var session: String
    public var window: String
    public var pane: String

    public init(session: String, window: String, pane: String) {
      self.session = session
      self.window = window
      self.pane = pane
    }

    /// As `-t` takes it: session, window and pane in one step.
    public var target: String { "\(session):\(window).\(pane)" }
  }

  public init(id: String, word: StatusWord, title: String, since: Double, age: String, place: Place? = nil) {
    self.id = id
    self.word = word
    self.title = title
    self.since = since
    self.age = age
    self.place = place
    stage = ""
    isParked = false
    isMuted = false
    notes = []
    hasWorktree = false
    orders = []
  }

  /// It stands still until a person does something.
  public var needsPerson: Bool {
    switch word {
    case .blocked, .question, .error: !isParked
    // A gate, a crash, a failing check: the agent itself may well be at rest.
    case .done, .working, .idle, .unknown: !isParked && !notes.isEmpty
    }
  }

  /// Worth a look: beside those that stand still, those that are done.
  public var isAttention: Bool { needsPerson || (word == .done && !isParked) }

  /// The order of every list: what needs a person first, most urgent first, of those the one that has waited longest.
  public static func sorted(_ features: [Feature]) -> [Feature] {
    features.sorted { left, right in
      if left.isParked != right.isParked { return right.isParked }
      if left.word != right.word { return left.word < right.word }
      return (left.since, left.id) < (right.since, right.id)
    }
  }
}
