import Foundation
import Recognition
import TestSupport
import Testing

@testable import World

@Suite("Process tree")
struct ProcessTreeTests {
  private func names(_ pid: Int32) -> [String] {
    ProcessTree.foreground(ofPane: pid).map { $0.arguments.first ?? "" }
  }

  @Test("children are found below their parents, under the names that they gave themselves")
  func children() async throws {
    try await withShell("(exec -a claude sleep 3600) & (exec -a 'two words' sleep 3600) & wait") { pid in
      let found = try await eventually("both children run") {
        ProcessTree.foreground(ofPane: pid)
      } until: { found in
        Set(found.map { $0.arguments.first ?? "" }) == ["bash", "claude", "two words"]
      }
      #expect(found.first?.pid == pid, "the pane's own process comes first")
      let child = try #require(found.first { $0.arguments.first == "claude" })
      #expect(child.parent == pid)
      #expect(child.arguments == ["claude", "3600"])
      #expect(child.name == "sleep")
      let program = try #require(child.executable?.split(separator: "/").last)
      #expect(["sleep", "coreutils", "busybox"].contains(program))
    }
  }

  @Test("grandchildren come after children")
  func depth() async throws {
    try await withShell("bash --norc -c '(exec -a deep sleep 3600) & wait' & wait") { pid in
      let found = try await eventually("the grandchild runs") {
        ProcessTree.foreground(ofPane: pid)
      } until: {
        $0.count == 3 && $0.last?.arguments.first == "deep"
      }
      #expect(found[1].parent == pid)
      #expect(found[2].parent == found[1].pid)
    }
  }

  @Test("arguments may be empty, and names may hold anything")
  func odd() async throws {
    let script = "(exec -a ') 1 2 (x' sleep 3600 '') & wait"
    try await withShell(script.replacingOccurrences(of: " ''", with: "")) { pid in
      _ = try await eventually("the child runs") {
        names(pid)
      } until: {
        $0 == ["bash", ") 1 2 (x"]
      }
    }
    try await withShell("exec bash --norc -c 'read -t 3600 <> <(:); :' '' 'a b' ''") { pid in
      let found = try await eventually("the shell runs") {
        ProcessTree.foreground(ofPane: pid).first?.arguments ?? []
      } until: {
        $0.count == 7
      }
      #expect(found.suffix(3) == ["", "a b", ""])
    }
  }

  @Test("a process that is gone has no tree", arguments: [Int32.max, 0, -1])
  func gone(pid: Int32) {
    #expect(ProcessTree.foreground(ofPane: pid).isEmpty)
  }

  @Test("in a pane only the foreground job counts, not what runs or waits behind it")
  func jobs() async throws {
    try await withTmux(command: "HISTFILE= exec bash --norc --noprofile -i") { server in
      let pid = try #require(Int32(try await server.run("display-message", "-p", "#{pane_pid}")))
      try await server.run("send-keys", "(exec -a behind sleep 3600) &", "Enter")
      try await server.run("send-keys", "(exec -a before sleep 3600)", "Enter")
      _ = try await eventually("the foreground job runs") {
        names(pid)
      } until: {
        $0.contains("before")
      }
      #expect(!names(pid).contains("behind"))
      // The shell waits for the job in a group of its own, so it is not before anybody's eyes either.
      #expect(!names(pid).contains("bash"))
      try await server.run("send-keys", "C-z")
      _ = try await eventually("the stopped job is left out") {
        names(pid)
      } until: {
        $0 == ["bash"]
      }
      try await server.run("send-keys", "fg %1", "Enter")
      _ = try await eventually("the background job is in front") {
        names(pid)
      } until: {
        $0.contains("behind")
      }
      #expect(!names(pid).contains("before"))
    }
  }
}

#if os(Linux)
  @Suite("Facts of a process")
  struct ProcessFactsTests {
    private func facts(_ line: String) -> ProcessFacts? { ProcessFacts(7, stat: Array(line.utf8)) }

    @Test("the line of the kernel is taken apart, whatever the name")
    func fields() throws {
      let facts = try #require(self.facts("7 (a) 1 2 (x)) S 1 70 71 34816 72 4194304 1 2"))
      #expect((facts.parent, facts.group, facts.foregroundGroup) == (1, 70, 72))
      #expect(facts.name == "a) 1 2 (x)")
      #expect(self.facts("7 (d) S 1 70 71 0 -1 4194304")?.foregroundGroup == -1)
    }

    @Test(
      "what is no such line is no process",
      arguments: [
        "", "7", "7 (a)", ")(", "7 (a) S 1 2", "7 (a) S x 2 3 4 5 6", "7 (a) S 1 99999999999 3 4 5 6",
        "7 (a) S 1 2 3 4 - 6x", "7 (a) Z 1 70 71 34816 72 4194304",
        // On its way out: it has no terminal and no memory any more.
        "7 (a) R 1 70 71 34816 72 4194308 1 2", "7 (a) D 1 70 71 0 -1 4194564",
      ])
    func torn(_ line: String) {
      #expect(facts(line) == nil)
    }
  }
#endif
