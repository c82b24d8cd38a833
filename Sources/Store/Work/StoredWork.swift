public import Fleet

/// What the store has of the work on one server.
public struct StoredWork: Sendable {
  /// A row that this argosy cannot read: a newer one wrote it, or the disk lied. It stays on disk as it is.
  public struct Unreadable: Hashable, Sendable {
    public var item: ItemID
    /// The effect, where it is not the item itself that cannot be read.
    public var effect: EffectID?
    /// The item's; empty for an effect.
    public var name: String
    /// The item's status, or the effect's deed, in the words of whoever wrote it.
    public var word: String
    public var reason: String
  }

  public var items: [WorkItem]
  /// Begun, and of no known end, in the order in which they were begun. Only those of ``items``.
  public var open: [WorkEffect]
  /// Above every number that was ever written down.
  public var nextEffect: Int
  public var unreadable: [Unreadable]
}
