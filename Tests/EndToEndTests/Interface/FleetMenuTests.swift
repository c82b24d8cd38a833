import Daemon
import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a person sees and presses, on real clients.
@Suite("The fleet menu on a client")
struct FleetMenuOnClientTests {
  @Test("everything is there, what needs a person first, and a row leads to the agent", arguments: TmuxBinaries.all)
  func order(tmux: String) async throws {
    try await withInterface(tmux: tmux) { interface in
      let (rig, person) = (interface.rig, interface.person)
      try await rig.agent("calm", script: "title calm-one\nidle")
      try await rig.agent("busy", script: "title busy-one\nwork")
      try await rig.agent("asking", script: "title asking-one\nquestion \"Which one?\" \"This\" \"That\"")
      try await rig.settle(["calm": "idle", "busy": "working", "asking": "blocked"])
      try await rig.agent("blocked", script: "title blocked-one\npermission \"Bash command\" \"ls -l\"")
      try await rig.settle(["calm": "idle", "busy": "working", "asking": "blocked", "blocked": "blocked"])

      let menu = try await interface.menu()
      let rows = InterfaceRig.rows(menu).filter { $0.contains("-one") }
      let words = rows.map { $0.split(separator: " ").dropFirst().first.map(String.init) ?? "" }
      #expect(words == ["blocked", "question", "working", "idle"], "\(menu)")
      #expect(zip(rows, 1...4).allSatisfy { $0.hasSuffix("(\($1))") }, "\(rows)")
      #expect(menu.contains("argosy · 2 need you") && menu.contains("Next that needs you"), "\(menu)")

      try await person.press("3")
      let feature = try await person.sees("Go to session")
      #expect(feature.contains("busy-one"), "\(feature)")
      try await person.press("g")
      try await person.arrives(at: "busy")
      #expect(try await person.fact("#{client_key_table}") == "root")
    }
  }

  @Test("with 60 columns and 15 rows the menu is there, whole lines and all, and counts what it leaves out")
  func small() async throws {
    try await withInterface(columns: 60, rows: 15) { interface in
      let (rig, person) = (interface.rig, interface.person)
      var states: [String: String] = [:]
      for number in 0..<14 {
        let name = "agent\(number)"
        let script = number == 13 ? "permission \"Bash command\" \"ls\"" : "title 認証を追加する agent \(number)\nidle"
        try await rig.agent(name, script: script)
        states[name] = number == 13 ? "blocked" : "idle"
      }
      try await rig.settle(states)
      let menu = try await interface.menu()
      #expect(menu.contains("! blocked") && menu.contains("more: the picker (s) has them all"), "\(menu)")
      #expect(menu.contains("Next that needs you") && !menu.contains(">"), "\(menu)")
      try await person.press("1")
      let feature = try await person.sees("Go to session")
      for row in ["Allow once", "Deny", "Back"] {
        #expect(feature.contains(row), "\(row) in \(feature)")
      }
      try await person.press("b")
      try await person.sees("need")
      try await person.press("q")
      try await person.seesNo("Next that needs you")
      try await person.resize(columns: 40, rows: 10)
      try await interface.menu()
      try await person.sees("! ")
    }
  }

  @Test("what is typed ahead of a menu never reaches an agent, and a late menu stays away", arguments: TmuxBinaries.all)
  func typeAhead(tmux: String) async throws {
    try await withInterface(tmux: tmux) { interface in
      let (rig, person) = (interface.rig, interface.person)
      let agent = try await rig.agent("one", script: "title the-one\npermission \"Bash command\" \"ls\"")
      try await rig.settle(["one": "blocked"])
      try await rig.tmux.run("switch-client", "-c", person.name, "-t", "=one:")
      try await person.sees("Do you want to proceed?")
      // Any key that is not in the table calls it off.
      for keys in [["C-b", "G", "x"], ["C-b", "G", "Enter"], ["C-b", "G", "Escape"]] {
        try await late(rig, person) { try await person.hurry(keys[0], keys[1], keys[2]) }
      }
      // Behind a row of the menu, too.
      try await interface.menu()
      try await late(rig, person) { try await person.hurry("1", "z") }
      #expect(interface.input(agent).isEmpty, "\(interface.input(agent))")
      // Nothing is on its way any more: what is typed now is the agent's.
      try await person.press("Down")
      _ = try await eventually("the key arrived") {
        interface.input(agent).count
      } until: {
        $0 == 1
      }
      #expect(try await !person.screen().contains("Next that needs you"))
    }
  }

  /// Types while argosy stands still, so that what it draws comes behind the keys; then nothing of it may come.
  private func late(_ rig: Rig, _ person: AttachedClient, _ typing: () async throws -> Void) async throws {
    let (daemon, _) = try await rig.processes()
    try await daemon.whileStopped {
      try await typing()
      _ = try await eventually("a verb waits for argosy") {
        try await verbs(of: person)
      } until: {
        $0.contains { $0.contains("argosy ui ") }
      }
      // The verb was called from another table: the key behind it has come, too.
      _ = try await eventually("the client is in its root table") {
        try await person.fact("#{client_key_table}")
      } until: {
        $0 == "root"
      }
    }
    func isMenu(_ screen: String) -> Bool { screen.contains("Next that needs you") || screen.contains("Go to session") }
    let (_, early) = try await eventually("no verb is running, and nothing that it has become") {
      (try await verbs(of: person), try await person.screen())
    } until: {
      $0.0.isEmpty || isMenu($0.1)
    }
    try #require(!isMenu(early), "\(early)")
    // What is drawn from now on is drawn behind all that it asked for.
    let mark = "mark-\(UUID().uuidString.prefix(8))"
    try await rig.tmux.run("display-message", "-c", person.name, "-d", "60000", mark)
    let screen = try await person.sees(mark)
    #expect(!isMenu(screen), "\(screen)")
    // A key would end the message, and reach the agent.
    try await rig.tmux.run("display-message", "-c", person.name, "-d", "1", "gone")
    try await person.seesNo(mark)
  }

  /// The command lines of processes that are about the person's client: verbs, the shells around them, and the tmux that
  /// draws for them.
  private func verbs(of person: AttachedClient) async throws -> [String] {
    let list = try await Programs.run(
      try Programs.path(of: "ps"), ["-eww", "-o", "args"], environment: person.server.environment)
    return list.split(separator: "\n").map(String.init).filter { line in
      line.split { " '\"".contains($0) }.contains { $0 == person.name }
    }
  }

  @Test("next goes round what needs a person, and back returns", arguments: TmuxBinaries.all)
  func cycling(tmux: String) async throws {
    try await withInterface(tmux: tmux) { interface in
      let (rig, person) = (interface.rig, interface.person)
      for name in ["a", "b", "c"] {
        try await rig.agent(name, script: "permission \"Bash command\" \"ls\"")
        _ = try await eventually("\(name) is blocked") {
          try await rig.agents()[name]?.state
        } until: {
          $0 == "blocked"
        }
      }
      try await rig.agent("calm", script: "idle")
      // A window beside an agent's is in front: the jump leads to the agent all the same.
      try await rig.tmux.run("new-window", "-t", "=b:", "exec sleep 1000")
      for session in ["a", "b", "c", "a", "b"] {
        try await person.press("C-b", "N")
        try await person.arrives(at: session)
      }
      #expect(try await person.fact("#{window_index}") == "0")
      try await person.press("C-b", "G")
      try await person.sees("need you")
      try await person.press("q")
      try await person.seesNo("need you")
      try await person.hurry("C-b", "G", "Tab")
      try await person.arrives(at: "a")
      try await person.hurry("C-b", "G", "3")
      try await person.arrives(at: "c")
      try await person.hurry("C-b", "G", "Tab")
      try await person.arrives(at: "a")
    }
  }

  @Test("what is parked goes last and is not counted; a click on a count shows that state alone")
  func parking() async throws {
    try await withInterface { interface in
      let (rig, person) = (interface.rig, interface.person)
      try await rig.agent("one", script: "title one-title\npermission \"Bash command\" \"ls\"")
      try await rig.agent("two", script: "title two-title\nquestion \"Which?\" \"This\" \"That\"")
      try await rig.settle(["one": "blocked", "two": "blocked"])
      try await interface.feature("one-title")
      try await person.press("z")
      _ = try await eventually("it is parked") {
        try await rig.agents()["one"]?.parked
      } until: {
        $0 == true
      }
      let menu = try await interface.menu()
      #expect(menu.contains("argosy · 1 needs you"), "\(menu)")
      #expect(InterfaceRig.rows(menu).first?.contains("two-title") == true && menu.contains("! parked"), "\(menu)")
      try await person.press("q")
      try await person.seesNo("needs you")
      try await interface.feature("one-title")
      try await person.sees("Take up again")
      try await person.press("z")
      _ = try await eventually("it is not parked") {
        try await rig.agents()["one"]?.parked ?? false
      } until: {
        !$0
      }

      try await person.seesNo("Take up again")
      async let shown = rig.outcome("ui", "click", "argosy-q", person.name)
      let clicked = try await person.sees("two-title")
      #expect(!clicked.contains("one-title"), "\(clicked)")
      try await person.press("q")
      #expect(try await shown.status == 0)
    }
  }

  @Test("M mutes a feature, and gives its notices back")
  func muting() async throws {
    try await withInterface { interface in
      let (rig, person) = (interface.rig, interface.person)
      try await rig.agent("one", script: "title one-title\npermission \"Bash command\" \"ls\"")
      try await rig.settle(["one": "blocked"])
      for (row, isMuted) in [("Mute its notices", true), ("Unmute", false)] {
        #expect(try await interface.feature("one-title").contains(row))
        try await person.press("M")
        try await person.seesNo(row)
        _ = try await eventually("it is \(isMuted ? "muted" : "heard again")") {
          try await rig.agents()["one"]?.muted ?? false
        } until: {
          $0 == isMuted
        }
      }
    }
  }

  @Test("without an agent the menu says so, and next has nowhere to go")
  func empty() async throws {
    try await withInterface { interface in
      let menu = try await interface.menu()
      #expect(menu.contains("no agents yet"), "\(menu)")
      try await interface.person.press("q")
      try await interface.person.seesNo("no agents yet")
      try await interface.person.press("C-b", "N")
      try await interface.person.sees("argosy: nothing needs you")
      let outcome = try await interface.rig.outcome("ui", "--exit-code", "next", interface.person.name)
      #expect(outcome.status == 6 && outcome.errors == "nothing needs you\n", "\(outcome)")
      #expect(try await interface.rig.outcome("ui", "next", "nobody").status == 0)
    }
  }
}
