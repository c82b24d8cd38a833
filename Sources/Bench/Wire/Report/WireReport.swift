/// Everything `bench wire` measured.
struct WireReport: Encodable {
  var notes: [String] = []
  /// What makes the figures worthless.
  var errors: [String] = []
  var speeds: [WireSpeed] = []
  var server: [ServerEmission] = []
  var goals: [Goal] = []

  var isSound: Bool { errors.isEmpty }

  var text: String {
    var parts: [String] = []
    if !notes.isEmpty { parts.append(notes.joined(separator: "\n")) }
    if !speeds.isEmpty { parts.append(Table.text(WireSpeed.header, speeds.map(\.row))) }
    if !server.isEmpty { parts.append(Table.text(ServerEmission.header, server.map(\.row))) }
    if !errors.isEmpty { parts.append(errors.map { "ERROR \($0)" }.joined(separator: "\n")) }
    if !goals.isEmpty { parts.append(goals.verdict) }
    return parts.joined(separator: "\n\n")
  }
}

/// What `bench wire` asks.
extension Goal {
  static func wire(_ speeds: [WireSpeed], asked: [WireWorkload.Name]) -> [Goal] {
    asked.compactMap { name in
      guard let least = name.goal else { return nil }
      let speed = speeds.first { $0.workload == name }?.parse
      return Goal(
        "\(name.rawValue) \(Figures.speed(least)) MB/s", speed.map { $0 >= least }, Figures.speed(speed))
    }
  }
}
