import Fleet
import TmuxUI

/// An item's state in the words of the dashboard (S0-36, A-07), and why.
struct DashboardWord {
  let text: String
  let reason: String

  init(_ item: WorkItem) {
    let first = item.attention.values.min { ($0.kind, $0.since) < ($1.kind, $1.since) }
    let why = first.map { PlainText.line($0.text, limit: 200) } ?? ""
    switch item.status {
    case .needsInput: (text, reason) = ("BLOCKED", why)
    case .escalated: (text, reason) = ("STUCK", why)
    case .crashed: (text, reason) = ("CRASHED", why)
    case .paused: (text, reason) = ("waiting", why)
    case .queued: (text, reason) = ("queued", "waits for a free place")
    case .waiting: (text, reason) = ("waiting", "on another item")
    case .starting, .recovering: (text, reason) = ("starting", "")
    case .planning: (text, reason) = ("planning", "")
    case .working, .shipping: (text, reason) = ("coding", "")
    case .verifying: (text, reason) = ("reviewing", "")
    case .fixing: (text, reason) = ("fixing", item.errands.first?.about ?? "")
    case .inReview: (text, reason) = ("monitoring", why)
    case .complete: (text, reason) = ("done", Self.outcome(item))
    case .failed, .dependencyFailed: (text, reason) = ("failed", Self.outcome(item))
    case .cancelled: (text, reason) = ("stopped", Self.outcome(item))
    case .archived: (text, reason) = ("archived", "")
    }
  }

  private static func outcome(_ item: WorkItem) -> String {
    switch item.outcome {
    case .complete(let reason), .failed(let reason), .cancelled(let reason): PlainText.line(reason, limit: 200)
    case .archived, nil: ""
    }
  }
}
