import Daemon
import TmuxUI

/// The shape and the colour of an item's state. The shape carries the meaning without the colour.
struct ItemFace {
  let icon: String
  /// Whose colour it has.
  let word: StatusWord

  init(_ item: ItemReport) {
    icon =
      switch item.status {
      case "planning", "working", "shipping", "fixing": "●"
      case "verifying": "▶"
      case "in_review", "complete": "✓"
      case "needs_input", "escalated": "■"
      case "paused": "◆"
      case "crashed", "failed", "dependency_failed": "✗"
      case "queued", "waiting", "starting", "recovering": "○"
      case "cancelled", "archived": "–"
      default: "·"
      }
    word = StatusWord(itemStatus: item.status)
  }
}

extension StatusWord {
  /// What an item's status is beside those of agents: by this it is coloured, sorted and counted in every list.
  init(itemStatus status: String) {
    switch status {
    case "crashed", "failed", "dependency_failed": self = .error
    case "needs_input", "escalated": self = .blocked
    case "in_review": self = .done
    case "starting", "planning", "working", "verifying", "fixing", "shipping", "recovering": self = .working
    case "paused", "queued", "waiting", "complete", "cancelled", "archived": self = .idle
    default: self = .unknown
    }
  }

  /// How urgent something is that waits for a person.
  init(attention kind: String) {
    switch kind {
    case "permission", "plan", "trust", "login": self = .blocked
    case "limit", "error", "crash", "trouble", "delivery", "ci-failing", "conflict", "orphan": self = .error
    // The agent has done its part.
    case "decision-gate", "pr-ready", "pr-closed", "review-comments": self = .done
    default: self = .question
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
