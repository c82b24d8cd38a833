/// How fast a real server writes its stream: what argosy has to keep up with.
struct ServerEmission: Encodable {
  /// As `tmux -V` says it.
  let tmux: String
  let workload: WireWorkload.Name
  /// What the pane's program wrote.
  let printedBytes: Int
  let wireBytes: UInt64
  /// `%extended-output` lines, of which the length tells what tmux reads at once.
  let lines: UInt64
  /// On the wall, from the first output to the last, of the fastest pass.
  let seconds: Double
  /// Of one core, in percent; nil where the system does not tell.
  let serverLoad: Double?

  /// MB/s of wire bytes.
  var speed: Double { Double(wireBytes) / seconds / 1e6 }

  static let header = ["tmux server", "printed bytes", "wire bytes", "bytes a line", "wire MB/s", "server CPU"]

  var row: [String] {
    [
      workload.rawValue, "\(printedBytes)", "\(wireBytes)", "\(wireBytes / max(1, lines))", Figures.speed(speed),
      serverLoad.map { Figures.fixed($0, 0) + " %" } ?? "-",
    ]
  }
}
