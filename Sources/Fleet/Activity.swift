public import Recognition

/// What an agent is doing, without the when and why: two equal values are no transition.
public struct Activity: Hashable, Sendable {
  public var state: AgentState
  public var kind: BlockKind?
  public var ask: Ask?

  public init(_ state: AgentState, kind: BlockKind? = nil, ask: Ask? = nil) {
    self.state = state
    self.kind = kind
    self.ask = ask
  }

  /// Whether a person is waited for because of the same thing, in two activities of one state and kind.
  ///
  /// Two permissions in a row ask the same of different commands. A dialog that is still being drawn, or is cut off,
  /// lacks some of its words, but has no others instead.
  func isSameWait(as new: Activity) -> Bool {
    guard let old = ask else { return true }
    guard let new = new.ask else { return false }
    if old.id == new.id { return true }
    guard old.question == new.question || old.question.hasPrefix(new.question) || new.question.hasPrefix(old.question)
    else { return false }
    let (before, after) = (Set(old.detail), Set(new.detail))
    return before.isSubset(of: after) || after.isSubset(of: before)
  }
}
