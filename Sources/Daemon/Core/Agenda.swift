/// What is to be done when. One alarm is set for the soonest; nothing wakes the loop otherwise.
struct Agenda {
  enum Item: CaseIterable {
    /// Ask tmux again what there is.
    case listing
    /// Ask in any case: not everything that changes is told.
    case safetyNet
    /// Ask for the screens that are in doubt.
    case seeding
    /// Ask for the screens that are a guess and quiet.
    case doubting
    /// Read the screens whose frame is complete.
    case reading
    /// Look at processes of panes that printed.
    case looking
    /// The fleet asked to be woken.
    case fleet
    /// Show what is known, complete or not.
    case completion
    /// Write options that could wait.
    case publishing
    /// A delivery asked to be woken.
    case delivery
    /// tmux must have answered by then.
    case deadline
  }

  private var times: [Item: UInt64] = [:]

  /// Sets the time of an item, unless it is due sooner already.
  mutating func set(_ item: Item, at time: UInt64) {
    times[item] = min(times[item] ?? .max, time)
  }

  mutating func clear(_ item: Item) { times[item] = nil }

  func due(_ item: Item) -> UInt64? { times[item] }

  var next: UInt64? { times.values.min() }

  /// The items that are due, taken off.
  mutating func take(at now: UInt64) -> Set<Item> {
    let due = times.filter { $0.value <= now }
    for item in due.keys { times[item] = nil }
    return Set(due.keys)
  }
}
