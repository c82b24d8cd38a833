/// How much tmux may be asked to print of its screens.
///
/// Servers up to 3.5a keep the memory of every capture that they print to a control client. What cannot be known
/// otherwise is asked for in any case; what is only doubted waits for the next day when the budget is spent.
public struct CaptureBudget: Sendable {
  /// Bytes in a day.
  public static let daily = 5_000_000
  private static let day: UInt64 = 86_400_000_000_000

  /// Bytes of all captures so far.
  public private(set) var total = 0
  private var spent = 0
  private var began: UInt64?
  private let isLimited: Bool

  /// - Parameter leaks: the server is one that does.
  public init(leaks: Bool) {
    isLimited = leaks
  }

  /// A capture of so many bytes was printed. Times are monotonic nanoseconds.
  public mutating func take(_ bytes: Int, at now: UInt64) {
    renew(at: now)
    total += bytes
    spent += bytes
  }

  /// Whether something that is only doubted may be asked for.
  public mutating func allowsDoubts(at now: UInt64) -> Bool {
    renew(at: now)
    return !isLimited || spent < Self.daily
  }

  private mutating func renew(at now: UInt64) {
    guard let began, now >= began, now - began < Self.day else {
      began = now
      spent = 0
      return
    }
  }
}
