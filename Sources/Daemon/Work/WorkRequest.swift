public import Fleet

/// What the command line asks about work items.
public struct WorkRequest: Codable, Hashable, Sendable {
  public enum Verb: String, Codable, Sendable, CaseIterable {
    /// Begins a feature; answers with the item as soon as it is written down.
    case new
    case advance, retry, back, skip, resume, done
    /// Ends an item. Without `named`, only if nothing is lost by it: else it answers with what would be.
    case stop
    /// Removes what ended items left, where that loses nothing: one item, or all.
    case prune
    /// All items.
    case list
    /// One item, whole.
    case show
    /// What waits for a person.
    case inbox
    /// Answers with one line of the log after the other, those after `after` first, until the caller hangs up.
    case follow
    /// Starts the orchestrator's agent, or tells where it is.
    case orchestrator
    /// Looks at the pull requests now, of one item or of all that have not ended; answers when they are known.
    case refresh
  }

  public var verb: Verb
  /// An item's name or id, or a pane's id or a session's name that is an item's.
  public var item: String?
  public var feature: FeatureRequest?
  /// With `advance`: an answer is on its way.
  public var afterAnswer: Bool?
  public var keepsWorktree: Bool?
  /// With `stop`: what the person knows will be lost.
  public var named: Losses?
  /// With `stop`: only tells what would be lost; nothing is done.
  public var onlyLooks: Bool?
  /// The number of the last line of the log that is known already.
  public var after: Int64?
  /// With `orchestrator`: where it starts.
  public var directory: String?

  public init(_ verb: Verb, item: String? = nil) {
    self.verb = verb
    self.item = item
  }
}

/// A feature as a person orders it; the rest is looked up.
public struct FeatureRequest: Codable, Hashable, Sendable {
  /// Chosen by whoever asks: the same one asked for twice is begun once.
  public var id: String
  public var description: String
  /// Nil: made from the description.
  public var name: String?
  /// A directory in the repository.
  public var directory: String
  public var base: String?
  /// With one command from beginning to end (S0-18).
  public var isAutomatic: Bool
  public var agent: String?
  /// The number of the issue it comes from.
  public var issue: Int?
  /// The item that it follows up.
  public var follows: String?

  public init(
    id: String, description: String, name: String? = nil, directory: String, base: String? = nil,
    isAutomatic: Bool = false, agent: String? = nil, issue: Int? = nil, follows: String? = nil
  ) {
    self.id = id
    self.description = description
    self.name = name
    self.directory = directory
    self.base = base
    self.isAutomatic = isAutomatic
    self.agent = agent
    self.issue = issue
    self.follows = follows
  }
}
