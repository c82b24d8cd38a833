import Fleet
import Recognition
import Testing
import TmuxControl

@testable import TmuxUI

@Suite("Publication")
struct PublicationTests {
  @Test("without agents only the server's options are set")
  func empty() {
    #expect(
      Scene().publication.values == [
        Publication.Key(.server, .up): "1", Publication.Key(.server, .client): "client-1",
        Publication.Key(.server, .version): "0.1",
      ])
    #expect(Publication().values.isEmpty)
  }

  @Test("an agent's pane and its session tell the same")
  func one() {
    var scene = Scene()
    scene.begin(3, in: 7)
    scene.say(.working, title: "✳ Fix the build", in: 3)
    let publication = scene.publication
    #expect(publication[pane(3), .paneStatus] == "working")
    #expect(publication[pane(3), .session] == "$7")
    #expect(publication[pane(3), .paneNote] == nil)
    #expect(publication[session(7), .status] == "working")
    #expect(publication[session(7), .title] == "Fix the build")
    #expect(publication[session(7), .pane] == "%3")
    #expect(publication[session(7), .session] == "$7")
    #expect(publication[session(7), .since] == "1003")
    #expect(publication[session(7), .ask] == nil)
    #expect(publication[session(7), .askKind] == nil)
  }

  @Test("every option stands only in the scopes that are its own")
  func scopes() {
    var scene = Scene()
    scene.begin(1, in: 1)
    scene.begin(2, in: 1)
    scene.say(.blocked, kind: .permission, ask: Ask(question: "Run?", options: []), title: "t", in: 1)
    scene.begin(3, in: 2)
    scene.rename(2, to: "longer")
    let facts = PublishedFacts(
      socket: "/s", items: [SessionID(number: 1): MadeItem.item], parked: [SessionID(number: 2)],
      showsWindowMarks: true,
      bordered: [WindowID(number: 1)])
    let values = scene.publication(beside: facts).values
    for key in values.keys {
      switch key.scope {
      case .server: #expect(OptionName.ofServer.contains(key.name))
      case .session: #expect(OptionName.ofSessions.contains(key.name))
      case .window: #expect(OptionName.ofWindows.contains(key.name))
      case .pane: #expect(OptionName.ofPanes.contains(key.name))
      }
    }
    #expect(Set(values.keys.map(\.name)) == Set(OptionName.allCases))
    let scopes = [OptionName.ofServer, OptionName.ofSessions, OptionName.ofWindows, OptionName.ofPanes]
    let twice = Dictionary(grouping: scopes.joined(), by: \.self).filter { $0.value.count > 1 }.map(\.key)
    #expect(twice == [.session])
    let foreign = OptionName.allCases.filter { !$0.rawValue.hasPrefix(Prefix.option + "_") }
    #expect(Set(foreign) == [.borderStatus, .borderFormat])
  }

  @Test("the agent in the worst state speaks for its session, and only for its own")
  func worst() {
    var scene = Scene()
    for number: UInt32 in 1...4 { scene.begin(number, in: 1) }
    scene.begin(9, in: 2)
    scene.say(.working, in: 1)
    scene.say(.idle, in: 2)
    scene.say(.blocked, kind: .question, ask: Ask(question: "Which?", options: []), title: "asks", in: 3)
    scene.say(.working, in: 4)
    scene.end(4)
    scene.say(.blocked, kind: .permission, in: 9)
    #expect(scene.publication[session(1), .status] == "question")
    #expect(scene.publication[session(1), .pane] == "%3")
    #expect(scene.publication[session(1), .title] == "asks")
    #expect(scene.publication[session(1), .ask] == "Which?")
    #expect(scene.publication[session(1), .askKind] == "question")
    #expect(scene.publication[session(2), .status] == "blocked")
    scene.close(3)
    #expect(scene.publication[session(1), .status] == "error")
    #expect(scene.publication[session(1), .ask] == nil)
    #expect(scene.publication[pane(3), .paneStatus] == nil)
  }

  @Test("of several in the same state the one that has waited longest speaks")
  func longest() {
    var scene = Scene()
    for number: UInt32 in 1...3 { scene.begin(number, in: 1) }
    for number: UInt32 in [2, 3, 1] { scene.say(.blocked, kind: .permission, in: number) }
    #expect(scene.publication[session(1), .pane] == "%2")
    scene.say(.working, in: 2)
    scene.say(.blocked, kind: .permission, in: 2)
    #expect(scene.publication[session(1), .pane] == "%3")
  }

  @Test("texts are one line and no longer than their options allow")
  func lengths() throws {
    let long = String(repeating: "word\n", count: 500)
    var scene = Scene()
    scene.begin(1, in: 1)
    scene.say(
      .blocked, kind: .plan, ask: Ask(question: long, options: [], detail: [long, "b"]), title: long, in: 1)
    let publication = scene.publication
    #expect(try #require(publication[session(1), .title]).count == 120)
    #expect(try #require(publication[session(1), .ask]).count == 200)
    #expect(try #require(publication[pane(1), .paneNote]).count == 80)
    #expect(publication.values.values.allSatisfy { !$0.contains("\n") })
  }

  @Test("a note says what is waited for, or how it ended, and nothing else")
  func notes() {
    var scene = Scene()
    scene.begin(1, in: 1)
    scene.say(.working, detail: "✽ Thinking… (3s)", in: 1)
    #expect(scene.publication[pane(1), .paneNote] == nil)
    scene.say(
      .blocked, kind: .permission, ask: Ask(question: "Proceed?", options: [], detail: ["Bash command", "rm -rf x"]),
      in: 1)
    #expect(scene.publication[pane(1), .paneNote] == "Bash command rm -rf x Proceed?")
    scene.say(.blocked, kind: .limit, detail: "resets at 5pm", in: 1)
    #expect(scene.publication[pane(1), .paneNote] == "resets at 5pm")
    scene.say(.working, in: 1)
    scene.end(1)
    #expect(scene.publication[pane(1), .paneNote] == "ended while working")
  }

  @Test("nothing that is published changes while an agent goes on with what it does")
  func stable() {
    var scene = Scene()
    scene.begin(1, in: 1)
    scene.say(.working, detail: "✽ Thinking… (3s)", title: "⠂ Fix", in: 1)
    let before = scene.publication
    scene.say(.working, detail: "✽ Thinking… (4s)", title: "⠐ Fix", in: 1)
    #expect(scene.publication == before)
  }
}
