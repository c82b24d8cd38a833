import Daemon
import Foundation
import TestSupport
import Testing

@Suite("Before and after argosy")
struct CycleTests {
  /// Everything of a server that a person can set or see, by what it was asked with.
  private func server(_ rig: Rig) async throws -> [String: String] {
    var answers: [String: String] = [:]
    let questions: [[String]] = [
      ["show-environment", "-g"], ["show-environment", "-t", "=first:"], ["show-environment", "-t", "=work:"],
      ["show-options", "-s"], ["show-options", "-g"], ["show-options", "-gw"],
      ["show-options", "-t", "=first:"], ["show-options", "-t", "=work:"],
      ["show-options", "-w", "-t", "=work:0"], ["show-options", "-p", "-t", "=work:0.0"],
      ["show-hooks", "-g"], ["show-hooks", "-gw"], ["show-hooks", "-t", "=work:"],
      ["list-keys"], ["list-keys", "-N"], ["list-buffers"],
      ["list-clients", "-F", "#{client_name} #{client_session} #{client_flags} #{client_width}x#{client_height}"],
      ["list-sessions", "-F", "#{session_id} #{session_name} #{session_attached} #{session_alerts} #{session_group}"],
      [
        "list-windows", "-a", "-F",
        "#{session_name} #{window_id} #{window_index} #{window_name} #{window_width}x#{window_height} #{window_layout}"
          + " bell #{window_bell_flag} silence #{window_silence_flag} linked #{window_linked} active #{window_active}",
      ],
      [
        "list-panes", "-a", "-F",
        "#{session_name} #{pane_id} #{pane_pid} #{pane_title} #{pane_width}x#{pane_height} #{pane_in_mode}"
          + " #{pane_active} #{pane_start_command}",
      ],
    ]
    for question in questions { answers[question.joined(separator: " ")] = try await rig.tmux.run(question) }
    return answers
  }

  @Test(
    "up, work and down leave the server as it was: environment, sizes, bells, focus, options, hooks, keys",
    arguments: TmuxBinaries.all)
  func cycle(tmux: String) async throws {
    try await withRig(tmux: tmux) { rig in
      for arguments in [
        // Names follow the programs in their own time, with argosy or without.
        ["set-option", "-gw", "automatic-rename", "off"],
        ["set-environment", "-g", "SSH_AUTH_SOCK", "/run/of/everybody"],
        ["set-environment", "-t", "=first", "SSH_AUTH_SOCK", "/run/of/first"],
        ["set-option", "-g", "focus-events", "on"], ["set-option", "-g", "monitor-bell", "on"],
        ["set-option", "-g", "set-titles", "on"], ["set-option", "-g", "status-right", "#{E:@argosy} of the person"],
        ["set-hook", "-g", "session-renamed[3]", "set-option -g @renamed 1"],
        ["bind-key", "-N", "of the person", "G", "display-message", "hello"],
        ["bind-key", "-n", "M-x", "next-window"],
        ["set-buffer", "-b", "kept", "of the person"],
        ["new-session", "-d", "-x", "101", "-y", "33", "-s", "work", "exec sleep 1000"],
        ["split-window", "-h", "-t", "=work:0", "exec sleep 1000"],
        ["set-option", "-t", "=work:", "status-style", "bg=red"],
        ["set-option", "-w", "-t", "=work:0", "automatic-rename", "off"],
        ["set-hook", "-t", "=work:", "window-renamed[5]", "set-option -g @window 1"],
        ["new-window", "-d", "-t", "=work:", "printf '\\a'; exec sleep 1000"],
      ] {
        try await rig.tmux.run(arguments)
      }
      let agent = try await rig.agent("alpha")
      try await withPerson(at: rig, session: "first") {
        _ = try await eventually("the bell has rung") {
          try await rig.tmux.run("display-message", "-p", "-t", "=work:1", "#{window_bell_flag}")
        } until: {
          $0 == "1"
        }
        _ = try await eventually("the agent is at its prompt") {
          agent.events().contains { $0.event == "state" && $0.state == "idle" }
        } until: {
          $0
        }
        let before = try await server(rig)

        try await rig.run("up")
        try await rig.settle(["alpha": "idle"])
        try await agent.does("work")
        try await rig.settle(["alpha": "working"])
        try await agent.does(#"permission "Bash command" "make" "Builds.""#)
        try await rig.settle(["alpha": "blocked"])
        try await rig.tmux.run("send-keys", "-t", "=alpha:", "1")
        _ = try await eventually("the agent goes on") {
          try await rig.agents()["alpha"]?.state
        } until: {
          $0 != "blocked"
        }
        try await rig.run("doctor", "--verify")
        #expect(try await rig.run("down") == "argosy is down.")

        let after = try await server(rig)
        for (question, answer) in before { #expect(after[question] == answer, "\(question)") }
      }
    }
  }
}
