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
  /// The bytes of a character that the pane has begun to print.
  var begun: [UInt8] = []
  /// What the model knew when the seed's reply began.
  var continuation: Continuation?
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
  /// Held output was dropped because there was too much: the seed must be repeated.
  var hasOverflowed = false
}
