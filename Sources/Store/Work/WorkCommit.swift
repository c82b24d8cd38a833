public import Fleet

/// What has to be on disk together before anything that follows from it is done: all of it, or nothing.
public struct WorkCommit: Hashable, Sendable {
  /// An effect that is about to be done.
  public struct Intent: Hashable, Sendable {
    public var effect: WorkEffect
    /// Nanoseconds since 1970.
    public var at: Int64

    public init(_ effect: WorkEffect, at: Int64) {
      self.effect = effect
      self.at = at
    }
  }

  /// How an effect went.
  public struct Ending: Hashable, Sendable {
    public var effect: EffectID
    public var result: DeedResult
    /// Nanoseconds since 1970.
    public var at: Int64

    public init(_ effect: EffectID, _ result: DeedResult, at: Int64) {
      self.effect = effect
      self.result = result
      self.at = at
    }
  }

  /// As they are now.
  public var items: [WorkItem]
  public var records: [WorkRecord]
  public var begun: [Intent]
  public var ended: [Ending]

  public init(items: [WorkItem] = [], records: [WorkRecord] = [], begun: [Intent] = [], ended: [Ending] = []) {
    self.items = items
    self.records = records
    self.begun = begun
    self.ended = ended
  }

  public var isEmpty: Bool { items.isEmpty && records.isEmpty && begun.isEmpty && ended.isEmpty }

  /// Both as one: of an item that is in both, what the later one says.
  public func merging(_ later: WorkCommit) -> WorkCommit {
    let newer = Set(later.items.map(\.id))
    return WorkCommit(
      items: items.filter { !newer.contains($0.id) } + later.items, records: records + later.records,
      begun: begun + later.begun, ended: ended + later.ended)
  }
}
