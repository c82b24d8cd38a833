#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

import Foundation
import TmuxControl

/// What argosy is instead of: asking tmux for every pane twice a second, with a process each time.
struct CapturePolling {
  let server: PrivateServer
  let panes: [String]

  /// Rounds a second, if the machine keeps up.
  static let rate = 2.0
  /// Processes at a time.
  private static let batch = 8

  struct Outcome {
    let captures: Int
    let seconds: Double
    /// Of the spawned processes; starting them is not in it.
    let processorSeconds: Double
  }

  /// Polls for so many seconds.
  func run(seconds: Double) throws -> Outcome {
    let nowhere = try FileHandle(forUpdating: URL(fileURLWithPath: "/dev/null"))
    defer { try? nowhere.close() }
    let used = Self.processorSeconds
    let began = MonotonicTime.now
    var captures = 0
    var round = 0.0
    while MonotonicTime.now - began < seconds {
      for start in stride(from: 0, to: panes.count, by: Self.batch) {
        let processes = try panes[start..<min(start + Self.batch, panes.count)].map {
          try server.program.spawn(
            ["-u", "-S", server.socket, "capture-pane", "-p", "-t", $0], input: nowhere.fileDescriptor,
            output: nowhere.fileDescriptor, errors: nowhere.fileDescriptor)
        }
        for process in processes { process.wait() }
        captures += processes.count
        if MonotonicTime.now - began >= seconds { break }
      }
      round += 1
      let rest = began + min(seconds, round / Self.rate) - MonotonicTime.now
      if rest > 0 { Thread.sleep(forTimeInterval: rest) }
    }
    return Outcome(
      captures: captures, seconds: MonotonicTime.now - began, processorSeconds: Self.processorSeconds - used)
  }

  /// Of children that have ended.
  private static var processorSeconds: Double {
    var usage = rusage()
    #if canImport(Glibc)
      unsafe getrusage(RUSAGE_CHILDREN.rawValue, &usage)
    #else
      unsafe getrusage(RUSAGE_CHILDREN, &usage)
    #endif
    return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
  }
}
