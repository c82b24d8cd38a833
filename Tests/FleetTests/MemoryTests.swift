import Recognition
import Testing
import TmuxControl

@testable import Fleet

@Suite("What an earlier life remembers")
struct MemoryTests {
  private static let earlier = Moment(wall: Scene.epoch - 3_600_000_000_000, monotonic: 0)

  private func scene(
    remembering activity: Activity, pid: Int32?, isShown: Bool = false, since: Moment = earlier
  ) -> Scene {
    var scene = Scene()
    scene.tell(.remembered(pane, Memory(activity: activity, since: since, pid: pid)))
    scene.tell(.placed([pane: place(isShown: isShown)]))
    scene.tell(.identified(pane, claude))
    return scene
  }

  @Test("an agent that is in the state it was in has been so since then")
  func since() {
    var scene = scene(remembering: Activity(.blocked, kind: .permission), pid: claude.pid)
    scene.now = 5
    scene.read(finding(.blocked, kind: .permission, question: "Run?"))
    #expect(scene.agent?.since == Self.earlier)
    #expect(scene.transitions.last?.at == Self.earlier)
  }

  @Test("another state, or another kind of dialog, begins now")
  func changed() {
    for said in [finding(.working), finding(.blocked, kind: .plan)] {
      var scene = scene(remembering: Activity(.blocked, kind: .permission), pid: claude.pid)
      scene.now = 5
      scene.read(said)
      #expect(scene.agent?.since == scene.moment)
    }
  }

  @Test("a turn whose end nobody has seen is still done")
  func unseen() {
    var scene = scene(remembering: Activity(.done), pid: claude.pid)
    scene.read(finding(.idle))
    #expect(scene.agent?.activity == Activity(.done))
    #expect(scene.agent?.since == Self.earlier)
  }

  @Test("a turn whose end is being looked at now is idle")
  func seenNow() {
    var scene = scene(remembering: Activity(.done), pid: claude.pid, isShown: true)
    scene.read(finding(.idle))
    #expect(scene.agent?.activity == Activity(.idle))
    #expect(scene.agent?.since == scene.moment)
  }

  @Test("what another process did is not this one's past", arguments: [Int32?.none, 99])
  func otherProcess(pid: Int32?) {
    var scene = scene(remembering: Activity(.done), pid: pid)
    scene.read(finding(.idle))
    #expect(scene.agent?.activity == Activity(.idle))
    #expect(scene.agent?.since == scene.moment)
  }

  @Test("a memory serves once: a later return to the state begins anew")
  func once() {
    var scene = scene(remembering: Activity(.working), pid: claude.pid)
    scene.read(finding(.working))
    scene.now = 7
    scene.read(finding(.idle))
    scene.now = 9
    scene.read(finding(.working))
    #expect(scene.agent?.since == scene.moment)
  }

  @Test("memories of panes that are gone are dropped")
  func gone() {
    var scene = Scene()
    scene.tell(.placed([pane: place()]))
    scene.tell(.remembered(pane, Memory(activity: Activity(.done), since: Self.earlier, pid: claude.pid)))
    scene.tell(.placed([:]))
    scene.tell(.placed([pane: place()]))
    scene.tell(.identified(pane, claude))
    scene.read(finding(.idle))
    #expect(scene.agent?.activity == Activity(.idle))
  }

  @Test("a clock that was set back puts nothing into the future")
  func future() {
    let later = Moment(wall: Scene.epoch + 60_000_000_000, monotonic: 0)
    var scene = scene(remembering: Activity(.working), pid: claude.pid, since: later)
    scene.read(finding(.working))
    #expect(scene.agent?.since == scene.moment)
  }
}
