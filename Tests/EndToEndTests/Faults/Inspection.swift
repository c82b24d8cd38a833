import Daemon
import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Rig {
  /// Compares every watched screen with tmux's own.
  func verify() async throws -> VerificationReport {
    let outcome = try await outcome("doctor", "--verify", "--json")
    return try JSONDecoder().decode(VerificationReport.self, from: Data(outcome.output.utf8))
  }

  /// Waits until so many panes are watched and all of them known; then all have to be equal. Drift is not waited out.
  func expectEqual(panes: Int, _ when: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let report = try await eventually("\(panes) panes are known, \(when)") {
      try await verify()
    } until: {
      $0.panes.count == panes && $0.count(.seeding) + $0.count(.paused) == 0 || $0.count(.drift) > 0
    }
    let unequal = report.panes.filter { $0.state != .equal }
    #expect(unequal.isEmpty, "\(when): \(unequal)", sourceLocation: sourceLocation)
  }

  func option(_ name: String, _ scope: String...) async throws -> String {
    try await tmux.run(["show-options", "-qv"] + scope + [name])
  }

  /// A file of this test's own.
  func file(_ name: String) -> URL { tmux.directory.appendingPathComponent(name) }

  func text(of name: String) -> String {
    (try? String(contentsOf: file(name), encoding: .utf8)) ?? ""
  }
}

/// A tmux client with a terminal, as a person has: it runs in a pane of another server.
///
/// - Parameter flags: of `attach`.
func withPerson<Result>(
  at rig: Rig, session: String, flags: String = "", _ body: () async throws -> Result
) async throws -> Result {
  let attach = "TMUX= exec \(rig.tmux.tmux) -u -S \(rig.tmux.socket) attach \(flags) -t '=\(session)'"
  return try await withTmux(command: attach) { _ in
    _ = try await eventually("the person is attached") {
      try await rig.tmux.run("list-clients", "-F", "#{client_control_mode} #{session_name}")
    } until: {
      $0.contains("0 \(session)")
    }
    return try await body()
  }
}
