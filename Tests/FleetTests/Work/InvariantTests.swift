import Recognition
import Testing

@testable import Fleet

@Suite("Invariants of work items")
struct InvariantTests {
  @Test("what must not be is told")
  func items() {
    var scene = WorkScene()
    scene.begin()
    let sound = scene.item
    #expect(Coordinator(items: [sound], nextEffect: 9).violations() == [])
    let changes: [(String, (inout WorkItem) -> Void)] = [
      ("active and complete", { $0.status = .complete }),
      ("without a worktree", { $0.workspace = nil }),
      ("has not", { $0.stage = "nowhere" }),
      ("0 texts", { $0.progress = .due }),
      ("2 texts", { $0.errands = [Self.errand(.sending)] }),
      ("spent 3 on ci", { $0.spent["ci"] = 3 }),
      (
        "is over and wants",
        { item in
          item.life = .ended(.complete(""))
          item.outcome = .complete("")
          item.status = .complete
        }
      ),
      (
        "wants [\"gate\"]",
        { item in
          item.life = .ending(.cancelled(""), removing: nil)
          item.attention["gate"] = Attention(.gate, "", since: 0)
        }
      ),
      ("closes its session unasked", { $0.doing = WorkEffect(id: EffectID(1), item: $0.id, deed: .close) }),
      (
        "removes its worktree unasked",
        { item in
          item.doing = WorkEffect(id: EffectID(1), item: item.id, deed: .discard(named: Losses()))
        }
      ),
    ]
    for (words, change) in changes {
      var item = sound
      item.attention["gate"] = Attention(.gate, "", since: 0)
      change(&item)
      let found = Coordinator(items: [item], nextEffect: 9).violations()
      #expect(found.contains { $0.contains(words) }, "\(words): \(found)")
    }
  }

  private static func errand(_ progress: Errand.Progress) -> Errand {
    var errand = Errand(about: "ci", text: "mend it")
    errand.progress = progress
    return errand
  }

  @Test("two items share neither a name, nor an agent, nor an effect")
  func pairs() {
    var scene = WorkScene()
    scene.begin()
    var other = WorkItem(WorkScene.new("b", name: "a"), at: scene.moment)
    other.session = scene.item.session
    other.doing = scene.item.doing
    let found = Coordinator(items: [scene.item, other], nextEffect: 9).violations().joined(separator: "; ")
    #expect(found.contains("under one name"))
    #expect(found.contains("share the live pane"))
    #expect(found.contains("share the effect"))
  }

  @Test("steps that must not be are told")
  func steps() {
    var scene = WorkScene()
    scene.begin()
    let before = Coordinator(items: [scene.item], nextEffect: 9)
    var item = scene.item
    item.life = .ending(.cancelled(""), removing: nil)
    item.doing = nil
    let after = Coordinator(items: [item], nextEffect: 9)
    var outcome = WorkOutcome()
    #expect(Self.found(from: before, outcome, to: after).contains("is not written down"))
    outcome.changed = [scene.id]
    var found = Self.found(from: before, outcome, to: after)
    for words in ["is ended unasked", "forgot its effect"] { #expect(found.contains(words), "\(words): \(found)") }
    outcome.wishes = [
      .act(WorkEffect(id: EffectID(3), item: scene.id, deed: .send("x"))),
      .act(WorkEffect(id: EffectID(9), item: ItemID("none"), deed: .close)), .cancel(EffectID(77)),
    ]
    item.session?.sight = AgentSight(.working)
    found = Self.found(from: before, outcome, to: Coordinator(items: [item], nextEffect: 9))
    for words in [
      "was given before", "was not seen ready", "which is not there", "is not under way", "was given already",
    ] { #expect(found.contains(words), "\(words): \(found)") }
    #expect(Self.found(from: before, WorkOutcome(), to: Coordinator()).contains("is lost"))
  }

  private static func found(from before: Coordinator, _ outcome: WorkOutcome, to after: Coordinator) -> String {
    var witness = Witness(before)
    let unsaid = witness.unsaid(in: after)
    return (unsaid + witness.violations(by: .woke, outcome, in: after)).joined(separator: "; ")
  }
}
