import Foundation
import TestSupport
import Testing

/// The trials of `bench deliver`, in small.
@Suite("Deliveries that cannot lie")
struct DeliveryTrialTests {
  private func trial(_ arguments: String...) async throws -> Programs.Outcome {
    let environment = ProcessInfo.processInfo.environment.filter { ["PATH", "LANG", "LC_ALL"].contains($0.key) }
    return try await Programs.outcome(
      try Programs.product("bench"), ["deliver", "--seed", "7"] + arguments, environment: environment)
  }

  @Test("random prompts to an agent that swallows Enter arrive exactly, and none twice")
  func prompts() async throws {
    let outcome = try await trial("--prompts", "20", "--seconds", "0", "--kills", "0")
    #expect(outcome.status == 0 && outcome.output.contains("20 exact, 0 double"), "\(outcome)")
  }

  @Test("beside a person at the keyboard nothing is given in a wrong moment, and no verdict lies")
  func person() async throws {
    let outcome = try await trial("--prompts", "0", "--seconds", "20", "--kills", "0")
    #expect(outcome.status == 0, "\(outcome)")
  }

  @Test("a daemon that is killed between the paste and Enter is followed by one that knows what to do")
  func kills() async throws {
    let outcome = try await trial("--prompts", "0", "--seconds", "0", "--kills", "5")
    #expect(outcome.status == 0, "\(outcome)")
  }
}
