/// Something with consequences that is to be done for an item: written down before it is done, and again when it was.
public struct WorkEffect: Hashable, Sendable, Codable {
  public let id: EffectID
  public let item: ItemID
  public let deed: Deed

  public init(id: EffectID, item: ItemID, deed: Deed) {
    self.id = id
    self.item = item
    self.deed = deed
  }
}

/// What is done. Each but ``send(_:)`` can be done again without harm: whoever does it looks first what is already there.
public enum Deed: Hashable, Sendable, Codable {
  /// Fetch, make branch and worktree, copy and link files, run the set-up.
  case prepare
  /// Start an agent in the worktree: in the item's session and pane where they are left, else in new ones.
  case open(Attempt.Reason)
  /// Give a text to the agent, by the delivery that cannot lie.
  case send(String)
  /// End the agent's session.
  case close
  /// Remove worktree and branch, if nothing is lost by it that was not named.
  case discard(named: Losses)

  public var word: String {
    switch self {
    case .prepare: "prepare"
    case .open: "open"
    case .send: "send"
    case .close: "close"
    case .discard: "discard"
    }
  }

  /// What happens meanwhile, as a person would say it.
  var progress: String {
    switch self {
    case .prepare: "its worktree is being made ready"
    case .open: "its agent is being started"
    case .send: "its agent is being told what to do"
    case .close: "its session is being ended"
    case .discard: "its worktree is being removed"
    }
  }
}

/// How it went.
public enum DeedResult: Hashable, Sendable, Codable {
  case prepared(Workspace)
  case opened(AgentSession)
  /// The agent took it, or keeps it for after its turn.
  case sent(proof: String)
  /// Nothing was given to the agent. What keeps it from being given may pass by itself.
  case refused(reason: String, passes: Bool)
  /// Something was given to it, and nothing proves what became of it.
  case unconfirmed(reason: String)
  case closed
  case discarded
  /// Something would have been lost that nobody named; nothing was touched.
  case kept(Losses)
  case failed(String)
  /// Whoever did it is gone and cannot tell. For ``Deed/send(_:)`` only when it is certain that nothing was begun.
  case lost
}

/// What the coordinator wants.
public enum WorkWish: Hashable, Sendable {
  /// With an intent on disk first.
  case act(WorkEffect)
  /// End an effect that is under way; its result is still awaited.
  case cancel(EffectID)
  /// Tell a person, once.
  case notify(ItemID, Attention)
  /// Come back with ``WorkEvent/woke`` at this monotonic time, in nanoseconds.
  case wake(at: UInt64)
}
