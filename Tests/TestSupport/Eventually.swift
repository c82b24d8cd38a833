/// What did not come true in time.
public struct NeverHappened: Error, CustomStringConvertible {
  public let description: String
}

/// How long a test waits for what has to happen: long enough for the slowest machine with everything on it.
public let patience = Duration.seconds(120)

/// Waits until `condition` holds, and fails with its last value after the deadline. The deadline is for a hung
/// program, so it is long: a slow machine must not fail a test.
///
/// - Parameter pause: between two looks; longer for a look that starts programs.
public func eventually<Value>(
  _ what: String, within deadline: Duration = patience, every pause: Duration = .milliseconds(5),
  _ value: () async throws -> Value, until condition: (Value) -> Bool
) async throws -> Value {
  let clock = ContinuousClock()
  let end = clock.now + deadline
  while true {
    let now = try await value()
    if condition(now) { return now }
    guard clock.now < end else { throw NeverHappened(description: "\(what) never came true; last seen: \(now)") }
    try await Task.sleep(for: pause)
  }
}
