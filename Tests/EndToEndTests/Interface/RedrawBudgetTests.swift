import Foundation
import TestSupport
import Testing

/// tmux draws every client anew for every option that is set, wherever it is.
@Suite("How often a person's terminal is drawn anew")
struct RedrawBudgetTests {
  @Test("twenty agents at work cost at most one full redraw a second", arguments: TmuxBinaries.all)
  func busy(tmux: String) async throws {
    try await withInterface(tmux: tmux) { interface in
      let (rig, person) = (interface.rig, interface.person)
      let names = (1...20).map { "busy-\($0)" }
      for name in names { try await rig.agent(name, script: "work") }
      try await rig.settle(Dictionary(uniqueKeysWithValues: names.map { ($0, "working") }))
      // A row that only a full redraw draws again.
      try await person.type("drawn-anew")
      try await person.sees("drawn-anew")
      let record = try await person.record()
      let begun = ContinuousClock.now
      let before = try await Self.seconds(rig, "busy-1")
      _ = try await eventually("five seconds of work") {
        try await Self.seconds(rig, "busy-1")
      } until: {
        $0 >= before + 5
      }
      // One more, which is counted: it, and whatever came before it.
      let counted = try Self.redraws(record)
      try await rig.tmux.run("refresh-client", "-t", person.name)
      let redraws = try await eventually("a redraw is counted") {
        try Self.redraws(record)
      } until: {
        $0 > counted
      }
      let elapsed = (ContinuousClock.now - begun).components.seconds
      #expect(redraws <= elapsed + 3, "\(redraws) in \(elapsed) seconds")
    }
  }

  private static func redraws(_ record: String) throws -> Int {
    try String(decoding: Data(contentsOf: URL(fileURLWithPath: record)), as: UTF8.self)
      .components(separatedBy: "drawn-anew").count - 1
  }

  /// What the agent's spinner says of how long it has worked.
  private static func seconds(_ rig: Rig, _ name: String) async throws -> Int {
    let screen = try await rig.run("peek", name)
    guard let clock = screen.firstMatch(of: /\((?:(\d+)m )?(\d+)s/) else { return 0 }
    return (clock.output.1.flatMap { Int($0) } ?? 0) * 60 + (Int(clock.output.2) ?? 0)
  }
}
