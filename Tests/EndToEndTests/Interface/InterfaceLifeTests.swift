import Daemon
import Foundation
import TestSupport
import Testing
import World

extension Rig {
  /// Asks the daemon what no verb asks by itself.
  @discardableResult
  func ask(_ verb: Request.Verb, _ pane: String? = nil, isOn: Bool? = nil) async throws -> Response {
    let path = try DaemonPaths(.init(socket: tmux.socket), tmux.environment).socket
    return try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(
          with: Result {
            var request = Request(verb, pane: pane)
            request.isOn = isOn
            return try DaemonClient(path: path).ask(request)
          })
      }
    }
  }

  /// All options, keys and hooks of the server and its first session.
  func everything() async throws -> String {
    var text = ""
    for question in [
      ["show-options", "-g"], ["show-options", "-gw"], ["show-options", "-s"], ["show-options", "-t", "=first:"],
      ["show-options", "-w", "-t", "=first:"], ["show-options", "-p", "-t", "=first:"], ["list-keys"],
      ["list-keys", "-N"], ["show-hooks", "-g"], ["show-environment", "-g"],
      ["show-environment", "-gh"], ["list-sessions", "-F", "#{session_name}"],
    ] {
      text += try await tmux.run(question) + "\n"
    }
    return text
  }

  func token() async throws -> String {
    let text = try await tmux.run("display-message", "-p", "#{E:@argosy}")
    return text.replacing(#/#\[[^\]]*\]/#, with: "").trimmingCharacters(in: .whitespaces)
  }
}

@Suite("The interface's life", .serialized)
struct InterfaceLifeTests {
  @Test(
    "loaded, used, taken away: nothing of argosy's is left, and nothing of the person's has changed",
    arguments: TmuxBinaries.all)
  func whole(tmux: String) async throws {
    try await withRig(tmux: tmux) { rig in
      for name in ["@argosy_line", "@argosy_window_marks", "@argosy_border_show"] {
        try await rig.tmux.run("set-option", "-g", name, "on")
      }
      try await rig.tmux.run("set-option", "-g", "assume-paste-time", "0")
      let before = try await rig.everything()
      #expect(try await rig.run("tmux", "load") == "")
      let loaded = try await rig.everything()
      #expect(try await rig.run("tmux", "load") == "")
      #expect(try await rig.everything() == loaded)
      #expect(try await rig.outcome("tmux", "doctor").status == 0)

      try await rig.agent("infra").does("permission \"Bash command\" \"rm -rf build\" -> yes: work")
      try await rig.run("up")
      try await rig.settle(["infra": "blocked"])
      // A window that has a border already keeps it.
      _ = try await eventually("the window is marked and bordered") {
        [
          try await rig.option("@argosy_win_status", "-w", "-t", "=infra:"),
          try await rig.option("pane-border-status", "-w", "-t", "=infra:"),
        ]
      } until: {
        $0 == ["blocked", "top"]
      }
      #expect(try await rig.token() == "!1")
      let border = try await rig.tmux.run("display-message", "-p", "-t", "=infra:", "#{T:pane-border-format}")
      #expect(border.contains("! blocked") && border.contains("rm -rf build"), "\(border)")

      // The menu and a jump leave something behind, too.
      try await withClient(of: rig.tmux) { person in
        try await person.press("C-b", "G")
        try await person.sees("need")
        try await person.press("q", "C-b", "N")
        try await person.arrives(at: "infra")
      }
      let hidden = try await rig.tmux.run("show-environment", "-gh")
      #expect(hidden.contains("ARGOSY_"))

      try await rig.run("tmux", "uninstall")
      _ = try await eventually("the window is as it was") {
        try await rig.tmux.run("show-options", "-w", "-t", "=infra:")
      } until: {
        $0.isEmpty
      }
      try await rig.run("down")
      try await rig.tmux.run("kill-session", "-t", "=infra:")
      #expect(try await rig.everything() == before)
    }
  }

  @Test("a person at a client sees the counts, the chips, the marks and the border, and then none of them")
  func drawn() async throws {
    try await withRig { rig in
      for name in ["@argosy_line", "@argosy_window_marks", "@argosy_border_show"] {
        try await rig.tmux.run("set-option", "-g", name, "on")
      }
      try await rig.agent("infra").does("title Make CI faster\npermission \"Bash command\" \"rm x\" -> yes: work")
      try await rig.agent("api").does("title Page #(it)\nquestion \"Which one?\" \"A\" \"B\"")
      try await rig.run("tmux", "load")
      try await rig.run("up")
      try await rig.settle(["infra": "blocked", "api": "blocked"])
      let page = try await rig.tmux.kept(title: "Page #(it)")
      try await withTmux(
        command: "unset TMUX; exec '\(rig.tmux.tmux)' -u -S '\(rig.tmux.socket)' attach -t =infra:"
      ) { outer in
        let screen = try await eventually("everything is drawn") {
          try await outer.run("capture-pane", "-p")
        } until: {
          $0.contains("! Make CI faster") && $0.contains("? \(page)") && $0.contains("!1 ?1")
            && $0.contains("── ! blocked Bash command")
        }
        let lines = screen.split(separator: "\n")
        #expect(lines.first?.contains("! blocked Bash command rm x") == true)
        #expect(lines.suffix(2).first?.contains("*!") == true, "\(lines.suffix(2))")
        try await rig.run("tmux", "uninstall")
        let bare = try await eventually("nothing of it is drawn") {
          try await outer.run("capture-pane", "-p")
        } until: {
          !$0.contains("! Make CI faster") && !$0.contains("!1 ?1") && !$0.contains("! blocked") && !$0.contains("*!")
        }
        #expect(bare.contains("[infra]"))
      }
    }
  }

  @Test("a window whose border a person has set keeps it")
  func ownBorder() async throws {
    try await withRig { rig in
      try await rig.tmux.run("set-option", "-g", "@argosy_border_show", "on")
      for session in ["own", "free"] { try await rig.agent(session) }
      try await rig.tmux.run("set-option", "-w", "-t", "=own:", "pane-border-status", "bottom")
      try await rig.run("tmux", "load")
      try await rig.run("up")
      try await rig.settle(["own": "idle", "free": "idle"])
      _ = try await eventually("the free border is ours") {
        try await rig.option("pane-border-status", "-w", "-t", "=free:")
      } until: {
        $0 == "top"
      }
      #expect(try await rig.tmux.run("show-options", "-w", "-t", "=own:") == "pane-border-status bottom")
      try await rig.run("down")
      #expect(try await rig.tmux.run("show-options", "-w", "-t", "=own:") == "pane-border-status bottom")
      #expect(try await rig.tmux.run("show-options", "-w", "-t", "=free:") == "")
    }
  }

  @Test("hooks that another set-hook has wiped are set again, and the other one stays")
  func wiped() async throws {
    try await withRig { rig in
      try await rig.tmux.run("set-option", "-g", "@argosy_autostart", "on")
      try await rig.run("tmux", "load")
      let ours = try await rig.tmux.run("show-hooks", "-g")
      try await rig.run("up")
      for hook in ["client-detached", "client-attached"] {
        try await rig.tmux.run("set-hook", "-g", hook, "display-message mine")
      }
      #expect(!(try await rig.tmux.run("show-hooks", "-g").contains("[730")))
      #expect(try await rig.outcome("tmux", "doctor").status == 1)
      try await rig.ask(.interface)
      let hooks = try await eventually("the hooks are back") {
        try await rig.tmux.run("show-hooks", "-g")
      } until: {
        $0.contains("client-detached[7300]") && $0.contains("client-attached[7301]")
      }
      #expect(hooks.ranges(of: "display-message mine").count == 2)
      for line in ours.split(separator: "\n") where line.contains("[730") { #expect(hooks.contains(line)) }
      // Where the interface is not loaded, no hook is wanted.
      try await rig.run("tmux", "uninstall")
      try await rig.ask(.interface)
      // Each of these asks tmux, and is answered in turn: the first behind the question about the hooks, the second behind
      // whatever followed from its answer.
      for _ in 0..<2 { #expect(try await rig.ask(.verify).verification != nil) }
      #expect(!(try await rig.tmux.run("show-hooks", "-g").contains("[730")))
    }
  }

  @Test("a killed argosy is shown as off, and comes back with the next client that attaches")
  func killed() async throws {
    try await withRig { rig in
      try await rig.tmux.run("set-option", "-g", "@argosy_autostart", "on")
      try await rig.agent("infra")
      try await rig.run("tmux", "load")
      try await rig.run("up")
      try await rig.settle(["infra": "idle"])
      let report = try await rig.doctor()
      kill(report.pid, SIGKILL)
      _ = try await eventually("the token says so") {
        try await rig.token()
      } until: {
        $0 == "argosy off"
      }
      // What the killed one left goes with the next one; its hub goes by itself.
      try await withTmux(
        command: "unset TMUX; exec '\(rig.tmux.tmux)' -u -S '\(rig.tmux.socket)' attach -t =first:"
      ) { _ in
        _ = try await eventually("argosy is up") {
          try await rig.option("@argosy_up", "-s")
        } until: {
          $0 == "1"
        }
      }
      try await rig.settle(["infra": "idle"])
      #expect(try await rig.doctor().pid != report.pid)
    }
  }

  @Test("a session that is put aside is not counted, also after argosy was away, until it works again")
  func parked() async throws {
    try await withRig { rig in
      try await rig.run("tmux", "load")
      let agent = try await rig.agent("infra")
      try await agent.does("question \"Which one?\" \"A\" \"B\"")
      try await rig.run("up")
      let pane = try #require(try await rig.settle(["infra": "blocked"])["infra"]?.pane)
      #expect(try await rig.token() == "?1")
      #expect(try await rig.option("@argosy_oldest", "-s") != "")
      let response = try await rig.ask(.park, "infra")
      #expect(response.error == nil)
      _ = try await eventually("it is not counted") {
        try await rig.token()
      } until: {
        $0 == ""
      }
      #expect(try await rig.option("@argosy_parked", "-t", "=infra:") == "1")
      #expect(try await rig.option("@argosy_oldest", "-s") == "")
      #expect(try await rig.agents()["infra"]?.parked == true)
      try await rig.ask(.mute, pane)
      #expect(try await rig.agents()["infra"]?.muted == true)

      try await rig.run("down")
      #expect(try await rig.option("@argosy_parked", "-t", "=infra:") == "")
      try await rig.run("up")
      try await rig.settle(["infra": "blocked"])
      #expect(try await rig.agents()["infra"]?.parked == true)
      #expect(try await rig.option("@argosy_parked", "-t", "=infra:") == "1")

      try await rig.ask(.mute, "infra", isOn: false)
      try await rig.tmux.run("send-keys", "-t", pane, "1")
      try await agent.does("work")
      try await rig.settle(["infra": "working"])
      _ = try await eventually("it counts again") {
        try await rig.token()
      } until: {
        $0 == "●1"
      }
      let working = try await rig.agents()["infra"]
      #expect(working?.parked == nil && working?.muted == nil)
      try await agent.does("idle")
      try await rig.settle(["infra": "done"])
      try await rig.ask(.seen, "infra")
      try await rig.settle(["infra": "idle"])
      #expect(try await rig.ask(.park, "nothing").isMissing == true)
    }
  }

  @Test("a feature's stage, branch and id stand at its session, and go with argosy")
  func feature() async throws {
    try await withFeatures { features in
      try await features.rig.run("tmux", "load")
      try await features.begins("Add SSO support", name: "auth-sso", script: FeatureScripts.busy)
      let stage = try await eventually("the stage is shown") {
        try await features.rig.option("@argosy_phase", "-t", "=auth-sso:")
      } until: {
        !$0.isEmpty
      }
      #expect(stage == "brainstorm")
      let item = try await features.item("auth-sso")
      #expect(try await features.rig.option("@argosy_id", "-t", "=auth-sso:") == item.id)
      #expect(try await features.rig.option("@argosy_branch", "-t", "=auth-sso:") == "worktree-auth-sso")
      _ = try await eventually("the stage is in the picker") {
        try await features.tmux.run("list-sessions", "-f", "#{@argosy_status}", "-F", "#{E:@argosy_tree}")
      } until: {
        $0.contains("brainstorm")
      }
      try await features.rig.run("down")
      #expect(try await features.rig.option("@argosy_phase", "-t", "=auth-sso:") == "")
    }
  }
}
