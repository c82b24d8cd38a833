import Screens
import Terminal
import TmuxControl

/// Takes what the control connection delivers: output goes straight into the screens, the rest is kept in order until
/// the chunk is done.
final class Intake: ConnectionSink {
  var screens: Screens
  /// Monotonic nanoseconds at which the present chunk arrived.
  var now: UInt64 = 0
  private(set) var answers: [Answer<Purpose>] = []
  private(set) var notifications: [Notification] = []
  private(set) var ending: Ending?
  /// By the number of the look, what there was to compare when tmux began to answer it.
  private var bases: [Int: VerificationBasis] = [:]
  private let tmux: TmuxVersion

  struct Ending {
    let reason: String?
  }

  init(tmux: TmuxVersion, widths: WidthLibrary = .glibc) {
    self.tmux = tmux
    screens = Screens(tmux: tmux, widths: widths)
  }

  func output(_ bytes: Span<UInt8>, of pane: PaneID, age: UInt64?) {
    screens.output(bytes, of: pane, at: now)
  }

  /// Between what came and what will come, output of these panes was dropped.
  func lost(_ panes: Set<PaneID>) {
    for pane in panes { screens.lostOutput(of: pane) }
  }

  func answering(_ purpose: Purpose) {
    switch purpose {
    case .seed(let pane): screens.seedBegan(pane)
    case .verify(let pane, let look): bases[look] = screens.verificationBasis(of: pane)
    default: break
    }
  }

  func answered(_ answer: Answer<Purpose>) {
    // A seed takes effect here and not after the chunk: output that follows it in the same chunk belongs on top.
    if case .seed(let pane) = answer.purpose {
      if answer.failure == nil {
        screens.seeded(pane, with: SeedTransaction.snapshot(from: answer.replies, tmux: tmux), at: now)
      } else {
        screens.seedRefused(pane)
      }
    }
    answers.append(answer)
  }

  func notified(_ notification: Notification) {
    switch notification {
    case .pause(let pane): screens.paused(pane)
    case .layoutChange(_, let layout): screens.laidOut(WindowLayout(layout))
    default: break
    }
    notifications.append(notification)
  }

  func ended(_ reason: String?) {
    ending = Ending(reason: reason)
  }

  func takeAnswers() -> [Answer<Purpose>] {
    defer { answers.removeAll(keepingCapacity: true) }
    return answers
  }

  func takeBasis(_ look: Int) -> VerificationBasis? { bases.removeValue(forKey: look) }

  func takeNotifications() -> [Notification] {
    defer { notifications.removeAll(keepingCapacity: true) }
    return notifications
  }
}
