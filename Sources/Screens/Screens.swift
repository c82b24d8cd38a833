public import Terminal
public import TmuxControl

/// One terminal for each watched pane, fed with what the pane prints.
///
/// Panes born under watch start blank and see every byte. Panes with a past are seeded from a capture; until then
/// their screen is not claimed to be known. A value without I/O: callers send the seeds that ``wanting`` names.
public struct Screens: Sendable {
  var screens: [PaneID: PaneScreen] = [:]
  /// Output of panes that no listing has named yet.
  var unlisted: [PaneID: [UInt8]] = [:]
  /// Panes that printed more before they were listed than could be kept.
  var torn: Set<PaneID> = []
  /// Those of both that were waiting at the last listing already.
  private var waiting: Set<PaneID> = []
  private var ignored: Set<PaneID> = []
  private var changed: Set<PaneID> = []
  /// Panes to be asked for anew.
  var stale: Set<PaneID> = []
  /// Panes that may have had another size since they were seeded, whatever it is now.
  var reshaped: Set<PaneID> = []
  private let tmux: TmuxVersion
  private let widths: WidthLibrary
  /// When the last output came.
  private var latest: UInt64 = 0

  /// Counts since the start, for `argosy doctor`.
  public internal(set) var counters = Counters()

  public struct Counters: Hashable, Sendable, Codable {
    public var bornUnderWatch = 0
    public var seeds = 0
    public var failedSeeds = 0
    public var pauses = 0
    public var overflows = 0
    /// Points of the stream at which a pane's output was missing.
    public var lossesOfOutput = 0
    /// Models that a verification found to differ from what tmux holds.
    public var drift = 0
  }

  /// The most output kept for a pane that cannot be shown yet, in bytes.
  static let heldLimit = 256 * 1024

  /// - Parameter widths: whom that server asks for the width of a character.
  public init(tmux: TmuxVersion, widths: WidthLibrary = .glibc) {
    self.tmux = tmux
    self.widths = widths
  }

  // MARK: The hot path

  /// Bytes that a pane printed.
  public mutating func output(_ bytes: Span<UInt8>, of pane: PaneID, at nanoseconds: UInt64) {
    latest = nanoseconds
    guard let index = screens.index(forKey: pane) else {
      if !ignored.contains(pane) { hold(bytes, unlisted: pane) }
      return
    }
    // Changed where it lies: only to see its phase, a screen would be copied whole.
    switch unsafe screens.values[index].printIfLive(bytes.bytes, at: nanoseconds) {
    case .live:
      changed.insert(pane)
    case .seeding, .paused:
      break
    case .holding:
      hold(bytes, for: pane)
    }
  }

  // MARK: Panes come and go

  /// A pane that was born in a watched window: blank, and nothing of it was missed, unless it printed too much before.
  ///
  /// - Parameters:
  ///   - historyLimit: `#{history_limit}` of the pane, in lines.
  ///   - allowsAlternateScreen: the option `alternate-screen`.
  public mutating func born(
    _ pane: PaneID, columns: Int, rows: Int, historyLimit: Int = 2000, allowsAlternateScreen: Bool = true
  ) {
    guard !torn.contains(pane) else { return arrived(pane, columns: columns, rows: rows) }
    var terminal = Terminal(columns: columns, rows: rows, tmux: tmux, historyLimit: historyLimit, widths: widths)
    terminal.allowsAlternateScreen = allowsAlternateScreen
    if let early = unlisted.removeValue(forKey: pane) { unsafe terminal.feed(early.span.bytes, at: latest) }
    screens[pane] = PaneScreen(phase: .live, terminal: terminal)
    counters.bornUnderWatch += 1
    changed.insert(pane)
  }

  /// A pane with a past came into view: it has to be seeded.
  public mutating func arrived(_ pane: PaneID, columns: Int, rows: Int) {
    unlisted[pane] = nil
    torn.remove(pane)
    let blank = Terminal(columns: columns, rows: rows, tmux: tmux, widths: widths)
    screens[pane] = PaneScreen(phase: .seeding, terminal: blank)
    stale.insert(pane)
  }

  /// A listing is complete: panes that printed before the one before and are in neither are gone.
  public mutating func listed(_ isThere: (PaneID) -> Bool) {
    for pane in waiting where !isThere(pane) {
      unlisted[pane] = nil
      torn.remove(pane)
    }
    waiting = Set(unlisted.keys).union(torn)
  }

  /// Output of this pane is of no interest (the hub's own window).
  public mutating func ignore(_ pane: PaneID) {
    ignored.insert(pane)
    forget(pane)
  }

  /// The pane is gone, or left the watched windows.
  public mutating func forget(_ pane: PaneID) {
    screens[pane] = nil
    unlisted[pane] = nil
    torn.remove(pane)
    changed.remove(pane)
    stale.remove(pane)
    reshaped.remove(pane)
  }

  /// The listing shows another size than the model has. tmux reflows what it holds; only a seed can tell how.
  public mutating func resized(_ pane: PaneID, columns: Int, rows: Int) {
    guard let screen = screens[pane] else { return }
    if reshaped.remove(pane) != nil { stale.insert(pane) }
    guard screen.terminal.columns != columns || screen.terminal.rows != rows else { return }
    screens[pane]?.terminal.resize(columns: columns, rows: rows)
    // There is a largest size, beyond which nothing changes.
    let held = screens[pane]?.terminal
    if held?.columns != screen.terminal.columns || held?.rows != screen.terminal.rows { stale.insert(pane) }
  }

  /// The screen may differ from the model for another reason: a respawn, a person's doubt.
  public mutating func doubted(_ pane: PaneID) {
    if screens[pane] != nil { stale.insert(pane) }
  }

  /// Another program runs in the pane: its screen is not known before it was asked for, and the title that tmux still
  /// has is the old program's.
  public mutating func respawned(_ pane: PaneID) {
    guard screens[pane] != nil else { return }
    screens[pane]?.phase = .seeding
    screens[pane]?.isTitleStale = true
    stale.insert(pane)
  }

  /// tmux stopped sending this pane's output and dropped what it had.
  public mutating func paused(_ pane: PaneID) {
    guard screens[pane] != nil else { return }
    screens[pane]?.phase = .paused
    counters.pauses += 1
    stale.insert(pane)
  }

  /// Output of the pane is missing at this point of the stream: the screen is not known before a seed whose reply begins
  /// after it.
  public mutating func lostOutput(of pane: PaneID) {
    guard !ignored.contains(pane) else { return }
    counters.lossesOfOutput += 1
    guard let phase = screens[pane]?.phase else {
      // Not listed yet: it is seeded when it is born.
      unlisted[pane] = nil
      torn.insert(pane)
      return
    }
    // A reply that has begun is older, and of no use.
    screens[pane]?.hasOverflowed = true
    switch phase {
    case .live:
      screens[pane]?.phase = .seeding
      stale.insert(pane)
    case .holding:
      // Under a flood this may happen again and again; it says nothing of the pane.
      screens[pane]?.failedSeeds = 0
    case .seeding, .paused:
      break
    }
  }

  // MARK: Seeding

  /// Panes that want a seed, at most `limit`, now taken to be asked for one.
  public mutating func takeStale(limit: Int) -> [PaneID] {
    let panes = Array(stale.sorted().prefix(max(0, limit)))
    stale.subtract(panes)
    return panes
  }

  /// Whether any pane wants a seed.
  public var hasStale: Bool { !stale.isEmpty }

  /// The seed's reply has begun.
  public mutating func seedBegan(_ pane: PaneID) {
    guard let phase = screens[pane]?.phase else { return }
    reshaped.remove(pane)
    screens[pane]?.wasLive = phase == .live
    screens[pane]?.phase = .holding
    screens[pane]?.held.removeAll()
    screens[pane]?.hasOverflowed = false
  }

  /// The seed's replies are complete.
  ///
  /// - Parameter nanoseconds: the moment; the last output's where it is not told.
  public mutating func seeded(_ pane: PaneID, with snapshot: Snapshot?, at nanoseconds: UInt64? = nil) {
    latest = max(latest, nanoseconds ?? 0)
    guard let screen = screens[pane] else { return }
    guard var snapshot, !screen.hasOverflowed else { return seedRefused(pane) }
    snapshot.widths = widths
    let isForeign = screen.isTitleStale || screen.withheldTitle != nil && screen.withheldTitle == snapshot.title
    var terminal = screen.terminal(seededWith: snapshot)
    if isForeign { terminal.setTitle("") }
    unsafe terminal.feed(screen.held.span.bytes, at: latest)
    screens[pane] = PaneScreen(
      phase: .live, terminal: terminal, withheldTitle: isForeign ? snapshot.title : nil,
      isSavedScreenUncertain: snapshot.isAlternate, lastOutput: latest, patience: screen.patience)
    counters.seeds += 1
    changed.insert(pane)
  }

  /// The seed was of no use. It is asked for again a few times; most panes are gone by then.
  public mutating func seedRefused(_ pane: PaneID) {
    guard let failures = screens[pane]?.failedSeeds else { return }
    counters.failedSeeds += 1
    screens[pane]?.phase = .seeding
    screens[pane]?.failedSeeds = failures + 1
    if failures + 1 < Self.seedAttempts { stale.insert(pane) }
  }

  /// Panes that could not be seeded get another chance.
  public mutating func retryFailedSeeds() {
    for (pane, screen) in screens where screen.phase == .seeding && screen.failedSeeds >= Self.seedAttempts {
      screens[pane]?.failedSeeds = 0
      stale.insert(pane)
    }
  }

  private static let seedAttempts = 3

  // MARK: Reading

  /// The pane's screen. Nil while it is not known.
  public func terminal(of pane: PaneID) -> Terminal? {
    guard let screen = screens[pane], screen.phase == .live else { return nil }
    return screen.terminal
  }

  /// Panes whose screen is not known yet.
  public var unseeded: [PaneID] { screens.filter { $0.value.phase != .live }.keys.sorted() }

  /// Panes that printed or were seeded since the last call.
  public mutating func takeChanged() -> Set<PaneID> {
    defer { changed.removeAll(keepingCapacity: true) }
    return changed
  }

  /// The pane's screen with no update open: as it is, or as it was when the last one ended. Nil while it is not known,
  /// or an update is open and none has ended since that was asked for; then the next that ends is kept.
  public mutating func takeFrame(of pane: PaneID, at nanoseconds: UInt64) -> Terminal? {
    guard let screen = screens[pane], screen.phase == .live else { return nil }
    screens[pane]?.completeFrame = nil
    if !screen.terminal.isDrawing(at: nanoseconds) {
      screens[pane]?.wantsFrame = false
      return screen.terminal
    }
    if screen.completeFrame == nil { screens[pane]?.wantsFrame = true }
    return screen.completeFrame
  }

  /// How far the pane's program is with its frame, by what it printed since the last call. What else happened beside
  /// the grid (titles, bells, notifications) is dropped.
  public mutating func takeProgress(of pane: PaneID) -> FrameClock.Progress {
    guard let index = screens.index(forKey: pane) else { return .unknown }
    let (events, progress) = screens.values[index].takeProgress()
    if !events.isEmpty { doubtSavedScreen(of: pane, after: events) }
    return progress
  }

  // MARK: Holding back

  private mutating func hold(_ bytes: Span<UInt8>, for pane: PaneID) {
    guard let held = screens[pane]?.held.count, held + bytes.count <= Self.heldLimit else {
      screens[pane]?.hasOverflowed = true
      counters.overflows += 1
      return
    }
    unsafe bytes.withUnsafeBufferPointer { unsafe screens[pane]?.held.append(contentsOf: $0) }
  }

  private mutating func hold(_ bytes: Span<UInt8>, unlisted pane: PaneID) {
    guard !torn.contains(pane) else { return }
    guard unlisted.count < 1024, unlisted[pane, default: []].count + bytes.count <= Self.heldLimit else {
      counters.overflows += 1
      unlisted[pane] = nil
      torn.insert(pane)
      return
    }
    unsafe bytes.withUnsafeBufferPointer { unsafe unlisted[pane, default: []].append(contentsOf: $0) }
  }
}
