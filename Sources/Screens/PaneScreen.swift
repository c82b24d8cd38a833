import Terminal
import TmuxControl

/// What is known of one pane's screen.
struct PaneScreen: Sendable {
  /// How the model stands to the real screen.
  enum Phase: Hashable, Sendable {
    /// Equal to it.
    case live
    /// A seed was asked for; output until its reply begins is already in that reply.
    case seeding
    /// The reply has begun: output from here on comes after it.
    case holding
    /// tmux holds the pane's output back: nothing more comes until a seed lets it go on.
    case paused
  }

  var phase: Phase
  var terminal: Terminal
  /// The model was equal to the real screen when the seed's reply began.
  var wasLive = false
  /// Output that came while `holding`.
  var held: [UInt8] = []
  /// The title is of a program that is gone.
  var isTitleStale = false
  /// The title that tmux still had when the model was seeded, and that was kept from it for that reason.
  var withheldTitle: String?
  /// Seeded in the alternate screen. The normal one behind it may have another size than the pane by now; tmux rewraps
  /// it when it is shown again, and nothing of that is known beforehand.
  var isSavedScreenUncertain = false
  /// Seeds in a row that were of no use.
  var failedSeeds = 0
  /// Output that came after the seed's reply began was dropped: the seed must be repeated.
  var hasOverflowed = false
  /// When it printed last, in monotonic nanoseconds.
  var lastOutput: UInt64 = 0
  /// How long a guess must have been left alone before another capture is taken; grows with each.
  var patience = PaneScreen.shortestPatience

  static let shortestPatience: UInt64 = 2_000_000_000
  static let longestPatience: UInt64 = 300_000_000_000

  /// The next complete frame is to be kept: the program is always in the middle of another one when it is looked at.
  var wantsFrame = false
  var completeFrame: Terminal?

  /// Prints, unless the screen is not known. Returns what it is.
  mutating func printIfLive(_ bytes: RawSpan, at now: UInt64) -> Phase {
    if phase == .live { print(bytes, at: now) }
    return phase
  }

  /// What happened beside the grid since the last call, and how far the program is with its frame.
  mutating func takeProgress() -> (events: [Event], progress: FrameClock.Progress) {
    let events = terminal.drainEvents()
    let progress: FrameClock.Progress =
      if completeFrame != nil {
        .complete
      } else if terminal.isSynchronizing {
        .drawing
      } else {
        events.contains(.synchronizedUpdate(false)) ? .complete : .unknown
      }
    return (events, progress)
  }

  private mutating func print(_ bytes: RawSpan, at now: UInt64) {
    lastOutput = now
    guard wantsFrame else { return terminal.feed(bytes, at: now) }
    let (count, isComplete) = terminal.feed(toUpdateEnd: bytes, at: now)
    if isComplete {
      completeFrame = terminal
      wantsFrame = false
    }
    terminal.feed(bytes.extracting(count..<bytes.byteCount), at: now)
  }

  /// The screen as tmux tells it, with what only the model knows.
  func terminal(seededWith snapshot: Snapshot) -> Terminal {
    guard wasLive else {
      var seeded = Terminal(snapshot)
      seeded.takePlace(of: terminal)
      return seeded
    }
    guard terminal.isGuess,
      ScreenComparison(terminal, with: snapshot, withheldTitle: withheldTitle).differences.isEmpty
    else { return Terminal(snapshot, continuing: terminal) }
    // What was guessed since the last seed was right.
    var confirmed = terminal
    confirmed.confirm()
    return confirmed
  }
}
