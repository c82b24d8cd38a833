import Daemon
import Foundation
import Screens
import TestSupport
import Testing
import TmuxControl

/// More output than anybody reads.
@Suite("Faults of the flow", .serialized)
struct FlowFaults {
  #if os(Linux)
    @Test("fault 30: a daemon that stands still does not hold up a program where a person is attached")
    func stalledReader() async throws {
      try await withRig { rig in
        try await rig.tmux.run("set-option", "-g", "history-limit", "0")
        let gate = rig.gate()
        let megabytes = 6
        try await rig.tmux.run(
          "new-session", "-d", "-x", "80", "-y", "24", "-s", "flood",
          "\(gate.wait); yes 'some text of a flood' | head -c \(megabytes)000000; printf '\\033[31mlast\\033[m';"
            + " touch \(rig.file("printed").path); exec sleep 1000")
        try await rig.agent("alpha")
        try await rig.run("up")
        try await rig.settle(["alpha": "idle"])
        try await withPerson(at: rig, session: "first") {
          try await rig.expectEqual(panes: 3, "at first")
          let before = try await rig.doctor()
          let (daemon, client) = try await rig.processes()
          let server = try await rig.server()
          let memory = try server.memory()
          try await daemon.whileStopped {
            gate.open()
            try await rig.appears("printed")
            #expect(client.isOutputFull)
          }
          try await rig.expectEqual(panes: 3, "read on")
          let after = try await rig.doctor()
          #expect(after.clientPID == before.clientPID)
          #expect(after.missedDeadlines == 0)
          // What is not read is kept up to five seconds, and as tmux writes it a byte may be four.
          let growth = try server.memory("VmHWM") - memory
          #expect(growth < megabytes * 8000, "\(growth) KB for \(megabytes) MB")
        }
      }
    }

    @Test("fault 31: twenty panes that print without end leave the daemon small and every screen equal")
    func floods() async throws {
      try await withRig { rig in
        let gate = rig.gate()
        for number in 0..<20 {
          try await rig.tmux.run(
            "new-session", "-d", "-x", "80", "-y", "24", "-s", "flood\(number)",
            "\(gate.wait); yes 'some text of flood \(number)' & sleep 3; kill $!; wait;"
              + " printf '\\033[3\(number % 8)mlast of \(number)\\033[m'; touch \(rig.file("printed-\(number)").path);"
              + " exec sleep 1000")
        }
        let agent = try await rig.agent("alpha")
        try await rig.run("up")
        try await rig.settle(["alpha": "idle"])
        try await rig.expectEqual(panes: 22, "at first")
        let (daemon, _) = try await rig.processes()
        let memory = try daemon.memory()
        gate.open()
        // In the middle of it the agents are what counts.
        try await agent.does("permission \"Bash command\" \"ls\"")
        try await rig.settle(["alpha": "blocked"])
        for number in 0..<20 { try await rig.appears("printed-\(number)") }
        try await rig.expectEqual(panes: 22, "quiet again")
        let after = try await rig.doctor()
        #expect(after.reconnects == 0 && after.missedDeadlines == 0 && after.screens.drift == 0)
        #expect(after.connection.outputBytes > 50_000)
        let growth = try daemon.memory("VmHWM") - memory
        #expect(growth < 100_000, "\(growth) KB")
      }
    }
  #endif

  @Test("fault 32: panes that tmux pauses again and again while they print are known and equal in the end")
  func pauses() async throws {
    try await withRig { rig in
      let gate = rig.gate()
      let count = 8
      for number in 0..<count {
        try await rig.tmux.run(
          "new-session", "-d", "-x", "80", "-y", "24", "-s", "busy\(number)",
          "i=0; until [ -e \(gate.path) ]; do i=$((i+1));"
            + " printf '\\033[0;3%dm\(number): %d \\033[K漢 text\\033[m\\r\\n' $((i%8)) $i; sleep 0.005; done;"
            + " printf 'last'; exec sleep 1000")
      }
      try await rig.run("up")
      try await rig.expectEqual(panes: count + 1, "at first")
      let before = try await rig.doctor()
      let panes = try await rig.tmux.run(
        "list-panes", "-a", "-f", "#{==:#{@argosy_hub},}", "-F", "#{pane_id}"
      ).split(separator: "\n").map(String.init)
      let commands = Array(
        panes.map { ["refresh-client", "-t", before.client, "-A", "\($0):pause"] }.joined(separator: [";"]))
      _ = try await eventually("a storm of pauses") {
        for _ in 0..<8 { try await rig.tmux.run(commands) }
        return try await rig.doctor().screens.pauses
      } until: {
        $0 >= 60
      }
      gate.open()
      try await rig.expectEqual(panes: count + 1, "after the storm")
      for number in 0..<count {
        _ = try await eventually("the last word of \(number)") {
          try await rig.tmux.run("capture-pane", "-p", "-t", "=busy\(number):")
        } until: {
          $0.contains("last")
        }
      }
      try await rig.expectEqual(panes: count + 1, "quiet")
      let after = try await rig.doctor()
      #expect(after.clientPID == before.clientPID)
      #expect(after.screens.seeds > before.screens.seeds + 20)
      #expect(after.screens.drift == 0 && after.unseededPanes.isEmpty)
    }
  }
}
