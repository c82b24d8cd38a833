import Fleet
import Foundation

/// The first fleet program's words for what argosy calls otherwise (S0C-04, S0C-05, S0C-09).
enum FleetWords {
  /// Without fractions of a second, in UTC.
  ///
  /// - Parameter nanoseconds: since 1970.
  static func time(_ nanoseconds: Int64) -> String {
    Date(timeIntervalSince1970: (Double(nanoseconds) / 1e9).rounded(.down)).formatted(.iso8601)
  }

  /// `active`, `blocked`, `crashed`, `abandoned` or `done`.
  static func status(of item: WorkItem) -> String {
    switch item.status {
    case .complete: "done"
    case .cancelled: "abandoned"
    case .crashed, .failed, .dependencyFailed: "crashed"
    case .needsInput, .escalated: "blocked"
    case .archived: ended(item.outcome)
    case .queued, .waiting, .starting, .planning, .working, .verifying, .fixing, .shipping, .inReview, .paused,
      .recovering:
      "active"
    }
  }

  private static func ended(_ outcome: WorkItem.Ending?) -> String {
    switch outcome {
    case .complete: "done"
    case .failed: "crashed"
    case .cancelled, .archived, nil: "abandoned"
    }
  }

  static func phase(of item: WorkItem) -> String {
    switch item.life {
    case .queued, .preparing: "spawned"
    case .ended(.complete): "done"
    case .ended(.cancelled): "abandoned"
    case .ended(.archived): item.outcome.map { if case .complete = $0 { "done" } else { "abandoned" } } ?? "abandoned"
    case .active, .ending, .ended(.failed): phase(item.stage, of: item)
    }
  }

  /// The automatic mode has one stage of its own, which does the work of all.
  static func phase(_ stage: String, of item: WorkItem?) -> String {
    if stage == item?.workflow.automatic?.name { return "work" }
    return item?.workflow.stage(stage)?.isWatched ?? (stage == "pr") ? "pr_monitoring" : stage
  }

  static func checks(_ ci: PullRequest.CI) -> String {
    switch ci {
    case .unknown: "unknown"
    case .pending: "pending"
    case .failing: "failing"
    case .passing: "passing"
    }
  }
}
