import Dispatch

/// Runs what blocks on a thread that may: the tests' pool has one thread for each core.
func offPool<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
  await withCheckedContinuation { continuation in
    DispatchQueue.global().async { continuation.resume(returning: body()) }
  }
}
