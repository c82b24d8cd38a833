import Simulation
import TestSupport
import Testing

@Suite("The simulation", .heavy)
struct SimulationTests {
  @Test("a thousand seeds break nothing")
  func seeds() {
    let simulation = Simulation()
    var coverage = Coverage()
    for seed in UInt64(1)...1000 {
      let finding = simulation.run(seed: seed)
      coverage.add(finding.coverage)
      #expect(finding.broken.isEmpty, "seed \(seed): \(finding.broken.first ?? "")")
      if !finding.broken.isEmpty { return }
    }
    // Whatever can be told, ordered, done or refused was.
    let unasked: Set = ["unknownItem", "duplicate"]
    #expect(coverage.all.filter { $0.count == 0 && !unasked.contains($0.kind) }.map(\.kind) == [])
  }

  @Test("a mistake is found soon", arguments: Flaw.allCases)
  func flaws(flaw: Flaw) {
    let simulation = Simulation(flaw: flaw)
    let finding = (UInt64(1)...1000).lazy.map { simulation.run(seed: $0) }.first { !$0.broken.isEmpty }
    #expect(finding != nil, "\(flaw.rawValue) is not found")
  }

  @Test("the same seed is the same course of events, and a failing one is told in few steps")
  func replay() {
    let simulation = Simulation(flaw: .opensBlindly)
    let finding = (UInt64(1)...1000).lazy.map { simulation.run(seed: $0) }.first { !$0.broken.isEmpty }
    guard let finding else {
      Issue.record("nothing is found")
      return
    }
    #expect(simulation.run(seed: finding.seed).broken == finding.broken)
    let trace = simulation.trace(finding)
    #expect(trace.last?.hasPrefix("!!") == true)
    #expect(trace.count { $0.first?.isNumber == true } < 60)
  }
}
