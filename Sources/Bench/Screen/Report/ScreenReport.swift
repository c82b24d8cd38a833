/// Everything `bench screen` measured.
struct ScreenReport: Encodable {
  var notes: [String] = []
  /// What makes the figures worthless.
  var errors: [String] = []
  var speeds: [WorkloadSpeeds] = []
  var instructions: [InstructionCount] = []
  var memory: [PaneMemory] = []
  var goals: [Goal] = []

  var isSound: Bool { errors.isEmpty }

  /// All goals are proved.
  var isMet: Bool { goals.allSatisfy { $0.verdict == .met } }

  var text: String {
    var parts: [String] = []
    if !notes.isEmpty { parts.append(notes.joined(separator: "\n")) }
    if !speeds.isEmpty { parts.append(Self.table(WorkloadSpeeds.header, speeds.map(\.row))) }
    if !instructions.isEmpty { parts.append(Self.table(InstructionCount.header, instructions.map(\.row))) }
    if !memory.isEmpty {
      parts.append(
        Self.table(
          ["80x24 pane", "bytes", "memory", "goal"],
          memory.map { pane in
            [
              pane.kind.meaning, Figures.fixed(pane.bytesPerPane, 0), Figures.kibibytes(pane.bytesPerPane),
              pane.goal.map { "\($0 / 1024) KB" } ?? "-",
            ]
          }))
    }
    if !errors.isEmpty { parts.append(errors.map { "ERROR \($0)" }.joined(separator: "\n")) }
    if !goals.isEmpty { parts.append(verdict) }
    return parts.joined(separator: "\n\n")
  }

  private var verdict: String {
    let met = goals.filter { $0.verdict == .met }.count
    let rest = goals.filter { $0.verdict != .met }.map { goal in
      goal.verdict == .missed ? "\(goal.name) (\(goal.found))" : "\(goal.name) (not measured)"
    }
    return rest.isEmpty
      ? "verdict: \(met) of \(goals.count) goals met"
      : "verdict: \(met) of \(goals.count) goals met; missing: \(rest.joined(separator: ", "))"
  }

  private static func table(_ header: [String], _ rows: [[String]]) -> String {
    var table = Table(header)
    for row in rows { table.add(row) }
    return table.text
  }
}
