#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Counts what went through, and ends the run when it was enough.
///
/// libFuzzer calls from one thread only, which is why the shared value needs no lock.
final class Progress {
  nonisolated(unsafe) private static let shared = Progress()
  static var current: Progress { unsafe shared }

  private let byteGoal: Int
  private let secondGoal: Double
  private let start = ContinuousClock.now
  private var bytes = 0
  private var executions = 0
  private var hasEnded = false

  private init() {
    byteGoal = environment("ARGOSY_FUZZ_BYTES").flatMap { Int($0) } ?? .max
    secondGoal = environment("ARGOSY_FUZZ_SECONDS").flatMap { Double($0) } ?? .infinity
  }

  func ran(bytes count: Int) {
    bytes += count
    executions += 1
    guard !hasEnded, bytes >= byteGoal || executions % 64 == 0 && seconds >= secondGoal else { return }
    hasEnded = true
    report()
    // libFuzzer's own way to be asked to leave in good order.
    raise(SIGUSR1)
  }

  private var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }

  private func report() {
    let rate = Int(Double(bytes) / max(seconds, 0.001))
    print(
      "fuzz: \(bytes) bytes in \(executions) executions and \(Int(seconds.rounded(.up))) s: \(rate) bytes/s,"
        + " peak RSS \(peakResidentBytes >> 20) MiB")
    fflush(nil)
  }

  private var peakResidentBytes: Int {
    #if canImport(Glibc)
      let who = __rusage_who_t(RUSAGE_SELF.rawValue)
    #else
      let who = RUSAGE_SELF
    #endif
    var usage = rusage()
    guard unsafe getrusage(who, &usage) == 0 else { return 0 }
    #if canImport(Darwin)
      return usage.ru_maxrss
    #else
      return usage.ru_maxrss << 10
    #endif
  }
}
