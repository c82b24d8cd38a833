import TmuxControl

/// How fast a control connection reads a workload.
struct WireMeasurement {
  /// Passes, of which the fastest counts.
  let passes: Int
  /// Wire bytes of one pass. Whole repetitions of the stream are read, at least one.
  let passBytes: Int
  let progress: Progress

  /// Bytes in one call: what one read of the pipe brings at most.
  static let chunk = 65_536

  func speed(_ workload: WireWorkload) -> WireSpeed {
    let times = max(1, (passBytes + workload.wire.count - 1) / workload.wire.count)
    var parsing = Double.infinity
    var feeding = Double.infinity
    // In turns, so that a slow moment of the machine meets both.
    for pass in 1...passes {
      progress.show("\(workload.name.rawValue): pass \(pass) of \(passes)")
      parsing = min(parsing, Self.seconds(CountingSink(), workload, times))
      if !workload.printed.isEmpty {
        feeding = min(feeding, Self.seconds(CountingSink(withTerminal: true), workload, times))
      }
    }
    progress.clear()
    let megabytes = Double(workload.wire.count) * Double(times) / 1e6
    return WireSpeed(
      workload: workload, parse: megabytes / parsing, feed: workload.printed.isEmpty ? nil : megabytes / feeding)
  }

  private static func seconds(_ sink: CountingSink, _ workload: WireWorkload, _ times: Int) -> Double {
    let start = ProcessorTime.now
    for _ in 0..<times { read(workload, sink) }
    return max(ProcessorTime.now - start, 1e-9)
  }

  /// Why the figures of a workload would be worthless, as messages; empty when the stream is read for what it is.
  static func errors(_ workload: WireWorkload) -> [String] {
    let sink = CountingSink()
    read(workload, sink)
    let expected = WireCounts(
      outputBytes: workload.printed.count, answers: workload.questions.count, notifications: workload.notifications)
    let keeper = KeepingSink()
    read(workload, keeper)
    guard sink.counts == expected, keeper.bytes == workload.printed else {
      return ["\(workload.name.rawValue): the stream was not read as it was written: \(sink.counts)"]
    }
    return []
  }

  private static func read<Sink: ConnectionSink>(_ workload: WireWorkload, _ sink: Sink)
  where Sink.Purpose == Question {
    // Numbers of reply blocks never fall in one connection.
    var connection = ControlConnection<Question>()
    for question in workload.questions { _ = connection.send(question, for: .capture) }
    var start = 0
    while start < workload.wire.count {
      let end = min(start + chunk, workload.wire.count)
      connection.receive(workload.wire.span.extracting(start..<end), sink)
      start = end
    }
  }
}
