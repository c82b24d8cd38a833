import Screens
import Terminal

/// One look at a pane: the model and what tmux told, at the same point of the pane's output.
struct Sighting: Sendable {
  let basis: VerificationBasis
  let answer: Told

  enum Told: Sendable {
    case screen(Snapshot)
    /// tmux refused: there is no such pane any more.
    case refused
    case unreadable
  }
}

/// Who waits for a look at a pane.
struct Sightings {
  private var waiting: [Int: CheckedContinuation<Sighting?, Never>] = [:]
  private var last = 0

  /// - Returns: the number by which the look is known.
  mutating func add(_ continuation: CheckedContinuation<Sighting?, Never>) -> Int {
    last += 1
    waiting[last] = continuation
    return last
  }

  mutating func finish(_ number: Int, _ sighting: Sighting?) {
    waiting.removeValue(forKey: number)?.resume(returning: sighting)
  }

  /// Nothing more will be answered.
  mutating func abandon() {
    for continuation in waiting.values { continuation.resume(returning: nil) }
    waiting = [:]
  }
}
