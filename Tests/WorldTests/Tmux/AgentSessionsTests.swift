import Foundation
import Recognition
import TestSupport
import Testing
import TmuxControl

@testable import World

@Suite("Sessions of agents")
struct AgentSessionsTests {
  private func withSessions(_ body: (AgentSessions, PrivateTmux) async throws -> Void) async throws {
    try await withTmux { server in
      let sessions = AgentSessions(
        tmux: TmuxProgram(path: server.tmux), server: ServerAddress(socket: server.socket), timeout: .seconds(120))
      try await body(sessions, server)
    }
  }

  private func opening(
    _ item: String, _ server: PrivateTmux, name: String = "dark", run arguments: [String] = ["cat"]
  ) throws -> AgentSessions.Opening {
    AgentSessions.Opening(
      item: item, name: try FeatureName(name), title: "Dark mode", directory: server.directory.path,
      program: AgentProgram(arguments: arguments))
  }

  private func dead(_ sessions: AgentSessions, _ pane: PaneID) async throws -> ManagedPane {
    let known = try await eventually("\(pane) is dead, and it is known why") {
      try await sessions.panes().first { $0.pane == pane }
    } until: {
      $0.map { $0.isDead && !$0.isEndUnknown } == true
    }
    return try #require(known)
  }

  @Test("a session is opened detached, with its marks, and its pane's process is the agent itself")
  func opened() async throws {
    try await withSessions { sessions, server in
      let standIn = try Programs.product("argosy-standin")
      var opening = try opening("item-1", server, name: "v1.2", run: [standIn, "--session-id", "x"])
      opening.program.variables = ["FLEET": "a b;"]
      let started = try await sessions.open(opening)
      let pane = started.pane
      #expect(started.isNew && !pane.isDead && pane.isManaged)
      #expect(pane.sessionName == "v1_2" && pane.windowName == "claude")
      #expect(pane.item == "item-1" && pane.agentOf == "item-1" && pane.directory == server.directory.path)
      // `env` has become the agent: same process, no shell.
      _ = try await eventually("the process is the stand-in") {
        ProcessTree.foreground(ofPane: pane.pid).map { $0.arguments.first ?? "" }
      } until: {
        $0 == [standIn]
      }
      #expect(ProcessTree.environment(of: pane.pid)?["FLEET"] == "a b;")
      let shown = try await server.run(
        "display-message", "-p", "-t", "=v1_2:", "#{@claude_task}|#{window_width}|#{window_height}|#{session_attached}")
      #expect(shown == "Dark mode|200|50|0")
      #expect(try await server.run("show-options", "-gwv", "remain-on-exit") == "off")
      #expect(try await server.run("show-options", "-p", "-t", "\(pane.pane)", "remain-on-exit") == "remain-on-exit on")
      // Nothing is started twice.
      let again = try await sessions.open(opening)
      #expect(!again.isNew && again.pane.pane == pane.pane)
      #expect(try await sessions.panes().map(\.pane) == [pane.pane])
    }
  }

  @Test("a name that is taken is numbered, and the session that has it is not touched")
  func collision() async throws {
    try await withSessions { sessions, server in
      try await server.run("new-session", "-d", "-s", "dark", "exec sleep 3600")
      try await server.run("new-session", "-d", "-s", "dark-mode", "exec sleep 3600")
      #expect(try await sessions.open(opening("a", server)).pane.sessionName == "dark-2")
      #expect(try await sessions.open(opening("b", server)).pane.sessionName == "dark-3")
      #expect(try await sessions.open(opening("c", server, name: "dark-mod")).pane.sessionName == "dark-mod")
      #expect(try await server.run("show-options", "-t", "=dark:") == "")
      #expect(try await server.run("show-options", "-p", "-t", "=dark:") == "")
      #expect(Set(try await sessions.panes().compactMap(\.item)) == ["a", "b", "c"])
    }
  }

  @Test("many that want the same name at once all get one")
  func race() async throws {
    try await withSessions { sessions, server in
      let names = try await withThrowingTaskGroup(of: String.self) { group in
        for number in 1...6 {
          let opening = try opening("item-\(number)", server)
          group.addTask { try await sessions.open(opening).pane.sessionName }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(names.sorted() == ["dark", "dark-2", "dark-3", "dark-4", "dark-5", "dark-6"])
      let panes = try await sessions.panes()
      #expect(panes.count == 6 && panes.allSatisfy { $0.item != nil && $0.item == $0.agentOf })
    }
  }

  @Test("a hook for new sessions sees the marks; one that splits them does not mislead us")
  func hooks() async throws {
    try await withSessions { sessions, server in
      try await server.run(
        "set-hook", "-g", "session-created", "set-option -gF @seen '#{@fleet_managed}#{@claude_task}#{@argosy_item}'")
      try await server.run("set-hook", "-g", "after-new-session", "split-window -hb 'exec sleep 3600'")
      let pane = try await sessions.open(opening("item", server)).pane
      let seen = try await eventually("the hook has run") {
        try await server.run("show-options", "-gqv", "@seen")
      } until: {
        !$0.isEmpty
      }
      #expect(seen == "1Dark modeitem")
      let panes = try await sessions.panes()
      #expect(panes.count == 2)
      #expect(panes.filter { $0.agentOf == "item" }.map(\.pane) == [pane.pane])
      let kept = try await server.run(
        "list-panes", "-s", "-t", "=dark:", "-F", "#{pane_id} #{pane_start_command} #{remain-on-exit}")
      #expect(kept.split(separator: "\n").filter { $0.hasSuffix(" on") }.count == 1)
      #expect(kept.contains("\(pane.pane) "))
      #expect(kept.split(separator: "\n").contains { $0.hasPrefix("\(pane.pane) ") && $0.hasSuffix(" on") })
    }
  }

  @Test("a person's destroy-unattached does not end a session that nobody is attached to")
  func unattached() async throws {
    try await withSessions { sessions, server in
      try await server.run("set-option", "-t", "=first:", "destroy-unattached", "off")
      try await server.run("set-option", "-g", "destroy-unattached", "on")
      let pane = try await sessions.open(opening("item", server)).pane
      try await server.run("set-option", "-g", "@x", "1")
      #expect(try await sessions.panes().map(\.pane) == [pane.pane])
    }
  }

  @Test("the exit code of an agent stays readable, a signal too")
  func exits() async throws {
    try await withSessions { sessions, server in
      let left = try await sessions.open(opening("a", server, run: ["sh", "-c", "exit 3"])).pane
      #expect(try await dead(sessions, left.pane).exitStatus == 3)
      let fine = try await sessions.open(opening("b", server, run: ["true"])).pane
      #expect(try await dead(sessions, fine.pane).exitStatus == 0)
      let killed = try await sessions.open(opening("c", server)).pane
      kill(killed.pid, SIGTERM)
      let pane = try await dead(sessions, killed.pane)
      #expect(pane.exitStatus == nil && pane.signal == SIGTERM)
      // One that cannot be started at all: 127 of `env`.
      let missing = try await sessions.open(opening("d", server, run: ["/nonexistent/claude"])).pane
      #expect(try await dead(sessions, missing.pane).exitStatus == 127)
    }
  }

  @Test("an agent is started anew in its pane, in a window of its session, or in a session")
  func relaunched() async throws {
    try await withSessions { sessions, server in
      var opening = try opening("item", server)
      let first = try await sessions.open(opening).pane
      // Alive: nothing happens, and nobody is asked to be quiet.
      let alive = try await sessions.relaunch(opening) { _ in Issue.record("there is nothing to respawn") }
      #expect(!alive.isNew && alive.pane.pid == first.pid)
      kill(first.pid, SIGTERM)
      _ = try await dead(sessions, first.pane)
      opening.program = AgentProgram(arguments: ["sleep", "3600"], variables: ["ROUND": "2"])
      try await confirmation { quieted in
        let second = try await sessions.relaunch(opening) {
          #expect($0 == first.pane)
          quieted()
        }
        #expect(second.isNew && second.pane.pane == first.pane && second.pane.pid != first.pid)
        #expect(!second.pane.isDead && ProcessTree.environment(of: second.pane.pid)?["ROUND"] == "2")
      }
      // Its exit code can be read again.
      let second = try #require(try await sessions.panes().first)
      kill(second.pid, SIGKILL)
      #expect(try await dead(sessions, first.pane).signal == SIGKILL)

      // The pane has gone, the session has another window, with a high number.
      try await server.run("new-window", "-d", "-t", "\(first.session):7", "-n", "util", "exec sleep 3600")
      try await server.run("kill-pane", "-t", "\(first.pane)")
      try await server.run("rename-session", "-t", "\(first.session)", "renamed #(touch x)")
      let third = try await sessions.relaunch(opening) { _ in }.pane
      #expect(third.session == first.session && third.windowIndex == 8 && third.windowName == "claude")
      #expect(third.agentOf == "item" && third.item == "item" && third.pane != first.pane)
      let shown = try await server.run(
        "list-windows", "-t", "\(first.session)", "-F", "#{window_name} #{window_active}")
      #expect(shown == "util 1\nclaude 0")
      kill(third.pid, SIGKILL)
      #expect(try await dead(sessions, third.pane).signal == SIGKILL)

      // The session has gone.
      try await server.run("kill-session", "-t", "\(first.session)")
      let fourth = try await sessions.relaunch(opening) { _ in }.pane
      #expect(fourth.session != first.session && fourth.agentOf == "item")
      #expect(try await sessions.panes().count == 1)
    }
  }

  @Test("a session is ended by its id only if it is still the item's; what is gone is gone")
  func ended() async throws {
    try await withSessions { sessions, server in
      let pane = try await sessions.open(opening("item", server)).pane
      #expect(try await !sessions.end(pane.session, item: "other"))
      #expect(try await !sessions.end(try #require(SessionID("$0")), item: "item"))
      #expect(try await sessions.panes().count == 1)
      #expect(try await sessions.end(pane.session, item: "item"))
      #expect(try await !sessions.end(pane.session, item: "item"))
      #expect(try await sessions.panes().isEmpty)
      #expect(try await server.run("list-sessions", "-F", "#{session_name}") == "first")
      await #expect(throws: TmuxFailure.self) { try await sessions.end(pane.session, item: "},1}#(touch x)") }
    }
  }

  @Test("sessions of a person that carry the mark are found, the hub's links are not")
  func found() async throws {
    try await withSessions { sessions, server in
      let pane = try await sessions.open(opening("item", server)).pane
      try await server.run(
        "new-session", "-d", "-s", "mine", "exec sleep 3600", ";", "set-option", "@fleet_managed", "1")
      try await server.run("new-session", "-d", "-s", "hub", "exec sleep 3600", ";", "set-option", "@argosy_hub", "1")
      try await server.run("link-window", "-d", "-s", "\(pane.window)", "-t", "=hub:")
      let panes = try await sessions.panes()
      #expect(panes.count == 2)
      #expect(panes.first { $0.item == "item" }?.session == pane.session)
      #expect(panes.first { $0.item == nil }.map { $0.sessionName == "mine" && $0.agentOf == nil } == true)
    }
  }
}
