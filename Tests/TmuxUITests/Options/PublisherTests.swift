import Recognition
import Testing
import TmuxControl

@testable import TmuxUI

@Suite("Publisher")
struct PublisherTests {
  private static func scene(_ state: AgentState = .working) -> Scene {
    var scene = Scene()
    scene.begin(1, in: 1)
    scene.say(state, title: "t", in: 1)
    return scene
  }

  /// A publisher that has told tmux all of this.
  private static func settled(_ publication: Publication) -> Publisher {
    var publisher = Publisher()
    for batch in publisher.update(to: publication) { publisher.answered(batch.number, succeeded: true) }
    return publisher
  }

  private static func commands(_ batches: [Publisher.Batch]) -> [String] {
    batches.flatMap { text($0.line).split(separator: " ; ").map(String.init) }
  }

  @Test("everything is written once, in one line, and then nothing")
  func once() {
    var publisher = Publisher()
    let publication = Self.scene().publication
    let batches = publisher.update(to: publication)
    #expect(batches.count == 1)
    #expect(Self.commands(batches).count == publication.values.count)
    #expect(Self.commands(batches).contains("set-option -q -s @argosy_up '1'"))
    #expect(Self.commands(batches).contains("set-option -q -t '$1' @argosy_status 'working'"))
    #expect(Self.commands(batches).contains("set-option -q -p -t '%1' @argosy_pane_status 'working'"))
    #expect(publisher.update(to: publication).isEmpty, "it is on its way")
    publisher.answered(batches[0].number, succeeded: true)
    #expect(publisher.update(to: publication).isEmpty)
  }

  @Test("only what differs is written, and what is no longer true is unset")
  func changes() {
    var scene = Self.scene()
    var publisher = Self.settled(scene.publication)
    scene.say(.blocked, kind: .permission, title: "t", in: 1)
    #expect(
      Self.commands(publisher.update(to: scene.publication)) == [
        "set-option -q -s @argosy_oldest '1004'", "set-option -q -t '$1' @argosy_ask_kind 'permission'",
        "set-option -q -t '$1' @argosy_since '1004'",
        "set-option -q -t '$1' @argosy_status 'blocked'", "set-option -q -p -t '%1' @argosy_pane_status 'blocked'",
      ])
    scene.say(.working, title: "t", in: 1)
    let back = Self.commands(publisher.update(to: scene.publication))
    #expect(back.contains("set-option -q -u -t '$1' @argosy_ask_kind"))
  }

  @Test("a change back while the first is on its way is written too")
  func backAndForth() {
    var scene = Self.scene()
    let working = scene.publication
    var publisher = Self.settled(working)
    scene.say(.idle, title: "t", in: 1)
    let first = publisher.update(to: scene.publication)
    let second = publisher.update(to: working)
    #expect(!first.isEmpty && !second.isEmpty)
    for batch in first + second { publisher.answered(batch.number, succeeded: true) }
    #expect(publisher.update(to: working).isEmpty)
    #expect(!publisher.update(to: scene.publication).isEmpty)
  }

  @Test("what tmux refused is written again")
  func refused() {
    let publication = Self.scene().publication
    var publisher = Publisher()
    let first = publisher.update(to: publication)
    publisher.answered(first[0].number, succeeded: false)
    let again = publisher.update(to: publication)
    #expect(Self.commands(again) == Self.commands(first))
    publisher.answered(again[0].number, succeeded: true)
    publisher.answered(again[0].number, succeeded: false)
    #expect(publisher.update(to: publication).isEmpty, "a second answer to one batch counts for nothing")
  }

  @Test("what was to be unset and was refused is unset again")
  func refusedUnset() {
    var publisher = Self.settled(Self.scene().publication)
    let first = publisher.update(to: Scene().publication)
    #expect(Self.commands(first).allSatisfy { $0.contains("-u") })
    publisher.answered(first[0].number, succeeded: false)
    #expect(Self.commands(publisher.update(to: Scene().publication)) == Self.commands(first))
  }

  @Test("panes and sessions that are gone are not written to again, even when they were on their way")
  func gone() {
    var scene = Self.scene()
    var publisher = Self.settled(scene.publication)
    scene.begin(2, in: 2)
    let batches = publisher.update(to: scene.publication)
    publisher.forget { $0 != .server }
    for batch in batches { publisher.answered(batch.number, succeeded: true) }
    #expect(publisher.update(to: Scene().publication).isEmpty)
  }

  @Test("the goodbye unsets everything that was written or is on its way, and nothing else")
  func withdraw() {
    var scene = Self.scene()
    var publisher = Self.settled(scene.publication)
    scene.begin(2, in: 2)
    _ = publisher.update(to: scene.publication)
    let lines = publisher.withdraw()
    let commands = lines.flatMap { text($0).split(separator: " ; ").map(String.init) }
    #expect(commands.count == scene.publication.values.count)
    #expect(commands.allSatisfy { $0.hasPrefix("set-option -q -u ") })
    #expect(Set(commands).count == commands.count)
    #expect(publisher.withdraw().isEmpty)
  }

  @Test("what an earlier life left is unset, or written over")
  func leftovers() {
    var publisher = Publisher()
    publisher.found([Publication.Key(pane(5), .paneStatus), Publication.Key(session(1), .status)])
    let commands = Self.commands(publisher.update(to: Self.scene().publication))
    #expect(commands.contains("set-option -q -u -p -t '%5' @argosy_pane_status"))
    #expect(commands.contains("set-option -q -t '$1' @argosy_status 'working'"))
    #expect(!commands.contains { $0.contains("-u -t '$1' @argosy_status") })
  }

  @Test("a great fleet is written in several lines, each refused or accepted for itself")
  func many() throws {
    var scene = Scene()
    for number: UInt32 in 1...150 {
      scene.begin(number, in: number)
      scene.say(.working, title: String(repeating: "long title ", count: 9), in: number)
    }
    var publisher = Publisher()
    let batches = publisher.update(to: scene.publication)
    try #require(batches.count > 2)
    #expect(batches.allSatisfy { $0.line.bytes.count <= Quoting.lineLimit })
    #expect(Self.commands(batches).count == scene.publication.values.count)
    for batch in batches { publisher.answered(batch.number, succeeded: batch.number != batches[1].number) }
    #expect(Self.commands(publisher.update(to: scene.publication)) == Self.commands([batches[1]]))
  }
}
