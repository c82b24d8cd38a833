import Daemon
import Foundation
import TestSupport
import Testing

/// The person's own tmux configuration: argosy leaves it alone, and it leaves argosy alone.
@Suite("A person's own set-up", .serialized)
struct OwnSetUpTests {
  /// A prefix, a picker, a hook that names sessions by the first title of their agent, a hook that gives every session
  /// in a repository a second window.
  private static let configuration = """
    set -g prefix C-a
    unbind C-b
    set -g base-index 1
    set -g status-right "#{session_name} %H:%M"
    bind C-a choose-tree -Zs
    set-hook -g pane-title-changed 'run-shell "name-by-title #{pane_id}"'
    set-hook -g after-new-session { run-shell "second-window '#{session_id}' '#{pane_id}'" }

    """

  private static let naming = """
    #!/bin/sh
    # Once, in the window that agents are in.
    [ "$(tmux display-message -p -t "$1" '#{window_name}')" = claude ] || exit 0
    session=$(tmux show-options -pqv -t "$1" @argosy_session)
    [ -n "$session" ] || session=$(tmux display-message -p -t "$1" '#{session_id}')
    [ -z "$(tmux show-options -qv -t "$session:" @title_locked)" ] || exit 0
    title=$(tmux display-message -p -t "$1" '#{pane_title}' | sed 's/^[^A-Za-z]*//')
    case $title in *Claude*|'') exit 0;; esac
    tmux set-option -t "$session:" @title_locked 1
    tmux rename-session -t "$session:" "$(echo "$title" | tr 'A-Z ' 'a-z-' | cut -c1-30)"
    """

  private static let secondWindow = """
    #!/bin/sh
    folder=$(tmux display-message -p -t "$2" '#{pane_start_path}')
    git -C "$folder" rev-parse --git-dir > /dev/null 2>&1 || exit 0
    tmux new-window -d -t "$1:2" -n util -c "$folder" 'exec sleep 3600'
    """

  private func withOwnSetUp(_ body: (FeatureRig) async throws -> Void) async throws {
    try await withFeatures(
      configuration: Self.configuration,
      programs: ["name-by-title": Self.naming, "second-window": Self.secondWindow], body)
  }

  @Test(
    """
    S0-11, S0-25, S0-41, S0-42, S0-43, S0C-02, S0C-03, S0C-27, S0C-28: a session that a hook renames and gives a second \
    window stays the feature's
    """)
  func renamed() async throws {
    try await withOwnSetUp { features in
      let script = """
        on /workflows:brainstorm -> title Sign-on for all; work 600ms
        on /workflows:plan -> work

        """
      let item = try await features.begins("Add SSO support", name: "auth-sso", script: script)
      let renamed = try await features.reaches("auth-sso", "its session has another name, and the next command") {
        $0.session?.name == "sign-on-for-all" && $0.stage == "plan" && $0.progress == "running"
      }
      #expect(renamed.session?.session == item.session?.session)
      #expect(renamed.session?.pane == item.session?.pane)
      #expect(features.agent("auth-sso").commands.last == "/workflows:plan")
      _ = try await eventually("the hook's window is beside the agent's") {
        try await features.tmux.run("list-windows", "-t", "=sign-on-for-all", "-F", "#{window_index} #{window_name}")
      } until: {
        $0 == "1 claude\n2 util"
      }
      let fields = try await features.tmux.run(
        "list-sessions", "-f", "#{==:#{session_name},sign-on-for-all}", "-F", "#{@fleet_managed} #{@claude_task}")
      #expect(fields == "1 Add SSO support")
      #expect(
        try await features.tmux.run(
          "list-panes", "-t", "=sign-on-for-all:claude", "-F", "#{pane_current_command} #{pane_dead}") == "claude 0")
      #expect(try await features.item("sign-on-for-all").id == item.id, "it is found by its session's name")
    }
  }

  @Test("S0-43, S0-48, S0C-28: a pane beside the agent's, with another agent in it, is not taken for the feature's")
  func paneBeside() async throws {
    try await withFeatures { features in
      let item = try await features.begins(
        "Add SSO support", name: "auth-sso",
        script: "on /workflows:brainstorm -> run until-there go; work 300ms\non /workflows:plan -> work\n")
      let pane = try #require(item.session?.pane)
      try await features.shell("mkdir -p mate && echo idle > agents/mate.script")
      let other = try await features.tmux.run(
        "split-window", "-d", "-P", "-F", "#{pane_id}", "-t", pane, "-c", features.path("mate"), "exec claude")
      _ = try await eventually("the other agent is known") {
        try await features.rig.status().agents.map { "\($0.pane) \($0.state)" }
      } until: {
        $0.contains("\(other) idle") || $0.contains("\(other) done")
      }
      let still = try await features.item("auth-sso")
      #expect(still.stage == "brainstorm" && still.session?.pane == pane)
      _ = FileManager.default.createFile(atPath: features.worktree("auth-sso") + "/go", contents: nil)
      try await features.reaches("auth-sso", "goes on") { $0.stage == "plan" && $0.progress == "running" }
      #expect(features.agent("mate").commands.isEmpty)
      try await features.tmux.run("kill-pane", "-t", other)
      #expect(try await features.item("auth-sso").session?.life == "live")
    }
  }

  @Test("S0-34, S0-44: options, keys and hooks are the same before and after argosy, and the list is the registry")
  func untouched() async throws {
    try await withOwnSetUp { features in
      let before = try await setUp(features)
      try await features.rig.run("up")
      #expect(try await setUp(features) == before)
      try await features.begins("Add SSO support", name: "auth-sso", script: FeatureScripts.busy)
      #expect(try await setUp(features) == before)
      let names = try await features.items().map(\.name)
      #expect(names == ["auth-sso"])
      try await features.rig.run("stop", "auth-sso")
      try await features.rig.run("down")
      #expect(try await setUp(features) == before)
      #expect(try await features.tmux.run("list-sessions", "-F", "#{session_name}") == "first")
    }
  }

  /// Everything that a person can set, without argosy's own options.
  private func setUp(_ features: FeatureRig) async throws -> [String] {
    var lines: [String] = []
    for command in [
      ["show-options", "-g"], ["show-options", "-s"], ["show-options", "-gw"], ["show-hooks", "-g"],
      ["show-hooks", "-gw"], ["list-keys"], ["show-environment", "-g"], ["show-options", "-t", "=first:"],
    ] {
      lines += try await features.tmux.run(command).split(separator: "\n").map(String.init)
    }
    return lines.filter { !$0.hasPrefix("@argosy_") }
  }
}
