import Daemon
import TmuxUI

/// The shape and the colour of an item's state. The shape carries the meaning without the colour.
struct ItemFace {
  let icon: String
  /// Whose colour it has.
  let word: StatusWord

  init(_ item: ItemReport) {
    (icon, word) =
      switch item.status {
      case "planning", "working", "shipping", "fixing": ("●", .working)
      case "verifying": ("▶", .working)
      case "in_review": ("✓", .done)
      case "needs_input", "escalated": ("■", .blocked)
      case "paused": ("◆", .question)
      case "crashed", "failed", "dependency_failed": ("✗", .error)
      case "queued", "waiting", "starting", "recovering": ("○", .idle)
      case "complete": ("✓", .idle)
      case "cancelled", "archived": ("–", .idle)
      default: ("·", .unknown)
      }
  }
}

extension ItemReport {

  /// The pane belongs to the item: its agent's, or one of its agent's team, which shares the window.
  func owns(_ agent: StatusReport.AgentReport) -> Bool {
    guard let session, session.life != "gone", session.life != "closed" else { return false }
    return session.pane == agent.pane || session.window == agent.window
  }

  /// `PR #234 — CI passing`
  var pullRequestPhrase: String? { pullRequest?.phrase }

  /// Its description in one line.
  var title: String { PlainText.line(description, limit: 200) }
}
