import Fleet
import Foundation

/// What is on disk: the contract of the store. An outcome is there whole or not at all.
struct Disk {
  var isFull = false
  private(set) var items: [ItemID: WorkItem] = [:]
  /// Begun, and without a result.
  private(set) var open: [EffectID: WorkEffect] = [:]
  private(set) var nextEffect = 1
  var deliveries: [Int: Delivery] = [:]

  /// The delivery's own journal, by the effect's number.
  struct Delivery {
    let target: Pane.Key
    var verdict: DeedResult?
  }

  /// What one event made of the items, to be written in one transaction.
  struct Page {
    let items: [WorkItem]
    let begun: [WorkEffect]
    let finished: EffectID?
    /// Commands of stages that are held to be done.
    let completed: [(item: ItemID, command: String)]
    /// What a person is told to be ordered when this is on disk.
    let order: WorkOrder?
    /// Done when this is on disk, and not before.
    let wishes: [WorkWish]
  }

  /// - Returns: whether it is written.
  mutating func write(_ page: Page, forgetsItems: Bool) -> Bool {
    if isFull { return false }
    for item in page.items.dropFirst(forgetsItems ? 1 : 0) { items[item.id] = item }
    for effect in page.begun {
      open[effect.id] = effect
      nextEffect = max(nextEffect, effect.id.number + 1)
    }
    if let finished = page.finished { open[finished] = nil }
    return true
  }

  /// The items as a new process reads them.
  func load(asJSON: Bool) throws -> [WorkItem] {
    let sorted = items.values.sorted { $0.id < $1.id }
    guard asJSON else { return sorted }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try JSONDecoder().decode([WorkItem].self, from: encoder.encode(sorted))
  }
}
