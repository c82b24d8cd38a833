/// How fast screens read a workload.
struct ThroughputMeasurement {
  /// Passes, of which the fastest counts.
  let passes: Int
  /// Bytes of one pass. Whole repetitions of the input are fed, at least one.
  let passBytes: Int
  let libvterm: LibVTerm?
  let pyte: Pyte?
  let progress: Progress

  func speeds(_ workload: Workload) throws -> WorkloadSpeeds {
    let times = max(1, (passBytes + workload.bytes.count - 1) / workload.bytes.count)
    var ours = Double.infinity
    var theirs = Double.infinity
    // In turns, so that a slow moment of the machine meets both.
    for pass in 1...passes {
      progress.show("\(workload.name.rawValue): argosy, pass \(pass) of \(passes)")
      ours = min(ours, Self.seconds(ArgosyScreen(), workload, times))
      guard let libvterm else { continue }
      progress.show("\(workload.name.rawValue): libvterm, pass \(pass) of \(passes)")
      theirs = min(theirs, Self.seconds(try libvterm.screen(), workload, times))
    }
    let bytes = Double(workload.bytes.count)
    var speeds = WorkloadSpeeds(
      workload: workload, argosy: bytes * Double(times) / ours / 1e6,
      libvterm: libvterm == nil ? nil : bytes * Double(times) / theirs / 1e6)
    if let pyte {
      progress.show("\(workload.name.rawValue): pyte, \(passes) passes of the input once")
      speeds.pyte = bytes / (try pyte.read(workload.bytes, passes: passes).seconds) / 1e6
    }
    progress.clear()
    return speeds
  }

  private static func seconds(_ screen: some MeasuredScreen, _ workload: Workload, _ times: Int) -> Double {
    var screen = screen
    let start = ProcessorTime.now
    screen.feed(workload.bytes, times: times)
    return max(ProcessorTime.now - start, 1e-9)
  }
}
