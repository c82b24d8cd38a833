import Synchronization

/// What has to be ended or removed before this program may leave, however it leaves.
final class Leftovers: Sendable {
  static let all = Leftovers()

  /// Which one it is.
  struct Ticket: Hashable, Sendable {
    fileprivate let number: Int
  }

  private struct Ledger {
    var next = 0
    var open: [Int: @Sendable () -> Void] = [:]
  }

  private let ledger = Mutex(Ledger())

  func add(_ end: @escaping @Sendable () -> Void) -> Ticket {
    ledger.withLock { ledger in
      ledger.next += 1
      ledger.open[ledger.next] = end
      return Ticket(number: ledger.next)
    }
  }

  /// Ends one now; does nothing the second time.
  func settle(_ ticket: Ticket) {
    let end = ledger.withLock { $0.open.removeValue(forKey: ticket.number) }
    end?()
  }

  /// Ends all, the latest first.
  func settleAll() {
    let ends = ledger.withLock { ledger in
      defer { ledger.open = [:] }
      return ledger.open.sorted { $0.key > $1.key }.map(\.value)
    }
    for end in ends { end() }
  }
}
