import Recognition
import TestSupport
import Testing

@testable import Fleet

@Suite("Deliveries among people", .heavy)
struct DeliveryWalkTests {
  /// The same numbers in every run.
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  @Test("whatever a person and the agent do, nothing is given twice, or blindly, and no verdict lies")
  func walk() throws {
    var verdicts: [String: Int] = [:]
    for seed in 1...600 as ClosedRange<UInt64> {
      var random = Seeded(state: seed)
      let manner = [Manner.plain, .queue, .interrupt].randomElement(using: &random) ?? .plain
      let text = ["order \(seed)", "order \(seed)\nin two lines", "order \(seed)\n1\n2\n3\n4"][Int(seed % 3)]
      var run = try DeliveryRun(text, manner) { pane in
        pane.swallows = Int.random(in: 0...2, using: &random)
        pane.turn = [0, 300_000_000, 5_000_000_000].randomElement(using: &random) ?? 0
        if Int.random(in: 0..<4, using: &random) == 0 { pane.doing = .working(until: 2_000_000_000) }
      }
      func disturb(_ pane: inout ToyPane) {
        switch Int.random(in: 0..<40, using: &random) {
        case 0: pane.type("x")
        case 1:
          pane.touch()
          if !pane.isInMode { pane.box = "" }
        case 2:
          pane.touch()
          if !pane.isInMode { pane.enter() }
        case 3: pane.isInMode.toggle()
        case 4: pane.ask()
        case 5: if pane.doing == .asking { pane.doing = .idle }
        default: break
        }
      }
      // Of some argosy's life ends somewhere in the middle.
      run.cut(after: Int.random(in: 1...40, using: &random)) { _, _, pane in disturb(&pane) }
      if run.verdict == nil {
        // What was not written down was not begun.
        guard run.delivery.isRecorded else { continue }
        run.restart()
      }
      let verdict = run.verdict ?? run.finish { _, _, pane in disturb(&pane) }
      verdicts[verdict?.word ?? "none", default: 0] += 1
      let given = run.pane.submitted.count { $0 == text }
      #expect(verdict != nil, "seed \(seed): no verdict")
      #expect(run.pane.pastes.count <= 1, "seed \(seed): \(run.log)")
      let isClean = run.pane.pastes.allSatisfy { $0.isClean }
      let wasWorking = run.pane.pastes.contains { $0.wasWorking }
      #expect(isClean, "seed \(seed): pasted into a draft or a dialog: \(run.log)")
      #expect(manner == .queue || !wasWorking, "seed \(seed): \(run.log)")
      #expect(given <= 1, "seed \(seed): submitted twice: \(run.log)")
      switch verdict {
      case .submitted?, .queued?: #expect(given == 1, "seed \(seed): \(verdict?.word ?? ""): \(run.log)")
      case .refused?: #expect(given == 0 && run.pane.pastes.isEmpty, "seed \(seed): refused: \(run.log)")
      default: break
      }
    }
    #expect(verdicts["submitted", default: 0] > 50 && verdicts["refused", default: 0] > 50, "\(verdicts)")
  }
}
