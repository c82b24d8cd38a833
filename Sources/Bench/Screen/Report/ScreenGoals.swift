/// What `bench screen` asks.
extension Goal {
  static let leastRatio = 1.5
  static let leastMixRatio = 2.0
  /// MB/s.
  static let leastSpeed = 300.0

  /// Against libvterm, of the workloads that were asked for.
  static func ratios(_ speeds: [WorkloadSpeeds], asked: [Workload.Name]) -> [Goal] {
    asked.map { name in
      let least = name == .mix ? leastMixRatio : leastRatio
      let ratio = speeds.first { $0.workload == name }?.libvtermRatio
      return Goal(
        "\(name.rawValue) \(Figures.fixed(least, 1))x libvterm", ratio.map { $0 >= least }, Figures.ratio(ratio))
    }
  }

  /// Of ASCII, if asked for.
  static func speed(_ speeds: [WorkloadSpeeds]) -> [Goal] {
    speeds.filter { $0.workload == .ascii }.map {
      Goal("ascii \(Figures.speed(leastSpeed)) MB/s", $0.argosy >= leastSpeed, Figures.speed($0.argosy))
    }
  }

  static func memory(_ panes: [PaneMemory]) -> [Goal] {
    panes.compactMap { pane in
      guard let goal = pane.goal else { return nil }
      return Goal(
        "\(pane.kind.meaning) at most \(goal / 1024) KB", pane.isMet, Figures.kibibytes(pane.bytesPerPane))
    }
  }
}
