/// How often pull requests are asked for. Nanoseconds all.
public struct PullRequestPace: Hashable, Sendable {
  /// The least time between two calls for one repository, whatever happens.
  public var gap: UInt64
  /// While checks run, and for a while after something was pushed.
  public var running: UInt64
  /// While something is open and nothing moves: at first, and in the end.
  public var quiet: UInt64
  public var quietest: UInt64
  /// While a branch was pushed that has no pull request yet.
  public var missing: UInt64
  /// How long after a push checks are expected to begin.
  public var eager: UInt64
  /// What no list of pull requests shows (a check run anew, a conflict with what was merged meanwhile) is asked for at
  /// least so often.
  public var deep: UInt64
  /// How soon to ask again whether it can be merged, when the server has begun to work that out.
  public var mergeability: UInt64
  /// After a failure; doubled with each that follows.
  public var retry: UInt64
  public var longestRetry: UInt64
  /// When the server does not say how long it wants to be left alone, and the longest that is believed.
  public var rateLimit: UInt64
  public var longestRateLimit: UInt64
  /// A call without an answer is taken for failed then.
  public var lost: UInt64
  /// As many branches are asked for in one call.
  public var most: Int

  public init() {
    let second: UInt64 = 1_000_000_000
    gap = 5 * second
    running = 20 * second
    quiet = 60 * second
    quietest = 120 * second
    missing = 60 * second
    eager = 120 * second
    deep = 600 * second
    mergeability = 5 * second
    retry = 30 * second
    longestRetry = 900 * second
    rateLimit = 60 * second
    longestRateLimit = 7200 * second
    lost = 180 * second
    most = 60
  }

  /// All times divided, for tests that have no minutes to wait.
  public func faster(by factor: UInt64) -> PullRequestPace {
    guard factor > 1 else { return self }
    var pace = self
    for time in [
      \PullRequestPace.gap, \.running, \.quiet, \.quietest, \.missing, \.eager, \.deep, \.mergeability, \.retry,
      \.longestRetry, \.rateLimit, \.longestRateLimit, \.lost,
    ] as [WritableKeyPath<PullRequestPace, UInt64>] {
      pace[keyPath: time] = max(1, pace[keyPath: time] / factor)
    }
    return pace
  }
}
