/// Everything `bench fleet` measured.
struct FleetReport: Encodable {
  /// Bytes.
  struct Memory: Encodable {
    let resident: Int
    let peak: Int
  }

  /// A second, while argosy watched: what the writers wrote, and what of all panes came to argosy.
  struct Stream: Encodable {
    let linesWritten: Double
    let bytesWritten: Double
    /// `%extended-output` lines: tmux may put several of a pane's lines in one.
    let outputLines: Double
    /// Those of the agents included, which the writers' are not.
    let outputBytes: Double
    let wireBytes: Double
  }

  var notes: [String] = []
  let tmux: String
  let panes: Int
  let agents: Int
  /// A second and pane.
  let lines: Int
  /// From `argosy up` until every pane was known.
  var secondsToComplete: Double?
  var memory: Memory?
  var stream: Stream?
  var latency: StateLatency?
  /// Panes by how they stand to what tmux holds.
  var verification: [String: Int] = [:]
  var windows: [LoadWindow] = []

  /// Every screen that could be compared was what tmux holds, and most could be.
  var isSound: Bool { verification["drift"] == 0 && verification["equal", default: 0] > 0 }

  init(tmux: String, panes: Int, agents: Int, lines: Int) {
    (self.tmux, self.panes, self.agents, self.lines) = (tmux, panes, agents, lines)
  }

  var text: String {
    var parts = [
      "\(tmux), \(panes) panes: \(panes - agents) write \(lines) lines a second each, \(agents) are agents"
    ]
    if !notes.isEmpty { parts[0] += "\n" + notes.joined(separator: "\n") }
    parts.append(Table.text(LoadWindow.header, windows.map(\.row)))
    parts.append(Table.text(["argosy", ""], facts))
    parts.append(
      isSound
        ? "No screen differs from what tmux holds."
        : "ERROR screens differ from what tmux holds, or none could be compared: see argosy doctor --verify")
    return parts.joined(separator: "\n\n")
  }

  private var facts: [[String]] {
    var rows: [[String]] = []
    if let secondsToComplete { rows.append(["up and complete", Figures.fixed(secondsToComplete, 2) + " s"]) }
    if let memory {
      rows.append(["memory now", Figures.fixed(Double(memory.resident) / 1_048_576, 1) + " MB"])
      rows.append(["memory at most", Figures.fixed(Double(memory.peak) / 1_048_576, 1) + " MB"])
    }
    if let stream {
      rows.append(["lines/s written", Figures.fixed(stream.linesWritten, 1)])
      rows.append(["output lines/s seen", Figures.fixed(stream.outputLines, 1)])
      rows.append(["KB/s written", Figures.fixed(stream.bytesWritten / 1000, 1)])
      rows.append(["KB/s seen, with agents'", Figures.fixed(stream.outputBytes / 1000, 1)])
      rows.append(["KB/s on the wire", Figures.fixed(stream.wireBytes / 1000, 1)])
    }
    if let latency {
      let times = [latency.median, latency.p99, latency.most].map { $0.map { Figures.fixed($0, 1) } ?? "-" }
      rows.append(["write to option, p50 / p99 / max", times.joined(separator: " / ") + " ms"])
      rows.append(["changes seen / missed", "\(latency.changes) / \(latency.missed)"])
    }
    let states = verification.filter { $0.value > 0 || $0.key == "drift" }.sorted { $0.key < $1.key }
    rows.append(["screens", states.map { "\($0.value) \($0.key)" }.joined(separator: ", ")])
    return rows
  }
}
