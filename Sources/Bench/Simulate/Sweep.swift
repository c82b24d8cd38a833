import Foundation
import Simulation
import Synchronization

/// Many seeds, on every processor.
struct Sweep {
  private(set) var coverage = Coverage()
  /// By seed.
  private(set) var failures: [Simulation.Finding] = []

  init(_ simulation: Simulation, _ seeds: Range<UInt64>) {
    let total = Mutex<(coverage: Coverage, failures: [Simulation.Finding])>((Coverage(), []))
    let slices = max(1, ProcessInfo.processInfo.activeProcessorCount)
    DispatchQueue.concurrentPerform(iterations: slices) { slice in
      var coverage = Coverage()
      var failures: [Simulation.Finding] = []
      var seed = seeds.lowerBound + UInt64(slice)
      while seed < seeds.upperBound {
        let finding = simulation.run(seed: seed)
        coverage.add(finding.coverage)
        if !finding.broken.isEmpty, failures.count < 1000 { failures.append(finding) }
        seed += UInt64(slices)
      }
      total.withLock {
        $0.coverage.add(coverage)
        $0.failures += failures
      }
    }
    (coverage, failures) = total.withLock { $0 }
    failures.sort { $0.seed < $1.seed }
  }
}
