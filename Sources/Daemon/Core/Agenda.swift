/// What is to be done when. One alarm is set for the soonest; nothing wakes the loop otherwise.
struct Agenda {
  enum Item: Int, CaseIterable {
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
    /// Show screens to those who watch them.
    case screens
    /// Keep the screens that no rule knows.
    case drift
    /// Tell the hooks that wait that we are there.
    case holds
    /// Whom to tell of what agents need is to be decided.
    case notices
    /// A delivery asked to be woken.
    case delivery
    /// The coordinator of work items asked to be woken.
    case work
    /// Pull requests are to be asked for.
    case pullRequests
    /// What could not be written down is tried again.
    case ledger
    /// tmux must have answered by then.
    case deadline

    /// What it is about goes on while the server cannot be seen.
    var needsNoConnection: Bool {
      switch self {
      case .delivery, .work, .pullRequests, .ledger, .holds: true
      default: false
      }
    }
  }

  /// By item; `.max` where nothing is due. Set several times with each chunk that tmux sends.
  private var times = [UInt64](repeating: .max, count: Item.allCases.count)

  /// Sets the time of an item, unless it is due sooner already.
  mutating func set(_ item: Item, at time: UInt64) {
    if time < times[item.rawValue] { times[item.rawValue] = time }
  }

  mutating func clear(_ item: Item) { times[item.rawValue] = .max }

  func due(_ item: Item) -> UInt64? { times[item.rawValue] == .max ? nil : times[item.rawValue] }

  var next: UInt64? {
    let soonest = times.min() ?? .max
    return soonest == .max ? nil : soonest
  }

  /// The items that are due, taken off.
  mutating func take(at now: UInt64) -> [Item] {
    let due = Item.allCases.filter { times[$0.rawValue] <= now }
    for item in due { clear(item) }
    return due
  }
}
