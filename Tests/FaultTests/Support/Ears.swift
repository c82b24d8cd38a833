import Screens
import Terminal
import TmuxControl

/// What a line was sent for, with a number that tells it from all others.
enum Question: Hashable, Sendable {
  case plain(Int)
  case seed(PaneID, Int)
  case verify(PaneID, Int)
}

/// Keeps all that a connection delivers, and screens as the daemon does.
final class Ears: ConnectionSink {
  var screens: Screens
  private(set) var answers: [Question: Answer<Question>] = [:]
  private(set) var order: [Question] = []
  private(set) var notifications: [Notification] = []
  private(set) var printed: [PaneID: [UInt8]] = [:]
  private(set) var ends: [String?] = []
  /// What the model was when tmux began to answer.
  private(set) var bases: [Question: VerificationBasis] = [:]
  private let tmux: TmuxVersion

  init(tmux: TmuxVersion) {
    self.tmux = tmux
    screens = Screens(tmux: tmux)
  }

  func output(_ bytes: Span<UInt8>, of pane: PaneID, age: UInt64?) {
    screens.output(bytes, of: pane, at: 0)
    unsafe bytes.withUnsafeBufferPointer { unsafe printed[pane, default: []].append(contentsOf: $0) }
  }

  func answering(_ question: Question) {
    switch question {
    case .plain: break
    case .seed(let pane, _): screens.seedBegan(pane)
    case .verify(let pane, _): bases[question] = screens.verificationBasis(of: pane)
    }
  }

  func answered(_ answer: Answer<Question>) {
    answers[answer.purpose] = answer
    order.append(answer.purpose)
    guard case .seed(let pane, _) = answer.purpose else { return }
    if answer.failure == nil {
      screens.seeded(pane, with: SeedTransaction.snapshot(from: answer.replies, tmux: tmux))
    } else {
      screens.seedRefused(pane)
    }
  }

  func notified(_ notification: Notification) {
    if case .pause(let pane) = notification { screens.paused(pane) }
    notifications.append(notification)
  }

  func ended(_ reason: String?) { ends.append(reason) }

  /// Forgets what a pane printed so far.
  func forgetOutput(of pane: PaneID) { printed[pane] = nil }
}
