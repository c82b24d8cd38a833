import Daemon
import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// argosy is killed at random moments, again and again, while features are under way. ARGOSY_KILLS says how often.
@Suite("Kills at any moment", .serialized)
struct KillTests {
  @Test(
    "S0-23, S0-49, S0-50, S0C-16: features killed on their way end as undisturbed ones do, every command given once")
  func anyMoment() async throws {
    let undisturbed = try await outcome(kills: 0)
    #expect(undisturbed.features.map(\.stages) == [Self.stages, Self.stages])
    #expect(undisturbed.features.map(\.commands.count) == [Self.stages.count - 1, Self.stages.count - 1])
    #expect(undisturbed.features.allSatisfy { $0.states == ["idle"] && $0.starts == 2 && $0.attention.isEmpty })
    var left = Int(ProcessInfo.processInfo.environment["ARGOSY_KILLS"] ?? "") ?? 8
    while left > 0 {
      let kills = min(left, 12)
      #expect(try await outcome(kills: kills) == undisturbed)
      left -= kills
    }
  }

  private static let names = ["auth-sso", "cart-redesign"]
  private static let stages = ["brainstorm", "plan", "work", "review", "simplify", "pr"]

  /// What two features have come to.
  private struct Outcome: Equatable {
    struct Feature: Equatable {
      let name: String
      let stage: String
      let stages: [String]
      let outcomes: [String?]
      let attempts: [String]
      let attention: [String]
      let branch: String?
      let hasPullRequest: Bool
      /// What its agents were told, and the states in which it met them.
      let commands: [String]
      let states: Set<String?>
      let starts: Int
    }

    let features: [Feature]
    let sessions: [String]
    let worktrees: Int
  }

  private func outcome(kills: Int) async throws -> Outcome {
    try await withFeatures { features in
      try "gates: {work: auto}\n".write(
        toFile: features.path("dev/app/.argosy.yml"), atomically: true, encoding: .utf8)
      try await features.rig.run("up")
      for name in Self.names { try features.agent(name).script(FeatureScripts.whole) }
      async let killing: Void = kill(times: kills, features)
      for name in Self.names {
        // The order itself may meet a daemon that is being killed; whoever gave it asks whether it was taken.
        _ = try await eventually("\(name) is begun") {
          if let known = try? await features.item(name) { return known }
          _ = try await features.rig.outcome("new", "Add \(name)", "--name", name, "--repo", features.path("dev/app"))
          return try? await features.item(name)
        } until: {
          $0 != nil
        }
      }
      try await killing
      var reports: [Outcome.Feature] = []
      for name in Self.names {
        let item = try await features.reaches(name, "has gone the whole way") {
          $0.stage == "pr" && $0.pullRequest != nil && $0.progress == "watching"
        }
        let agent = features.agent(name)
        reports.append(
          Outcome.Feature(
            name: name, stage: item.stage, stages: item.history.map(\.stage), outcomes: item.history.map(\.outcome),
            attempts: item.attempts.map(\.reason), attention: item.attention.map(\.kind), branch: item.branch,
            hasPullRequest: item.pullRequest != nil, commands: agent.commands,
            states: Set(agent.submissions.map(\.state)), starts: agent.starts.count))
      }
      let sessions = try await features.tmux.run(
        "list-sessions", "-f", "#{@fleet_managed}", "-F", "#{session_name}")
      let worktrees = try await features.git("worktree", "list").split(separator: "\n").count
      return Outcome(
        features: reports, sessions: sessions.split(separator: "\n").map(String.init).sorted(), worktrees: worktrees)
    }
  }

  /// Ends the daemon without a word, after so much was written down as nobody chose, and starts another: at once, or
  /// when the agents have done what they were told before.
  private func kill(times: Int, _ features: FeatureRig) async throws {
    for _ in 0..<times {
      let end = written(features) + Int.random(in: 0...2_500)
      _ = try await eventually("something is written down") {
        written(features) >= end || Self.names.allSatisfy { features.agent($0).commands.count == Self.stages.count - 1 }
      } until: {
        $0
      }
      let (daemon, _) = try await features.rig.processes()
      try daemon.signal(SIGKILL)
      try await daemon.ends("the daemon")
      if Bool.random() {
        _ = try await eventually("no agent is at work", every: .milliseconds(30)) {
          try await isAnyAtWork(features)
        } until: {
          !$0
        }
      }
      try await features.rig.run("up")
    }
  }

  /// Bytes of argosy's log and of the agents'.
  private func written(_ features: FeatureRig) -> Int {
    let state = features.path("state/argosy")
    let logs = ((try? FileManager.default.contentsOfDirectory(atPath: state)) ?? []).filter { $0.hasSuffix(".log") }
    return (logs.map { "\(state)/\($0)" } + Self.names.map { features.path("agents/\($0).log") }).reduce(0) {
      let size = try? FileManager.default.attributesOfItem(atPath: $1)[.size] as? Int
      return $0 + ((size ?? nil) ?? 0)
    }
  }

  private func isAnyAtWork(_ features: FeatureRig) async throws -> Bool {
    for name in Self.names {
      // There may be no session yet; and one that has ended shows its last screen.
      let pane = "=\(name):"
      guard (try? await features.tmux.run("display-message", "-p", "-t", pane, "#{pane_dead}")) == "0" else { continue }
      let screen = try? await features.tmux.run("capture-pane", "-p", "-t", pane)
      if screen?.contains("esc to interrupt") == true { return true }
    }
    return false
  }
}
