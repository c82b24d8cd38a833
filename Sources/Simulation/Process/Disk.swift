import Fleet
import Store

/// What is on disk: a commit is there whole or not at all.
///
/// What the store promises is kept here in the plainest way. Of some seeds everything goes through the store's own
/// tables as well, and has to come back the same.
struct Disk {
  var isFull = false
  private(set) var items: [ItemID: WorkItem] = [:]
  /// Begun, and without a result.
  private(set) var open: [EffectID: WorkEffect] = [:]
  private var ended: Set<EffectID> = []
  private(set) var nextEffect = 1
  var deliveries: [Int: Delivery] = [:]
  private let store: VolatileWork?

  init(store: VolatileWork?) {
    self.store = store
  }

  /// The delivery's own journal, by the effect's number.
  struct Delivery {
    let target: Pane.Key
    var verdict: DeedResult?
  }

  enum Failure: Error {
    case full, silent
  }

  /// - Throws: when nothing of it is written.
  mutating func write(_ commit: WorkCommit, forgetsItems: Bool) throws {
    if isFull { throw Failure.full }
    var commit = commit
    if forgetsItems { commit.items.removeFirst(min(1, commit.items.count)) }
    try store?.commit(commit)
    for item in commit.items { items[item.id] = item }
    for effect in commit.begun.map(\.effect) {
      // One whose answer was lost is written again.
      if !ended.contains(effect.id) { open[effect.id] = effect }
      nextEffect = max(nextEffect, effect.id.number + 1)
    }
    for effect in commit.ended.map(\.effect) {
      open[effect] = nil
      ended.insert(effect)
    }
  }

  /// What a new process reads.
  ///
  /// - Throws: when the store cannot be read, or has something else than was written.
  func load() throws -> [WorkItem] {
    let sorted = items.values.sorted { $0.id < $1.id }
    guard let stored = try store?.work() else { return sorted }
    let effects = open.values.sorted { $0.id < $1.id }
    guard stored.items.sorted(by: { $0.id < $1.id }) == sorted, stored.open.sorted(by: { $0.id < $1.id }) == effects,
      stored.nextEffect == nextEffect, stored.unreadable.isEmpty
    else { throw Difference() }
    return stored.items.sorted { $0.id < $1.id }
  }

  struct Difference: Error, CustomStringConvertible {
    var description: String { "the store has something else than was written down" }
  }
}
