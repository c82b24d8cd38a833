// Not there where everything is linked into one program.
#if canImport(Testing)
  public import Testing

  /// For tests that compute for long: one of them runs at a time.
  ///
  /// Tests share a pool of as many threads as there are processors. If each of those is busy computing, whoever waits for
  /// a real tmux server is kept waiting too, hop by hop, until its deadline has passed on a machine that is only small.
  public struct HeavyTrait: SuiteTrait, TestTrait, TestScoping {
    public var isRecursive: Bool { true }

    public func provideScope(
      for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
      // Around each case, not around a suite: what is in it would wait for itself.
      guard testCase != nil else { return try await function() }
      await Turnstile.shared.enter()
      do {
        try await function()
      } catch {
        await Turnstile.shared.leave()
        throw error
      }
      await Turnstile.shared.leave()
    }
  }

  extension Trait where Self == HeavyTrait {
    public static var heavy: HeavyTrait { HeavyTrait() }
  }

  /// Lets one through at a time, in the order in which they came.
  private actor Turnstile {
    static let shared = Turnstile()

    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func enter() async {
      guard isTaken else {
        isTaken = true
        return
      }
      await withCheckedContinuation { waiting.append($0) }
    }

    func leave() {
      if waiting.isEmpty { isTaken = false } else { waiting.removeFirst().resume() }
    }
  }
#endif
