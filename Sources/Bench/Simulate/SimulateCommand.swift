import ArgumentParser
import Foundation
import Simulation

struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "The coordinator in a simulated world, with faults between any two steps.",
    discussion: """
      Each seed is one course of events: features are ordered, agents work, ask, leave, crash and hang, persons type \
      and kill, pull requests change, clocks jump, the disk fills, tmux dies, and argosy is killed at any step and \
      started again. After every step the invariants are checked; at the end faults stop, and everything has to end.

      A seed that fails is told with the shortest course of events that still fails. Exits with 1 then.
      """)

  @Option(help: ArgumentHelp("How many seeds.", valueName: "n"))
  var seeds: UInt64 = 1000

  @Option(help: ArgumentHelp("The first of them.", valueName: "n"))
  var first: UInt64 = 1

  @Option(help: ArgumentHelp("Steps before faults stop.", valueName: "n"))
  var steps = 150

  @Option(help: ArgumentHelp("This seed and no other.", valueName: "n"))
  var seed: UInt64?

  @Flag(help: "Print the shortest course of events that fails.")
  var trace = false

  @Option(help: ArgumentHelp("A mistake put in on purpose, to see it found.", valueName: "name"))
  var flaw: String?

  @Flag(help: "Effects go wrong and argosy is killed with every seed, not with some.")
  var rough = false

  @Flag(help: "Print how often each kind of thing came about.")
  var coverage = false

  func validate() throws {
    guard (1...100_000).contains(steps) else { throw ValidationError("--steps takes a number from 1 to 100000") }
    if let flaw, Flaw(rawValue: flaw) == nil {
      throw ValidationError("--flaw takes one of \(Flaw.allCases.map(\.rawValue).joined(separator: ", "))")
    }
  }

  func run() throws {
    let simulation = Simulation(steps: steps, flaw: flaw.flatMap { Flaw(rawValue: $0) }, isRough: rough)
    if let seed {
      try tell([simulation.run(seed: seed)].filter { !$0.broken.isEmpty }, simulation)
      print("seed \(seed): nothing is broken")
      return
    }
    let start = ContinuousClock.now
    let sweep = Sweep(simulation, first..<first &+ max(1, seeds))
    let elapsed = start.duration(to: .now) / .seconds(1)
    let all = sweep.coverage
    print(
      "\(seeds) seeds, \(Int(Double(seeds) / max(elapsed, 1e-9))) a second: \(all.steps) steps, \(all.kills) kills, "
        + "\(all.effects) effects, \(all.refusals) orders refused")
    if coverage { for (kind, count) in all.all { print("  \(kind) \(count)") } }
    let never = all.all.filter { $0.count == 0 }.map(\.kind)
    if !never.isEmpty { print("never reached: \(never.joined(separator: ", "))") }
    try tell(sweep.failures, simulation)
  }

  private func tell(_ failures: [Simulation.Finding], _ simulation: Simulation) throws {
    guard let worst = failures.first else { return }
    for failure in failures.prefix(10) {
      print("seed \(failure.seed): \(failure.broken.first ?? "")")
    }
    if trace || failures.count == 1 || seed == nil {
      print("seed \(worst.seed), as short as it gets:")
      for line in simulation.trace(worst) { print("  \(line)") }
    }
    print("replay: bench simulate --seed \(worst.seed) --steps \(steps)\(rough ? " --rough" : "") --trace")
    throw ExitCode(1)
  }
}
