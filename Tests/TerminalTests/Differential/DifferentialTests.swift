import Foundation
import Terminal
import TestSupport
import Testing

/// Fresh random streams, given to the installed tmux and to a `Terminal`: both must hold the same afterwards.
///
/// `ARGOSY_SEED` repeats a run (a failure says with which seed), `ARGOSY_DIFFERENTIAL_STREAMS` sets how many streams
/// there are. Resizes are not part of it: there the model is an approximation by design.
@Suite("Differential", .heavy, .enabled(if: Differential.isPossible, "tmux is not installed, or of an unknown version"))
struct DifferentialTests {
  @Test("random streams leave the same in tmux and in the model")
  func randomStreams() async throws {
    let version = try #require(Differential.version)
    let seed = Differential.number("ARGOSY_SEED") ?? UInt64.random(in: 1...UInt64(UInt32.max))
    let count = Differential.number("ARGOSY_DIFFERENTIAL_STREAMS") ?? 200
    try await withTmux { server in
      let (tmux, socket, environment, folder) =
        (server.tmux, server.socket, server.environment, server.directory.path)
      let run = try await Differential.onThread {
        let oracle = try TmuxOracle(
          tmux: tmux, socket: socket, environment: environment, folder: folder, version: version)
        defer { oracle.close() }
        return try Differential.run(seeds: seed..<seed + count, oracle, version)
      }
      for failure in run.failures { Issue.record("\(failure)") }
      // A machine that stalls for seconds may cost some streams, not all.
      #expect(run.compared > 0, "seed \(seed): \(run.undecided) streams took too long to be judged")
    }
  }
}

enum Differential {
  /// The installed tmux.
  static let version: TmuxVersion? = {
    guard let tmux = try? Programs.path(of: "tmux") else { return nil }
    let process = Process()
    process.executableURL = URL(filePath: tmux)
    process.arguments = ["-V"]
    let pipe = Foundation.Pipe()
    process.standardOutput = pipe
    guard (try? process.run()) != nil else { return nil }
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return TmuxVersion(text)
  }()

  static var isPossible: Bool { version != nil }

  static func number(_ name: String) -> UInt64? {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
  }

  /// Runs what blocks on a thread of its own.
  static func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(with: Result { try body() }) }
    }
  }

  struct Run: Sendable {
    var compared = 0
    var undecided = 0
    var failures: [String] = []
  }

  /// Compares a stream for each seed; gives up after a few that differ.
  static func run(seeds: Range<UInt64>, _ oracle: TmuxOracle, _ version: TmuxVersion) throws -> Run {
    var run = Run()
    for seed in seeds where run.failures.count < 3 {
      let stream = RandomStream(seed: seed)
      let pane: TmuxPane?
      do {
        pane = try oracle.pane(after: stream)
      } catch {
        // A server that ended does so for the rest of the streams too.
        run.failures.append("ARGOSY_SEED=\(seed), \(stream): \(error)\nprintf '\(stream.escaped)'")
        return run
      }
      guard let pane else {
        run.undecided += 1
        continue
      }
      run.compared += 1
      guard let difference = pane.difference(from: stream.terminal(version)) else { continue }
      let least = try shrink(stream) { candidate in
        try oracle.pane(after: candidate).flatMap { $0.difference(from: candidate.terminal(version)) } != nil
      }
      let last = try oracle.pane(after: least).flatMap { $0.difference(from: least.terminal(version)) }
      run.failures.append(
        """
        ARGOSY_SEED=\(seed) ARGOSY_DIFFERENTIAL_STREAMS=1, tmux \(version), \(stream): \(difference)
        shrunk to \(least.bytes.count) bytes: \(last ?? "no difference")
        printf '\(least.escaped)'
        """)
    }
    return run
  }
}
