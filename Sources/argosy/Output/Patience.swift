import Foundation
import Synchronization

/// Tells a person who waits that something is being done.
enum Patience {
  /// How long nobody wonders.
  private static let limit = 1.0

  /// Says the words on standard error where the body takes longer than that.
  static func told<Result>(_ words: String, _ body: () throws -> Result) rethrows -> Result {
    let teller = Teller(words: words)
    DispatchQueue.global().asyncAfter(deadline: .now() + limit) { teller.tell() }
    defer { teller.end() }
    return try body()
  }

  private final class Teller: Sendable {
    private let words: String
    private let isOver = Mutex(false)

    init(words: String) { self.words = words }

    func tell() { isOver.withLock { if !$0 { StandardError.write(words + "\n") } } }

    func end() { isOver.withLock { $0 = true } }
  }
}
