import Foundation

/// Measures stretches of time on a server whose panes write all the while.
struct LoadMeasurement {
  let server: PrivateServer
  let panes: FleetPanes
  let seconds: Double

  /// - Parameter processes: of the watcher; none when nobody watches.
  func window(_ watcher: LoadWindow.Watcher, _ processes: [Int32]) throws -> LoadWindow {
    let began = try Sample(server, processes, panes.tally)
    Thread.sleep(forTimeInterval: seconds)
    return try Self.window(watcher, began, Sample(server, processes, panes.tally))
  }

  func polling() throws -> LoadWindow {
    let began = try Sample(server, [], panes.tally)
    let outcome = try CapturePolling(server: server, panes: panes.all).run(seconds: seconds)
    let window = try Self.window(.polling, began, Sample(server, [], panes.tally), outcome.processorSeconds)
    return window.capturing(Double(outcome.captures) / outcome.seconds / Double(panes.all.count))
  }

  private static func window(
    _ watcher: LoadWindow.Watcher, _ began: Sample, _ ended: Sample, _ spawned: Double = 0
  ) -> LoadWindow {
    let seconds = ended.time - began.time
    return LoadWindow(
      watcher: watcher, seconds: seconds, server: (ended.server - began.server) / seconds * 100,
      watching: (ended.watcher - began.watcher + spawned) / seconds * 100,
      written: Double(ended.lines - began.lines) / seconds)
  }

  /// One instant.
  private struct Sample {
    let time: Double
    let server: Double
    let watcher: Double
    let lines: Int

    init(_ server: PrivateServer, _ processes: [Int32], _ tally: Tally) throws {
      time = MonotonicTime.now
      self.server = try Self.processorSeconds(server.pid, "the tmux server")
      watcher = try processes.reduce(0) { $0 + (try Self.processorSeconds($1, "argosy")) }
      lines = try tally.sum().lines
    }

    private static func processorSeconds(_ pid: Int32, _ name: String) throws -> Double {
      guard let seconds = ProcessFigures(pid: pid).processorSeconds else {
        throw Complaint("\(name), process \(pid), has ended, or this system has no /proc to measure it by")
      }
      return seconds
    }
  }
}

extension LoadWindow {
  fileprivate func capturing(_ rate: Double) -> LoadWindow {
    var window = self
    window.captureRate = rate
    return window
  }
}
