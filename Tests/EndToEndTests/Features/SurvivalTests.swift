import Daemon
import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whatever is killed, nothing is started twice, said twice or lost.
@Suite("Features survive kills", .serialized)
struct SurvivalTests {
  @Test(
    """
    S0-02, S0-49, S0-50, S0C-09, S0C-16: what died while argosy was dead is told, what lives goes on, and a crashed \
    stage is begun again in the same worktree
    """)
  func daemonKilled() async throws {
    try await withFeatures { features in
      let script = "on /workflows:brainstorm -> work\non /workflows:plan -> work\n"
      try await features.begins("Add SSO support", name: "auth-sso", script: script)
      try await features.begins("Redesign the cart", name: "cart-redesign", script: script)
      let api = try await features.begins("Add pagination", name: "pagination", in: "api", script: script)
      for name in ["auth-sso", "cart-redesign", "pagination"] {
        try await features.reaches(name, "works") { $0.progress == "running" }
      }
      let before = try await features.items()
      try await killDaemon(features)
      try await features.agent("cart-redesign").does("crash 1")
      try await features.tmux.run("kill-session", "-t", try #require(api.session?.session))
      try await features.agent("auth-sso").does("idle")
      try await features.rig.run("up")

      let cart = try await features.reaches("cart-redesign", "is known to have crashed") { $0.status == "crashed" }
      #expect(cart.session?.exitCode == 1)
      try await features.reaches("pagination", "is known to be gone") { $0.status == "crashed" }
      let auth = try await features.reaches("auth-sso", "has gone on") {
        $0.stage == "plan" && $0.progress == "running"
      }
      for (old, new) in zip(before, try await features.items()) {
        #expect(old.id == new.id && old.worktree == new.worktree && old.branch == new.branch)
      }
      let own = ["/workflows:brainstorm Add SSO support", "/workflows:plan"]
      #expect(features.agent("auth-sso").commands.prefix(2) == own[...])
      #expect(auth.session?.pid == before.first { $0.name == "auth-sso" }?.session?.pid)
      for name in ["auth-sso", "cart-redesign", "pagination"] { #expect(features.agent(name).starts.count == 1) }
      #expect(try await Set(features.inbox().map(\.name)) == ["cart-redesign", "pagination"])

      try await features.rig.run("retry", "cart-redesign")
      let again = try await features.reaches("cart-redesign", "works again") { $0.progress == "running" }
      #expect(again.attempts.map(\.stage) == ["brainstorm", "brainstorm"])
      #expect(again.worktree == cart.worktree && again.branch == cart.branch)
      let agent = features.agent("cart-redesign")
      #expect(agent.starts.map(\.cwd) == [cart.worktree, cart.worktree])
      #expect(agent.commands == Array(repeating: "/workflows:brainstorm Redesign the cart", count: 2))
      #expect(features.agent("auth-sso").commands == own, "nothing is said twice")
      try await features.rig.run("resume", "pagination")
      try await features.reaches("pagination", "lives again") { $0.session?.life == "live" }
      let resumed = try #require(features.agent("pagination").starts.last?.argv)
      let conversation = try #require(api.session?.conversation)
      #expect(resumed.contains("--resume") && resumed.contains(conversation))
    }
  }

  @Test("S0-23, S0-49, S0-50: argosy killed five times on the way: every command once, every stage once")
  func killedOnTheWay() async throws {
    try await withFeatures { features in
      let stages = FeatureScripts.whole.replacing("work 300ms; exit", with: "work 300ms")
      try features.agent("auth-sso").script(stages)
      try await features.rig.run("up")
      async let ordered = features.rig.outcome(
        "new", "Add SSO support", "--name", "auth-sso", "--repo", features.path("dev/app"))
      for moment in ["worktree", "session", "brainstorm", "plan", "work"] {
        _ = try await eventually("the moment \(moment)") {
          reached(moment, features)
        } until: {
          $0
        }
        try await killDaemon(features)
        try await features.rig.run("up")
      }
      #expect(try await ordered.status == 0)
      let held = try await features.reaches("auth-sso", "is held behind work, its pull request known") {
        $0.stage == "work" && $0.progress == "held" && $0.pullRequest != nil
      }
      #expect(held.history.map(\.stage) == ["brainstorm", "plan", "work"])
      #expect(held.attempts.count == 1)
      let agent = features.agent("auth-sso")
      #expect(agent.starts.count == 1)
      #expect(
        agent.commands == ["/workflows:brainstorm Add SSO support", "/workflows:plan", "/workflows:work"])
      #expect(agent.submissions.allSatisfy { $0.state == "idle" })
      #expect(try await features.items().count == 1)
      #expect(
        try await features.tmux.run("list-sessions", "-f", "#{@fleet_managed}", "-F", "#{session_name}") == "auth-sso")
    }
  }

  /// Seen from outside: argosy is not asked, for that would wait until it is at rest.
  private func reached(_ moment: String, _ features: FeatureRig) -> Bool {
    let agent = features.agent("auth-sso")
    return switch moment {
    case "worktree": features.exists(features.worktree("auth-sso"))
    case "session": !agent.starts.isEmpty
    default: agent.commands.contains { $0.hasPrefix("/workflows:\(moment)") }
    }
  }

  @Test(
    "S0-27, S0-31, S0C-09, S0C-13: an agent that is killed has crashed, and says with what",
    arguments: [SIGKILL, SIGTERM])
  func agentKilled(signal: Int32) async throws {
    try await withFeatures { features in
      try await features.begins("Add SSO support", name: "auth-sso", script: FeatureScripts.busy)
      let working = try await features.reaches("auth-sso", "works") { $0.progress == "running" }
      kill(try #require(working.session?.pid), signal)
      let crashed = try await features.reaches("auth-sso", "has crashed") { $0.status == "crashed" }
      #expect(crashed.session?.life == "crashed")
      #expect(crashed.attention.map(\.kind) == ["crash"])
      #expect(crashed.stage == "brainstorm")
      try await features.rig.run("resume", "auth-sso")
      try await features.reaches("auth-sso", "is held with its old conversation") {
        $0.session?.life == "live" && $0.progress == "held"
      }
      let starts = try await eventually("the agent has logged that it was started again") {
        features.agent("auth-sso").starts
      } until: {
        $0.count >= 2
      }
      #expect(starts.count == 2)
      let conversation = try #require(working.session?.conversation)
      #expect(starts.last?.argv?.contains(conversation) == true)
      #expect(features.agent("auth-sso").commands.count == 1)
    }
  }

  @Test("S0-50, S0C-16: the tmux server ends and another one begins: the item is known, and taken up there")
  func serverKilled() async throws {
    try await withFeatures { features in
      try await features.begins("Add SSO support", name: "auth-sso", script: FeatureScripts.busy)
      let working = try await features.reaches("auth-sso", "works") { $0.progress == "running" }
      let server = try await features.rig.server()
      try await features.tmux.run("kill-server")
      kill(try #require(working.session?.pid), SIGKILL)
      // One that is on its way out still takes calls.
      try await server.ends("the tmux server")
      try await features.tmux.start()
      try await features.rig.run("up")
      let crashed = try await features.reaches("auth-sso", "is known to be gone") { $0.status == "crashed" }
      #expect(crashed.id == working.id && crashed.worktree == working.worktree)
      try await features.rig.run("retry", "auth-sso")
      try await features.reaches("auth-sso", "works again") { $0.progress == "running" }
      let agent = features.agent("auth-sso")
      #expect(agent.starts.map(\.cwd) == [working.worktree, working.worktree])
      #expect(agent.commands.count == 2)
    }
  }

  private func killDaemon(_ features: FeatureRig) async throws {
    let (daemon, _) = try await features.rig.processes()
    try daemon.signal(SIGKILL)
    try await daemon.ends("the daemon")
  }
}
