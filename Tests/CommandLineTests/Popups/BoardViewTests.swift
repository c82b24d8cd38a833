import Canvas
import Daemon
import Fleet
import Foundation
import Terminal
import TestSupport
import Testing
import TmuxUI

@testable import argosy

@Suite("The board")
struct BoardViewTests {
  private let now = Samples.now

  private func view(_ agents: [PopupSamples.Agent] = PopupSamples.fleet, items: [ItemReport]? = nil) throws -> BoardView
  {
    var view = BoardView()
    _ = view.update(try PopupSamples.status(agents, items: items), now: now.addingTimeInterval(-60))
    return view
  }

  private func pressed(_ view: inout BoardView, _ keys: Key...) -> [BoardAction] {
    keys.reduce([]) { $0 + view.take($1, now: now) }
  }

  @Test("what needs a person comes first, and of that what waits longest")
  func order() throws {
    #expect(try view().rows.map(\.name) == ["old", "young", "asks", "busy", "calm"])
    let item = try Samples.item {
      $0.session = nil
      $0.status = "crashed"
      $0.attention = [try Samples.attention("crash", "claude ended with 1")]
    }
    let rows = try view(items: [item]).rows
    #expect(rows.map(\.name) == ["old", "young", "asks", "auth-sso", "busy", "calm"])
    #expect(rows[3].pane == nil && rows[3].reason == "claude ended with 1")
  }

  @Test("an agent and its item are one row, as urgent as the more urgent of the two")
  func merged() throws {
    let item = try Samples.item {
      $0.session?.pane = "%1"
      $0.session?.window = "@1"
      $0.attention = [try Samples.attention("ci-failing", "test failed", key: "ci")]
    }
    let rows = try view(items: [item]).rows
    #expect(rows.count == 5)
    let row = try #require(rows.first { $0.pane == "%1" })
    #expect(row.name == "auth-sso" && row.word == .error && row.reason == "test failed" && row.item == "id-auth-sso")
  }

  @Test("Enter goes to the session, the window and the pane at once")
  func going() throws {
    var view = try view()
    #expect(pressed(&view, .down, .enter) == [.watch("%2"), .go(target: "$2:@2.%2", name: "young")])
  }

  @Test("y, d and digits answer what is shown, with the id of what is asked")
  func answering() throws {
    var view = try view()
    _ = pressed(&view, .down)
    func answer(_ word: String) -> [BoardAction] {
      [.answer(pane: "%2", ask: "a2", words: [word], isText: false, .answer(name: "young"))]
    }
    #expect(pressed(&view, .plain("y")) == answer("1"))
    #expect(pressed(&view, .plain("d")) == answer("3"))
    #expect(pressed(&view, .plain("2")) == answer("2"))
    #expect(pressed(&view, .plain("7")).isEmpty && view.note?.isTrouble == true)
  }

  @Test("what lasts, or cannot be taken back, takes a second key, and any other key is no")
  func confirming() throws {
    var view = try view()
    #expect(pressed(&view, .plain("y")).isEmpty)
    #expect(view.frame(columns: 80, rows: 24, now: now).text.contains("rm -rf x"))
    #expect(pressed(&view, .enter).isEmpty && view.mode == .list)
    #expect(pressed(&view, .plain("y"), .plain("y")).count == 1)
    #expect(pressed(&view, .down, .plain("A")) == [.watch("%2")])
    #expect(
      pressed(&view, .plain("y")) == [
        .answer(pane: "%2", ask: "a2", words: ["2"], isText: false, .answer(name: "young"))
      ])
  }

  @Test("a question of the agent's is never allowed or denied, whatever its options are called")
  func questions() throws {
    var view = try view()
    _ = pressed(&view, .down, .down)
    #expect(view.selected?.name == "asks")
    #expect(pressed(&view, .plain("y")).isEmpty && pressed(&view, .plain("d")).isEmpty)
    #expect(pressed(&view, .plain("2")).count == 1)
    #expect(pressed(&view, .plain("i"), .plain("n"), .plain("o")).isEmpty)
    #expect(
      pressed(&view, .enter) == [.answer(pane: "%4", ask: "a4", words: ["no"], isText: true, .answer(name: "asks"))])
  }

  @Test("a key that was on its way when the board changed under it answers nothing")
  func reaction() throws {
    var view = try view()
    var agents = PopupSamples.fleet
    agents[2].ask = PopupSamples.permission("new")
    _ = view.update(try PopupSamples.status(agents), now: now.addingTimeInterval(-0.1))
    #expect(pressed(&view, .plain("d")).isEmpty && view.note?.isTrouble == true)
    let later = view.take(.plain("d"), now: now.addingTimeInterval(1))
    #expect(later == [.answer(pane: "%3", ask: "new", words: ["3"], isText: false, .answer(name: "old"))])
    // Another order of the rows moves nothing from under the person.
    agents[4] = .init(
      pane: "%5", name: "busy", state: "blocked", kind: "permission", ago: 9000, ask: PopupSamples.permission("b"))
    _ = view.update(try PopupSamples.status(agents), now: now.addingTimeInterval(1))
    #expect(view.rows.first?.name == "busy" && view.selected?.name == "old")
    #expect(view.take(.plain("d"), now: now.addingTimeInterval(1.1)).count == 1)
  }

  @Test("deny and say why: the words follow when the denial was taken, and only then")
  func reasons() throws {
    var view = try view()
    _ = pressed(&view, .plain("D"), .plain("n"), .control("j"), .plain("o"))
    let order = BoardOrder.denial(name: "old", pane: "%3", text: "n\no")
    #expect(pressed(&view, .enter) == [.answer(pane: "%3", ask: "a3", words: ["3"], isText: false, order)])
    #expect(view.answered(order, try PopupSamples.delivery("refused", "another question")).isEmpty)
    #expect(view.note?.text == "old: refused: another question")
    #expect(view.answered(order, try PopupSamples.delivery("submitted", "taken")) == [.send(pane: "%3", text: "n\no")])
  }

  @Test("ending asks, and what would be lost is named before it is agreed to")
  func stopping() throws {
    let item = try Samples.item { $0.session = nil }
    var view = try view([], items: [item])
    #expect(pressed(&view, .plain("X"), .plain("n")).isEmpty)
    #expect(pressed(&view, .plain("X"), .plain("y")) == [.stop(item: item.id, named: nil)])
    var losses = Losses()
    losses.uncommitted = ["src/a.swift"]
    _ = view.answered(.stop(name: "auth-sso", item: item.id), Response(work: WorkResponse(item: item, losses: losses)))
    #expect(view.frame(columns: 60, rows: 15, now: now).text.contains("src/a.swift"))
    #expect(pressed(&view, .plain("y")) == [.stop(item: item.id, named: losses)])
    // One that argosy did not start is not its to end.
    var other = try self.view()
    #expect(pressed(&other, .plain("X"), .plain("y")).isEmpty)
  }

  @Test("the filter narrows while it is typed, Esc shows all again, and keys are text meanwhile")
  func filter() throws {
    var view = try view()
    _ = pressed(&view, .plain("/"), .plain("y"), .plain("o"), .plain("u"))
    #expect(view.shown.map(\.name) == ["young"] && view.selected?.name == "young")
    #expect(pressed(&view, .enter).isEmpty && view.mode == .list)
    #expect(view.frame(columns: 80, rows: 24, now: now).text.contains("/you"))
    #expect(pressed(&view, .escape) == [] && view.shown.count == 5)
    #expect(pressed(&view, .escape) == [.close])
  }

  @Test("what is put aside comes last, is not counted, and comes back")
  func parking() throws {
    var view = try view()
    #expect(pressed(&view, .plain("z")) == [.park(pane: "%3", isOn: true, name: "old")])
    var status = try PopupSamples.status(PopupSamples.fleet)
    status.agents[2].parked = true
    _ = view.update(status, now: now.addingTimeInterval(-9))
    #expect(view.rows.map(\.name) == ["young", "asks", "busy", "calm", "old"] && view.selected?.name == "old")
    #expect(view.frame(columns: 80, rows: 24, now: now).text.contains("2 need you"))
    #expect(pressed(&view, .plain("z")) == [.park(pane: "%3", isOn: false, name: "old")])
    #expect(pressed(&view, .plain("m")) == [.seen(pane: "%3", name: "old")])
  }

  @Test("the hub's board cannot be closed, and shows no screen until it is asked to")
  func hub() throws {
    var view = BoardView(isHub: true)
    #expect(view.update(try PopupSamples.status(PopupSamples.fleet), now: now).isEmpty)
    #expect(pressed(&view, .plain("q"), .escape, .control("c")).isEmpty)
    #expect(pressed(&view, .tab) == [.watch("%3")])
  }

  @Test("a paste is no key")
  func pasting() throws {
    var view = try view()
    view.paste("y\r")
    #expect(view.mode == .list && view.note == nil)
  }

  @Test("whatever is pressed, at whatever size, what is drawn fits and acts on nothing", arguments: SeededRandom.seeds)
  func noise(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let keys: [Key] =
      "yAdDigavoXMc?/123q\n".unicodeScalars.map { .plain($0) }
      + [.enter, .escape, .tab, .up, .down, Key(.pageUp), Key(.pageDown), .control("u")]
    let items = [
      try Samples.item("one") { $0.description = Samples.hostile }, try Samples.item("two") { $0.session = nil },
    ]
    let look = Look(MenuLook(isUnicode: random.flip()))
    for _ in 0..<8 {
      var view = BoardView(isHub: random.flip(), look: look)
      for step in 0..<40 {
        let agents = PopupSamples.fleet.shuffled(using: &random).prefix(Int.random(in: 0...5, using: &random))
        _ = view.update(try PopupSamples.status(Array(agents), items: random.flip() ? items : nil), now: now)
        let columns = Int.random(in: 1...140, using: &random)
        let rows = Int.random(in: 1...(random.flip() ? 5 : 40), using: &random)
        _ = view.fit(columns: columns, rows: rows)
        let key = keys.randomElement(using: &random) ?? .enter
        let before = view.mode
        for action in view.take(key, now: now) {
          switch action {
          case .history(let pane):
            view.lookBack(at: pane, (0..<Int.random(in: 0...90, using: &random)).map { StyledText("line \($0)") })
          // What was asked about first, or typed, carries the id of what it was about.
          case .answer(let pane, let ask, _, _, _) where before == .list:
            #expect(
              view.rows.contains { $0.pane == pane && $0.ask?.id == ask }, "seed \(seed), step \(step): \(key)")
          default: break
          }
        }
        let frame = view.frame(columns: columns, rows: rows, now: now)
        let whereabouts = "seed \(seed), step \(step): \(key) at \(columns)x\(rows)"
        #expect(frame.columns == columns && frame.rows == rows, "\(whereabouts)")
        #expect(Samples.isInert(frame.text), "\(whereabouts)")
        #expect(!look.isASCII || PlainSigns.text(frame.text) == frame.text, "\(whereabouts)")
        if let cursor = frame.cursor {
          #expect((0..<rows).contains(cursor.row) && (0..<columns).contains(cursor.column), "\(whereabouts)")
        }
        // On any board with room for a row the one that keys act on is there to be seen.
        if rows > 8, columns > 40, let name = view.selected?.name, view.mode == .list {
          #expect(frame.text.contains(name), "\(whereabouts)")
        }
      }
    }
  }

  @Test("small terminals show the list, and the screen in its place when asked")
  func small() throws {
    var view = BoardView()
    #expect(view.fit(columns: 60, rows: 15).isEmpty)
    #expect(view.update(try PopupSamples.status(PopupSamples.fleet), now: now).isEmpty)
    let list = view.frame(columns: 60, rows: 15, now: now)
    for (index, name) in ["old", "young", "asks", "busy", "calm"].enumerated() {
      #expect(list.text(row: 1 + index).contains(" \(name) "), "\(list.text)")
    }
    #expect(list.text(row: 1).hasPrefix("› !") && list.text.contains("Do you want to proceed?"))
    #expect(pressed(&view, .tab) == [.watch("%3")])
    view.show(try PopupSamples.screen("%3", ["first row", "second row"]))
    let instead = view.frame(columns: 60, rows: 15, now: now)
    #expect(instead.text(row: 1).contains(" old ") && !instead.text.contains("calm"))
    #expect(instead.text(row: 2) == "first row" && instead.text(row: 3) == "second row")
    #expect(view.fit(columns: 120, rows: 35).isEmpty && view.showsPreview)
    let beside = view.frame(columns: 120, rows: 35, now: now).text
    #expect(beside.contains("calm") && beside.contains("second row"))
  }

  @Test("what cannot be ordered is told, and is no longer under way")
  func failing() throws {
    var view = try view()
    _ = pressed(&view, .down)
    let action = try #require(pressed(&view, .plain("d")).first)
    #expect(view.isUnderWay)
    view.failed(Complaint("nobody is there"), doing: action)
    #expect(!view.isUnderWay && view.note == Note("nobody is there", isTrouble: true))
    #expect(pressed(&view, .plain("d")).count == 1 && view.isUnderWay)
    // What is no order leaves those that are.
    view.failed(Complaint("no diff"), doing: .help)
    #expect(view.isUnderWay)
    _ = view.answered(.answer(name: "young"), try PopupSamples.delivery("submitted", "taken"))
    #expect(!view.isUnderWay)
  }

  @Test("of two orders under way the second is still that when the first was answered")
  func several() throws {
    var view = try view()
    _ = pressed(&view, .down, .plain("d"), .plain("m"))
    _ = view.answered(.mark("young is marked as seen"), Response())
    #expect(view.isUnderWay)
    _ = view.answered(.answer(name: "young"), try PopupSamples.delivery("submitted", "taken"))
    #expect(!view.isUnderWay)
  }

  @Test("what is muted says so, and the same key takes it back")
  func muting() throws {
    var view = try view()
    #expect(pressed(&view, .plain("M")) == [.mute(pane: "%3", isOn: true, name: "old")])
    var status = try PopupSamples.status(PopupSamples.fleet)
    status.agents[2].muted = true
    _ = view.update(status, now: now.addingTimeInterval(-9))
    // It is counted and stays where it is: it still waits.
    let text = view.frame(columns: 90, rows: 24, now: now).text
    #expect(view.rows.first?.name == "old" && text.contains("old (muted)") && text.contains("3 need you"))
    #expect(pressed(&view, .plain("M")) == [.mute(pane: "%3", isOn: false, name: "old")])
  }

  @Test("the preview scrolls back through what its pane has shown, says where it is, and returns to now")
  func scrolling() throws {
    var view = try view()
    _ = view.fit(columns: 120, rows: 30)
    view.show(try PopupSamples.screen("%3", (480..<500).map { "line \($0)" }))
    #expect(view.frame(columns: 120, rows: 30, now: now).text.contains("line 499"))
    #expect(pressed(&view, Key(.pageDown)).isEmpty)
    #expect(pressed(&view, Key(.pageUp)) == [.history(pane: "%3")])
    view.lookBack(at: "%3", (0..<500).map { StyledText("line \($0)") })
    let room = view.previewRoom(columns: 120, rows: 30)
    let page = view.frame(columns: 120, rows: 30, now: now).text
    let most = 500 - room
    #expect(page.contains("[\(room - 1)/\(most)]") && !page.contains("line 499"), "\(page)")
    // The page above ends with the line that the page before began with.
    #expect(page.contains("line \(500 - room)") && page.contains("line \(500 - 2 * room + 1)"))
    #expect(pressed(&view, .control("y")).isEmpty)
    #expect(view.frame(columns: 120, rows: 30, now: now).text.contains("[\(room)/\(most)]"))
    #expect(pressed(&view, .control("e"), Key(.pageDown)).isEmpty && view.scrollback == nil)
    _ = pressed(&view, Key(.pageUp))
    view.lookBack(at: "%3", (0..<500).map { StyledText("line \($0)") })
    #expect(view.scrollback != nil && pressed(&view, .escape) == [] && view.scrollback == nil)
    _ = pressed(&view, Key(.pageUp))
    // Another row was selected before the history came.
    #expect(pressed(&view, .down) == [.watch("%2")])
    view.lookBack(at: "%3", (0..<500).map { StyledText("line \($0)") })
    #expect(view.scrollback == nil)
    _ = pressed(&view, Key(.pageUp))
    view.lookBack(at: "%2", [StyledText("all there is")])
    #expect(view.scrollback == nil && view.note?.text.contains("nothing above") == true)
    // Without a preview the same keys move in the list.
    #expect(pressed(&view, .tab) == [.watch(nil)])
    #expect(pressed(&view, Key(.pageDown)).isEmpty && view.selected?.name == "calm")
  }

  @Test("a setting that changed is seen on the board that is open")
  func settings() throws {
    var view = try view()
    #expect(view.frame(columns: 80, rows: 24, now: now).text.contains("●"))
    var settings = InterfaceSettings()
    settings.icons = .ascii
    settings.confirmAllow = false
    settings.styleOf[.blocked] = "fg=#010203"
    view.look = Look(MenuLook(settings: settings))
    let frame = view.frame(columns: 80, rows: 24, now: now)
    #expect(frame.text.contains("* ") && PlainSigns.text(frame.text) == frame.text)
    #expect(frame[2].contains { $0.style.foreground == .rgb(1, 2, 3) })
    #expect(pressed(&view, .plain("y")).count == 1)
  }
}
