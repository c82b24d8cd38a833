import Recognition
import Testing
import TmuxControl

@testable import Fleet

@Suite("What is believed")
struct BeliefTests {
  @Test("a turn that ends unseen is done until somebody looks")
  func done() {
    var scene = Scene.showing(finding(.working))
    #expect(scene.read(finding(.idle)).map(\.to) == [Activity(.done)])
    #expect(scene.tell(.placed([pane: place()])).isEmpty)
    let seen = scene.tell(.placed([pane: place(isShown: true)]))
    #expect(seen.map(\.to) == [Activity(.idle)])
    #expect(seen.map(\.reason) == ["looked at"])
    #expect(scene.tell(.placed([pane: place()])).isEmpty)
  }

  @Test("a turn that ends before a person's eyes is idle")
  func seen() {
    var scene = Scene.showing(finding(.working), isShown: true)
    #expect(scene.read(finding(.idle)).map(\.to) == [Activity(.idle)])
  }

  @Test("a finding that is repeated is no transition, and does not touch since")
  func repeated() {
    for finding in [
      finding(.working), finding(.idle), finding(.background), finding(.blocked, kind: .plan, question: "Go?"),
    ] {
      var scene = Scene.showing(finding)
      let since = scene.agent?.since
      scene.now = seconds(5)
      #expect(scene.read(finding).isEmpty)
      #expect(scene.agent?.since == since)
    }
  }

  @Test("a new question in the same kind of dialog is a transition, a moved cursor is not")
  func questions() {
    var scene = Scene.showing(finding(.blocked, kind: .permission, question: "Run a?", options: ["yes"]))
    scene.now = seconds(1)
    #expect(scene.read(finding(.blocked, kind: .permission, question: "Run a?", options: ["yes", "no"])).isEmpty)
    #expect(scene.agent?.activity.ask?.options.map(\.label) == ["yes", "no"])
    #expect(scene.agent?.since.monotonic == 0)
    // Half of a dialog may read like another one.
    #expect(scene.read(finding(.blocked, kind: .permission, question: "Run b?")) == [])
    #expect(scene.agent?.activity.ask?.question == "Run a?")
    let next = scene.wait(Arbitration.dialogHold)
    #expect(next.map { $0.to?.ask?.question } == ["Run b?"])
    #expect(scene.agent?.since.monotonic == seconds(1) + Arbitration.dialogHold)
  }

  @Test("another kind of dialog with the same words is a transition")
  func kinds() {
    var scene = Scene.showing(finding(.blocked, kind: .permission, question: "Go on?"))
    #expect(scene.read(finding(.blocked, kind: .plan, question: "Go on?")).map(\.to?.kind) == [.plan])
  }

  @Test("a screen that says nothing becomes unknown when that has lasted")
  func doubt() {
    var scene = Scene.showing(finding(.working))
    #expect(scene.read(nil).isEmpty)
    #expect(scene.wakes.last == Arbitration.doubtHold)
    #expect(scene.wait(Arbitration.doubtHold - 1).isEmpty)
    #expect(scene.read(nil).isEmpty, "more of the same does not start the wait anew")
    #expect(scene.wait(1).map(\.to) == [Activity(.unknown)])
    #expect(scene.read(finding(.working)).map(\.from) == [Activity(.unknown)])
  }

  @Test("a doubt is forgotten as soon as the screen speaks", arguments: [true, false])
  func doubtEnds(isHold: Bool) {
    var scene = Scene.showing(finding(.working))
    scene.read(nil)
    scene.read(isHold ? finding(.unknown, isHold: true) : finding(.working))
    #expect(scene.wait(seconds(60)).isEmpty)
    #expect(scene.state == .working)
  }

  @Test("weak signs of a prompt are believed when they have lasted")
  func weakPrompt() {
    var scene = Scene.showing(finding(.working))
    #expect(scene.read(finding(.idle, confidence: .weak)).isEmpty)
    #expect(scene.wait(Arbitration.idleHold - 1).isEmpty)
    #expect(scene.wait(1).map(\.to) == [Activity(.done)])
  }

  @Test("a frame between two tool calls is no end of the turn")
  func weakBlink() {
    var scene = Scene.showing(finding(.working))
    scene.read(finding(.idle, confidence: .weak))
    scene.now = Arbitration.idleHold / 2
    scene.read(finding(.working))
    #expect(scene.wait(seconds(60)).isEmpty)
    #expect(scene.transitions.count == 2)
  }

  @Test("a person who comes to look while a weak prompt is waited for sees its end")
  func looksDuringHold() {
    var scene = Scene.showing(finding(.working))
    scene.read(finding(.idle, confidence: .weak))
    scene.tell(.placed([pane: place(isShown: true)]))
    #expect(scene.wait(Arbitration.idleHold).map(\.to) == [Activity(.idle)])
  }

  @Test("a person who leaves while a weak prompt is waited for does not see its end")
  func leavesDuringHold() {
    var scene = Scene.showing(finding(.working), isShown: true)
    scene.read(finding(.idle, confidence: .weak))
    scene.tell(.placed([pane: place()]))
    #expect(scene.wait(Arbitration.idleHold).map(\.to) == [Activity(.done)])
  }

  @Test("without sight of the server every agent is unknown, and waits for nothing")
  func lostSight() {
    var scene = Scene.showing(finding(.working))
    scene.read(nil)
    #expect(scene.tell(.lostSight).map(\.to) == [Activity(.unknown)])
    #expect(scene.tell(.lostSight).isEmpty)
    #expect(scene.wait(seconds(60)).isEmpty)
    #expect(scene.agent?.remark != nil)
    #expect(scene.read(finding(.working)).map(\.to) == [Activity(.working)])
    #expect(scene.agent?.remark == nil)
  }

  @Test(
    "a title loses the glyph that agents animate and nothing else",
    arguments: [
      ("✳ Fix the build", "Fix the build"), ("⠐ Fix", "Fix"), ("⣿  two", "two"), ("◐ x", "x"), ("◓x", "x"), ("✳", ""),
      ("", ""), ("★ Fix", "★ Fix"), (" ✳ Fix", " ✳ Fix"), ("✳✳ Fix", "✳ Fix"), ("Fix ✳", "Fix ✳"),
      ("✦  Working… (argo)", "Working… (argo)"), ("✋  Action Required", "Action Required"),
      ("⏲\u{FE0F}  Quiet", "Quiet"),
    ])
  func titles(title: String, plain: String) {
    var scene = Scene.started()
    scene.read(nil, title: title)
    #expect(scene.agent?.title == plain)
  }

  @Test("a title that changes is no transition")
  func titleOnly() {
    var scene = Scene.showing(finding(.working))
    #expect(scene.read(finding(.working), title: "⠂ Thinking").isEmpty)
    #expect(scene.agent?.title == "Thinking")
  }
}
