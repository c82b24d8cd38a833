/// argosy's coordinator in a simulated world, with faults between any two steps.
public struct Simulation: Sendable {
  public var steps: Int
  public var flaw: Flaw?
  /// Effects go wrong and argosy is killed with every seed: a mistake in what follows is found with fewer of them.
  public var isRough: Bool

  public init(steps: Int = 150, flaw: Flaw? = nil, isRough: Bool = false) {
    self.steps = steps
    self.flaw = flaw
    self.isRough = isRough
  }

  /// What was found with one seed.
  public struct Finding: Sendable {
    public let seed: UInt64
    /// Sentences; the first is what broke first.
    public let broken: [String]
    public let coverage: Coverage
    let script: [Happening]
  }

  public func run(seed: UInt64) -> Finding {
    var dice = Dice(seed: seed)
    var weather = Weather(&dice)
    if isRough { weather.roughen() }
    var run = Run(flaw: flaw, usesStore: Self.usesStore(seed), isTraced: false)
    var script: [Happening] = []
    script.reserveCapacity(steps)
    for _ in 0..<steps where run.broken.isEmpty {
      let happening = run.proposal(&dice, weather)
      if run.perform(happening) { script.append(happening) }
    }
    if run.broken.isEmpty { run.findPeace() }
    return Finding(seed: seed, broken: run.broken, coverage: run.coverage, script: script)
  }

  /// The shortest course of events that was found in which it still breaks, told line by line.
  public func trace(_ finding: Finding) -> [String] {
    guard let words = finding.broken.first else { return [] }
    let kind = Self.kind(words)
    let script = Shrinking.shortest(finding.script) { script in
      replay(script, finding.seed, isTraced: false).broken.first.map(Self.kind) == kind
    }
    return replay(script, finding.seed, isTraced: true).lines ?? []
  }

  private func replay(_ script: [Happening], _ seed: UInt64, isTraced: Bool) -> Run {
    var run = Run(flaw: flaw, usesStore: Self.usesStore(seed), isTraced: isTraced)
    for happening in script where run.broken.isEmpty {
      let seconds = run.world.seconds
      run.say("\(seconds)  \(happening)")
      _ = run.perform(happening)
    }
    if run.broken.isEmpty { run.findPeace() }
    for words in run.broken { run.say("!! \(words)") }
    return run
  }

  /// Through SQLite for one seed of so many: it takes longer than everything else.
  private static func usesStore(_ seed: UInt64) -> Bool { seed % 32 == 0 }

  /// What is the same of a sentence whatever item it is about.
  static func kind(_ sentence: String) -> String {
    String(sentence.filter { $0.isLetter || $0 == " " }.prefix(60))
  }
}
