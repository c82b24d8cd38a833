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
  var isMet: Bool { goals.areMet }

  var text: String {
    var parts: [String] = []
    if !notes.isEmpty { parts.append(notes.joined(separator: "\n")) }
    if !speeds.isEmpty { parts.append(Table.text(WorkloadSpeeds.header, speeds.map(\.row))) }
    if !instructions.isEmpty { parts.append(Table.text(InstructionCount.header, instructions.map(\.row))) }
    if !memory.isEmpty {
      parts.append(
        Table.text(
          ["80x24 pane", "bytes", "memory", "goal"],
          memory.map { pane in
            [
              pane.kind.meaning, Figures.fixed(pane.bytesPerPane, 0), Figures.kibibytes(pane.bytesPerPane),
              pane.goal.map { "\($0 / 1024) KB" } ?? "-",
            ]
          }))
    }
    if !errors.isEmpty { parts.append(errors.map { "ERROR \($0)" }.joined(separator: "\n")) }
    if !goals.isEmpty { parts.append(goals.verdict) }
    return parts.joined(separator: "\n\n")
  }
}
