import Fleet

/// Everything outside argosy, as it truly is: tmux with its agents, worktrees, pull requests, the clock.
struct World {
  /// Seconds of the clock that never jumps.
  var seconds: UInt64 = 1000
  /// What the wall clock shows beside that; a person or a time server sets it.
  var skew = trueSkew
  static let trueSkew: Int64 = 1_700_000_000
  /// The life of the tmux server.
  var epoch: Int32 = 1
  var panes: [Pane] = []
  var worktrees: [String: Worktree] = [:]
  /// Every state that the pull requests of a branch were ever in, the newest last.
  var pulls: [Branch: [PullRequest]] = [:]
  private var lastPane: UInt32 = 0
  private var lastPID: Int32 = 100
  private var lastPull = 0
  /// Whose work a pull request is.
  var owners: [Int: ItemID] = [:]
  var lastConversation = 0

  struct Worktree {
    let owner: ItemID
    let branch: String
    /// Set up to the end.
    var isWhole = false
    var losses = Losses()
    var commits = 0
  }

  struct Branch: Hashable {
    let repository: String
    let name: String
  }

  var now: Moment {
    Moment(wall: (Int64(seconds) + skew) * 1_000_000_000, monotonic: seconds * 1_000_000_000)
  }

  func pane(_ key: Pane.Key) -> Int? {
    panes.firstIndex { $0.key == key }
  }

  /// The session marked with an item.
  func pane(of item: ItemID) -> Int? { panes.firstIndex { $0.item == item } }

  mutating func newPID() -> Int32 {
    lastPID += 1
    return lastPID
  }

  mutating func newPane(for item: ItemID, name: String) -> Int {
    lastPane += 1
    panes.append(Pane(epoch: epoch, number: lastPane, item: item, pid: newPID(), name: name))
    return panes.count - 1
  }

  mutating func killServer() {
    panes = []
    epoch += 1
    lastPane = 0
  }

  /// Agents that took something are at work soon; whoever waits sees it.
  mutating func pass(_ some: UInt64) {
    seconds += some
    for index in panes.indices where panes[index].phase == .took { begin(index) }
  }

  mutating func begin(_ index: Int) {
    panes[index].phase = .working
    panes[index].hasWorked = true
    panes[index].isInterrupted = false
  }

  // MARK: Pull requests

  /// The server's clock does not jump.
  private var hubTime: Int64 { Int64(seconds) + Self.trueSkew }

  mutating func openPull(_ branch: Branch, for item: ItemID) {
    lastPull += 1
    owners[lastPull] = item
    pulls[branch, default: []].append(
      PullRequest(
        number: lastPull, branch: branch.name, head: "h0", base: "main", mergeable: .yes, updated: hubTime))
  }

  /// A change to the newest pull request of a branch; what it was stays to be told late.
  mutating func change(_ branch: Branch, _ change: (inout PullRequest) -> Void) {
    guard var pull = pulls[branch]?.last else { return }
    change(&pull)
    pull.updated = hubTime
    pulls[branch]?.append(pull)
  }
}
