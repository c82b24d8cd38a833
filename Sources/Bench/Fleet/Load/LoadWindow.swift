/// What a stretch of time cost, in percent of one core.
struct LoadWindow: Encodable {
  enum Watcher: String, Encodable {
    case argosy, nobody, polling

    var meaning: String {
      switch self {
      case .argosy: "argosy"
      case .nobody: "nobody watches"
      case .polling: "capture-pane -p at 2 Hz"
      }
    }
  }

  let watcher: Watcher
  let seconds: Double
  let server: Double
  /// Of argosy with its control client, or of the processes that were spawned.
  let watching: Double
  /// Lines a second that the writers wrote.
  let written: Double
  /// `capture-pane` a second and pane, with `polling`.
  var captureRate: Double?

  static let header = ["with", "seconds", "server CPU", "watcher CPU", "both", "lines/s written"]

  var row: [String] {
    [
      watcher.meaning + (captureRate.map { " (came to \(Figures.fixed($0, 2)))" } ?? ""), Figures.fixed(seconds, 1),
      Self.percent(server), Self.percent(watching), Self.percent(server + watching), Figures.fixed(written, 1),
    ]
  }

  private static func percent(_ value: Double) -> String { Figures.fixed(value, 1) + " %" }
}
