import Fleet
import Recognition
import TmuxControl

/// Hooks of agents that wait for a word of ours, and how long they may.
///
/// A value without a clock. Times in monotonic nanoseconds. A hold ends with a decision, when its dialog has gone from
/// the screen or was never there, when its time is over, or when whoever waits has gone.
struct Holds {
  typealias Reply = @Sendable (HoldWord) -> Void

  private struct Open {
    let hold: Hold
    let pane: PaneID
    let since: UInt64
    let limit: UInt64
    /// The dialog that it is about, once it was seen.
    var askID: String?
    let reply: Reply
  }

  /// How often whoever waits hears that we are there.
  static let beat: UInt64 = 1_000_000_000
  /// A dialog that is not on the screen by then is hidden by the hook itself, and nobody could answer it there.
  static let unseen: UInt64 = 5_000_000_000
  private static let most = 64

  private var open: [Int: Open] = [:]
  private var last = 0
  private var nextBeat: UInt64 = 0

  /// - Parameter seconds: how long it may wait.
  /// - Returns: its number; nil where there are too many.
  mutating func begin(
    _ permission: HeldPermission, on pane: PaneID, seconds: Double, at now: UInt64, reply: @escaping Reply
  ) -> Int? {
    guard open.count < Self.most else { return nil }
    last += 1
    if open.isEmpty { nextBeat = now &+ Self.beat }
    open[last] = Open(
      hold: Hold(number: last, permission: permission), pane: pane, since: now,
      limit: now &+ UInt64(min(max(seconds, 0), 3600) * 1e9), reply: reply)
    return last
  }

  /// The hook that the dialog on the screen belongs to. Of several at once nobody can say which one.
  func hold(on pane: PaneID, for ask: Ask?) -> Hold? {
    let waiting = open.values.filter { $0.pane == pane }
    guard let ask, let only = waiting.first, waiting.count == 1, only.hold.isAbout(ask) else { return nil }
    return only.hold
  }

  /// The tools that hooks of a pane wait for, oldest first.
  func tools(on pane: PaneID) -> [String] {
    open.sorted { $0.key < $1.key }.filter { $0.value.pane == pane }.map(\.value.hold.permission.tool)
  }

  /// What the pane's screen says now.
  mutating func look(at pane: PaneID, _ finding: Finding) {
    guard !finding.isHold else { return }
    let ask = finding.state == .blocked ? finding.ask : nil
    for (number, entry) in open where entry.pane == pane {
      if let ask, entry.askID == nil, entry.hold.isAbout(ask) {
        open[number]?.askID = ask.id
      } else if entry.askID != nil, ask?.id != entry.askID {
        // Somebody has answered it on the screen.
        end(number, .released)
      }
    }
  }

  /// - Returns: false when nobody waits for it any more.
  mutating func decide(_ number: Int, _ decision: HookDecision) -> Bool {
    guard open[number] != nil else { return false }
    end(number, .decided(decision))
    return true
  }

  /// Whoever waited has gone.
  mutating func drop(_ number: Int) { open[number] = nil }

  private mutating func end(_ number: Int, _ word: HoldWord) { open.removeValue(forKey: number)?.reply(word) }

  /// Time has passed.
  mutating func pass(at now: UInt64) {
    for (number, entry) in open {
      let isHidden = entry.askID == nil && now >= entry.since &+ Self.unseen
      if now >= entry.limit || isHidden { end(number, .released) }
    }
    guard now >= nextBeat else { return }
    nextBeat = now &+ Self.beat
    for entry in open.values { entry.reply(.waiting) }
  }

  var next: UInt64? { open.isEmpty ? nil : nextBeat }
}
