import Daemon
import Fleet
import Testing

@testable import argosy

@Suite("How a feature comes up")
struct BeginningTests {
  /// As it is written down, before anything was begun.
  private func ordered(_ change: (inout ItemReport) throws -> Void = { _ in }) throws -> ItemReport {
    try Samples.item {
      ($0.status, $0.stage, $0.progress) = ("starting", "brainstorm", "due")
      ($0.worktree, $0.history, $0.attempts, $0.artifacts) = (nil, [], [], [])
      $0.session = nil
      try change(&$0)
    }
  }

  @Test("each step is told once, and the first command is the end")
  func steps() throws {
    var beginning = Beginning()
    let full = try Samples.item()
    var item = try ordered()
    #expect(beginning.take(item).lines.isEmpty)
    item.worktree = full.worktree
    var look = beginning.take(item)
    #expect(
      look.lines == ["worktree made: /dev/app/.claude/worktrees/auth-sso, on branch worktree-auth-sso"]
        && look.end == nil)
    item.session = full.session
    item.session?.state = "starting"
    look = beginning.take(item)
    #expect(look.lines == ["session opened: auth-sso, claude in %7"] && look.end == nil)
    #expect(beginning.take(item).lines.isEmpty)
    item.session?.state = "idle"
    look = beginning.take(item)
    #expect(look.lines == ["agent up"] && look.end == nil)
    item.history = Array(full.history.prefix(1))
    look = beginning.take(item)
    #expect(look.lines == ["first command given: brainstorm"] && look.end == .underWay)
  }

  @Test("steps that nobody looked at are told all the same, in their order")
  func late() throws {
    var beginning = Beginning()
    let look = beginning.take(try Samples.item())
    #expect(
      look.lines.map { $0.prefix { $0 != ":" } } == [
        "worktree made", "session opened", "agent up", "first command given",
      ])
    #expect(look.end == .underWay)
  }

  @Test("a failure has its reason, a queue its place, a dialog its command")
  func ends() throws {
    func end(_ change: (inout ItemReport) throws -> Void) throws -> Beginning.End? {
      var beginning = Beginning(server: " -L x")
      return beginning.take(try ordered(change)).end
    }
    #expect(try end { ($0.status, $0.reason) = ("failed", "no remote answers") } == .failed("no remote answers"))
    #expect(try end { ($0.status, $0.reason) = ("cancelled", "") } == .failed("auth-sso is cancelled"))
    #expect(
      try end { ($0.status, $0.reason) = ("queued", "waits for a free place") }
        == .waits(["queued: waits for a free place"]))
    #expect(
      try end { $0.attention = [try Samples.attention("trouble", "no such agent", key: "open")] }
        == .failed("no such agent\n  → argosy retry -L x auth-sso"))
    let trust = try Samples.attention(
      "trust", "Do you trust this folder?", options: Samples.options, ask: "t1", hint: "argosy answer auth-sso N")
    #expect(
      try end { $0.attention = [trust] }
        == .waits([
          "It waits for you (trust):", "    Do you trust this folder?", "    1 Okta", "    2 Auth0",
          "  → argosy answer -L x auth-sso --ask t1 N",
        ]))
  }

  @Test("of the log, only trouble is remarked")
  func remarks() {
    func remark(_ kind: WorkRecord.Kind) -> String? {
      let record = WorkRecord(item: ItemID("a"), name: "a", kind: kind, stage: "", text: Samples.hostile, at: 0)
      return Beginning.remark(RecordReport(record, number: 1))
    }
    #expect(remark(.spawned) == nil)
    #expect(remark(.trouble).map(Samples.isInert) == true)
  }
}
