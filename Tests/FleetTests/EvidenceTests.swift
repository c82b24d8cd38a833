import Recognition
import Testing
import TmuxControl

@testable import Fleet

/// What an agent says of itself, against what its screen shows.
@Suite("Evidence beside the screen")
struct EvidenceTests {
  private static let ask = "Do you want to proceed?"

  /// An agent at its prompt, with a word of its own.
  private func scene() -> Scene {
    var scene = Scene()
    scene.now = seconds(100)
    scene.tell(.placed([pane: place()]))
    scene.tell(.identified(pane, claude))
    scene.read(finding(.idle))
    scene.now += seconds(10)
    return scene
  }

  @Test("a hook is believed before the screen has caught up, and the screen's delay changes nothing")
  func ahead() {
    var scene = scene()
    #expect(scene.hears("UserPromptSubmit", .working).map(\.to?.state) == [.working])
    scene.now += 50_000_000
    #expect(scene.read(finding(.idle)) == [], "a frame from before")
    scene.now += 50_000_000
    #expect(scene.read(finding(.working)) == [])
    #expect(scene.wait(seconds(5)) == [])
    #expect(scene.hears("Stop", .idle).map(\.to?.state) == [.done])
    scene.now += 30_000_000
    #expect(scene.read(finding(.working)) == [], "the last picture of the spinner")
    scene.now += 30_000_000
    #expect(scene.read(finding(.idle)) == [])
    #expect(scene.wait(seconds(5)) == [])
  }

  @Test("Esc is told by no hook: the screen decides")
  func interrupted() {
    var scene = scene()
    scene.hears("UserPromptSubmit", .working)
    scene.now += seconds(3)
    scene.read(finding(.working))
    scene.now += seconds(3)
    #expect(scene.read(finding(.idle)).map(\.to?.state) == [.done])
  }

  @Test("a permission that was granted is over when the screen shows so, long before its tool ends")
  func granted() {
    var scene = scene()
    scene.hears("UserPromptSubmit", .working)
    scene.now += seconds(1)
    scene.read(finding(.working))
    scene.now += 1_000_000
    #expect(scene.hears("PermissionRequest", .blocked, .permission).map(\.to?.kind) == [.permission])
    scene.now += 60_000_000
    #expect(scene.read(finding(.blocked, kind: .permission, question: Self.ask)) == [], "the same wait, with its text")
    #expect(scene.fleet.agents[pane]?.activity.ask?.question == Self.ask)
    scene.now += seconds(6)
    #expect(scene.hears("Notification", .blocked, .permission) == [])
    scene.now += seconds(6)
    #expect(scene.read(finding(.working)).map(\.to?.state) == [.working])
    #expect(scene.wait(seconds(600)) == [])
  }

  @Test("a dialog that can be seen beats every hook", arguments: ["PostToolUse", "Stop", "UserPromptSubmit"])
  func dialog(hook: String) {
    var scene = scene()
    scene.read(finding(.blocked, kind: .permission, question: Self.ask))
    scene.now += 1_000_000
    #expect(scene.hears(hook, hook == "Stop" ? .idle : .working) == [])
  }

  @Test("a question is not turned into a permission by the notification that follows it")
  func phantom() {
    var scene = scene()
    #expect(scene.hears("PreToolUse", .blocked, .question).map(\.to?.kind) == [.question])
    scene.now += seconds(6)
    #expect(scene.hears("Notification", .blocked, .permission) == [])
    #expect(scene.fleet.agents[pane]?.activity.kind == .question)
  }

  @Test("the next permission is another wait, one that is drawn in two steps is not")
  func nextPermission() {
    func permission(_ detail: String...) -> Finding {
      var finding = finding(.blocked, kind: .permission)
      finding.ask = Ask(question: Self.ask, options: [], detail: detail)
      return finding
    }
    var scene = scene()
    #expect(scene.read(permission()).count == 1)
    #expect(scene.read(permission("Bash command")) == [])
    #expect(scene.read(permission("Bash command", "make")) == [])
    // What was not whole may still be drawn, and half of a dialog may read like another one.
    scene.now += seconds(1)
    #expect(scene.read(permission("Bash command", "rm -rf build")) == [])
    #expect(scene.wait(Arbitration.dialogHold).map(\.to?.ask?.detail.last) == ["rm -rf build"])
  }

  @Test("a frame that has only its head yet does not begin a new life")
  func halfFrame() {
    var scene = scene()
    #expect(scene.read(finding(.starting, confidence: .weak)) == [])
    #expect(scene.fleet.agents[pane]?.activity.state == .idle)
  }

  @Test("under a viewer the hooks go on telling")
  func viewer() {
    var scene = scene()
    scene.hears("UserPromptSubmit", .working)
    scene.now += seconds(1)
    scene.read(finding(.working))
    scene.now += seconds(1)
    #expect(scene.read(finding(.unknown, isHold: true)) == [])
    scene.now += seconds(1)
    #expect(scene.hears("Stop", .idle).map(\.to?.state) == [.done])
    #expect(scene.read(finding(.unknown, isHold: true)) == [])
  }

  @Test("a viewer does not bring back what the screen has refuted")
  func viewerAfterEsc() {
    var scene = scene()
    scene.hears("UserPromptSubmit", .working)
    scene.now += seconds(3)
    scene.read(finding(.idle))
    scene.now += seconds(1)
    #expect(scene.read(finding(.unknown, isHold: true)) == [])
    #expect(scene.fleet.agents[pane]?.activity.state == .done)
  }

  @Test("a screen that nobody knows is not unknown while the agent's own file speaks")
  func unknownScreen() {
    var scene = scene()
    scene.hears("busy", .working, source: .registry)
    scene.now += seconds(1)
    scene.read(nil)
    #expect(scene.wait(seconds(60)) == [])
    #expect(scene.fleet.agents[pane]?.activity.state == .working)
    #expect(scene.hears("idle", .idle, source: .registry).map(\.to?.state) == [.done])
  }

  @Test("weak signs of a prompt between two tools are no end while the file says busy")
  func weak() {
    var scene = scene()
    scene.hears("busy", .working, source: .registry)
    scene.now += seconds(1)
    scene.read(finding(.working))
    scene.now += seconds(1)
    scene.read(finding(.idle, confidence: .weak))
    #expect(scene.wait(seconds(30)) == [])
    #expect(scene.read(finding(.idle)).map(\.to?.state) == [.done], "a plain prompt is one")
  }

  @Test("an end that was told needs no second look at weak signs")
  func told() {
    var scene = scene()
    scene.hears("UserPromptSubmit", .working)
    scene.now += seconds(1)
    scene.read(finding(.working))
    scene.now += seconds(1)
    scene.read(finding(.idle, confidence: .weak))
    #expect(scene.hears("Stop", .idle).map(\.to?.state) == [.done])
  }

  @Test("an error that ended the turn stays until something runs again")
  func failed() {
    var scene = scene()
    scene.hears("UserPromptSubmit", .working)
    scene.now += seconds(1)
    scene.read(finding(.working))
    scene.now += seconds(1)
    #expect(scene.hears("StopFailure", .blocked, .limit).map(\.to?.kind) == [.limit])
    scene.now += seconds(2)
    #expect(scene.read(finding(.idle)) == [])
    scene.now += seconds(2)
    #expect(scene.hears("UserPromptSubmit", .working).map(\.to?.state) == [.working])
  }

  @Test(
    "a hook that comes late, to a prompt that stays still, is believed for a moment only",
    arguments: [
      ("PostToolUseFailure", AgentState.working, BlockKind?.none), ("PermissionRequest", .blocked, .permission),
    ])
  func late(name: String, state: AgentState, kind: BlockKind?) {
    for isSeen in [true, false] {
      var scene = scene()
      if !isSeen {
        scene.read(finding(.working))
        scene.read(finding(.idle))
      }
      let before = scene.state
      #expect(before == (isSeen ? .idle : .done))
      scene.now += 300_000_000
      #expect(scene.hears(name, state, kind).map(\.to?.state) == [state])
      #expect(scene.wait(Arbitration.stillness - 1) == [])
      #expect(scene.wait(1).map(\.to?.state) == [before])
      #expect(scene.hears("busy", .working, source: .registry, ago: seconds(2)) == [], "an older word")
      #expect(scene.wait(seconds(60)) == [])
    }
  }

  @Test("what a late hook told is no more in doubt once a frame has borne it out")
  func borneOut() {
    var scene = scene()
    scene.hears("PreToolUse", .working)
    scene.now += 200_000_000
    #expect(scene.read(finding(.working)) == [])
    #expect(scene.wait(seconds(60)) == [])
    #expect(scene.state == .working)
    scene.hears("StopFailure", .blocked, .limit)
    #expect(scene.wait(seconds(60)) == [], "a turn that has ended draws nothing")
  }

  @Test("of two hooks the one that happened later counts, whichever comes in first")
  func order() {
    var scene = scene()
    scene.hears("UserPromptSubmit", .working)
    scene.now += seconds(5)
    scene.hears("Stop", .idle)
    #expect(scene.hears("PostToolUse", .working, ago: seconds(1)) == [])
    #expect(scene.fleet.agents[pane]?.activity.state == .done)
  }

  @Test("a session that has begun is not yet at its prompt")
  func starting() {
    var scene = Scene()
    scene.tell(.placed([pane: place()]))
    scene.tell(.identified(pane, claude))
    #expect(scene.hears("SessionStart", .idle) == [])
    #expect(scene.read(nil) == [])
    #expect(scene.read(finding(.idle)).map(\.to?.state) == [.idle])
  }

  @Test("what is heard of an agent that has ended, or of none, is nothing")
  func nobody() {
    var scene = scene()
    scene.read(finding(.working))
    scene.tell(.identified(pane, nil))
    #expect(scene.hears("Stop", .idle) == [])
    var empty = Scene()
    #expect(empty.hears("Stop", .idle) == [])
  }
}

extension Scene {
  /// The agent says something of itself.
  @discardableResult
  fileprivate mutating func hears(
    _ name: String, _ state: AgentState, _ kind: BlockKind? = nil, source: Evidence.Source = .hook, ago: UInt64 = 0
  ) -> [Transition] {
    let then = Moment(wall: moment.wall - Int64(ago), monotonic: now - ago)
    return tell(.heard(pane, Observation(Evidence(source, name, state, kind: kind), at: then)))
  }
}
