import Canvas
import Daemon
import Foundation
import Terminal
import Testing
import TmuxUI

@testable import argosy

@Suite("Popups")
struct PopupViewTests {
  private let now = Samples.now

  @Test("a peek answers what it shows, goes with Enter, and closes with anything else")
  func peek() throws {
    var view = PeekView("$2")
    #expect(view.update(try PopupSamples.status(PopupSamples.fleet), now: now.addingTimeInterval(-9)) == "%2")
    #expect(view.update(try PopupSamples.status(PopupSamples.fleet), now: now.addingTimeInterval(-8)) == nil)
    #expect(view.take(.plain("d"), now: now) == .answer(pane: "%2", ask: "a2", words: ["3"]))
    #expect(view.take(.plain("d"), now: now) == nil)
    view.answered(try PopupSamples.delivery("submitted", "taken"))
    #expect(view.take(.plain("A"), now: now) == nil)
    #expect(view.take(.plain("A"), now: now) == .answer(pane: "%2", ask: "a2", words: ["2"]))
    #expect(view.take(.enter, now: now) == .go(target: "$2:@2.%2"))
    #expect(view.take(.plain("x"), now: now) == .close)
    var calm = PeekView("%1")
    _ = calm.update(try PopupSamples.status(PopupSamples.fleet), now: now)
    #expect(calm.take(.plain("y"), now: now.addingTimeInterval(5)) == .close)
  }

  @Test("a peek shows the end of the screen in its colours, without blank rows")
  func screen() throws {
    var view = PeekView("%1")
    _ = view.update(try PopupSamples.status(PopupSamples.fleet), now: now)
    let screen: ScreenReport = try Samples.decoded(
      #"{"pane":"%1","title":"","columns":20,"rows":["a","b","c","",""],"ansi":["a","b","\u001b[0;31mred\u001b[0m","",""]}"#
    )
    view.show(Response(screen: screen, pane: "%1"))
    let frame = view.frame(columns: 20, rows: 3)
    #expect(frame.text(row: 0) == "b" && frame.text(row: 1) == "red")
    #expect(frame[1].first?.style == Style(foreground: .palette(1)))
  }

  @Test("digits choose by the numbers that the agent shows, and by places where it shows none")
  func digits() {
    func asked(_ answers: String...) -> AskedOf {
      AskedOf(
        id: "a", kind: "question", lines: [], options: answers.map { .init(answer: $0, label: "label of \($0)") },
        takesText: true, takesSeveral: false)
    }
    let gap = asked("1", "2", "4")
    #expect(Reply.number(2).words(for: gap) == ["2"] && Reply.number(4).words(for: gap) == ["4"])
    #expect(Reply.number(3).words(for: gap) == nil)
    #expect(AskText.hints(gap).map(\.key) == ["1 2 4"] && AskText.hints(asked("1", "2")).map(\.key) == ["1-2"])
    let letters = asked("a", "b")
    #expect(Reply.number(2).words(for: letters) == ["b"] && Reply.number(3).words(for: letters) == nil)
  }

  @Test("a peek that could not answer says so, and answers again")
  func failing() throws {
    var view = PeekView("$2")
    _ = view.update(try PopupSamples.status(PopupSamples.fleet), now: now.addingTimeInterval(-9))
    #expect(view.take(.plain("d"), now: now) != nil && view.isUnderWay)
    view.failed(Complaint("the daemon is gone"))
    #expect(!view.isUnderWay && view.frame(columns: 60, rows: 5).text.contains("✗ the daemon is gone"))
    #expect(view.take(.plain("d"), now: now) == .answer(pane: "%2", ask: "a2", words: ["3"]))
  }

  @Test("a peek scrolls back, answers nothing meanwhile, and returns to what is now")
  func scrolling() throws {
    var view = PeekView("$2")
    _ = view.update(try PopupSamples.status(PopupSamples.fleet), now: now.addingTimeInterval(-9))
    view.show(try PopupSamples.screen("%2", ["now"]))
    #expect(view.take(Key(.pageDown), now: now) == nil && view.scrollback == nil)
    #expect(view.take(.up, now: now) == .history(pane: "%2"))
    let history = (0..<100).map { StyledText("line \($0)") }
    view.lookBack(history, room: 9)
    let frame = view.frame(columns: 60, rows: 10)
    #expect(frame.text(row: 0).hasPrefix("line 90 ") && frame.text(row: 0).hasSuffix("[1/91]"))
    #expect(frame.text(row: 8) == "line 98" && !frame.text(row: 9).contains("allow"))
    for key: Key in [.plain("y"), .plain("d"), .plain("1")] { #expect(view.take(key, now: now) == nil) }
    #expect(!view.isUnderWay && view.note?.isTrouble == true)
    #expect(view.take(Key(.home), now: now) == nil && view.frame(columns: 60, rows: 10).text.contains("[91/91]"))
    #expect(view.frame(columns: 60, rows: 10).text(row: 0).hasPrefix("line 0 "))
    #expect(view.take(Key(.pageDown), now: now) == nil && view.frame(columns: 60, rows: 10).text.contains("[83/91]"))
    #expect(view.take(.control("u"), now: now) == nil && view.frame(columns: 60, rows: 10).text.contains("[87/91]"))
    #expect(view.take(Key(.end), now: now) == nil && view.frame(columns: 60, rows: 10).text(row: 0) == "now")
    #expect(view.take(.plain("d"), now: now) != nil)
    #expect(view.take(.up, now: now) == .history(pane: "%2"))
    view.lookBack(Array(history.prefix(9)), room: 9)
    #expect(view.scrollback == nil && view.note?.text == "there is nothing above what is shown")
    #expect(view.take(.up, now: now) != nil)
    view.lookBack(history, room: 9)
    // Two keys leave: the first one only the past.
    let (first, second) = (view.take(.escape, now: now), view.take(.escape, now: now))
    #expect(first == nil && second == .close)
  }

  @Test("history keeps its colours from line to line, and its line drawing")
  func history() {
    let lines: [Substring] = [
      "\u{1B}[31mred", "still", "\u{1B}[39mplain \u{0E}qx\u{0F}.", "", "a line that is wider than it", "",
    ]
    let shown = StyledScreen.history(lines, columns: 10)
    #expect(shown.map(\.text) == ["red", "still", "plain ─│.", "", "a line tht"])
    #expect(shown[1].cells.first?.style == Style(foreground: .palette(1)))
    #expect(shown[2].cells.first?.style == .default)
  }

  @Test("a prompt is sent whole, refused where something is asked, and its verdict is shown")
  func prompt() throws {
    var view = PromptView("%1")
    _ = view.update(try PopupSamples.status(PopupSamples.fleet))
    #expect(view.take(.enter) == nil && view.frame(columns: 50, rows: 6).text.contains("nothing is written"))
    for key: Key in [.plain("/"), .control("j"), .plain("b")] { #expect(view.take(key) == nil) }
    #expect(view.warning != nil)
    #expect(view.take(.enter) == .order(.init(pane: "%1", text: "/\nb")))
    #expect(view.take(.plain("x")) == nil)
    _ = view.answered(try PopupSamples.delivery("refused", "the agent is at work"))
    #expect(!view.isOver && view.frame(columns: 60, rows: 6).text.contains("refused: the agent is at work"))
    #expect(view.take(.enter) == .order(.init(pane: "%1", text: "/\nb")))
    _ = view.answered(try PopupSamples.delivery("submitted", "taken"))
    #expect(view.isOver && view.take(.plain("x")) == .close)
    var asked = PromptView("%2")
    _ = asked.update(try PopupSamples.status(PopupSamples.fleet))
    asked.paste("go on")
    #expect(asked.take(.enter) == nil && asked.frame(columns: 60, rows: 6).text.contains("answer that first"))
  }

  private func form(_ draft: FormView.Draft = .init()) -> FormView {
    var view = FormView(directory: "/", agents: ["claude", "codex"], id: "id")
    view.restore(draft)
    return view
  }

  @Test("the form orders what was filled in, and says a refusal in its place")
  func filling() throws {
    var view = form()
    #expect(view.take(.enter) == nil && view.frame(columns: 70, rows: 12).text.contains("say what is to be built"))
    view.paste("Add search\nwith filters")
    for key: Key in [.tab, .plain("s"), .plain("e"), .tab, .tab, .plain("d"), .tab, .right, .right, .tab, .plain(" ")] {
      #expect(view.take(key) == nil)
    }
    let expected = FeatureRequest(
      id: "id", description: "Add search\nwith filters", name: "se", directory: "/", base: "d", isAutomatic: true,
      agent: "codex")
    #expect(view.take(.enter) == .order(.start(expected)))
    #expect(view.answered(Response(error: "the base d is unknown")) == nil)
    #expect(view.frame(columns: 70, rows: 12).text.contains("the base d is unknown") && !view.isOver)
    #expect(view.take(.enter) == .order(.start(expected)))
    let bare = try Samples.item("se") { ($0.id, $0.worktree, $0.session) = ("id", nil, nil) }
    let news = view.answered(Response(work: WorkResponse(item: bare)))
    #expect(view.isOver && !view.isBegun && news == .news(item: "id"))
    let again = view.update(try PopupSamples.status([]))
    #expect(again == .news(item: "id") && view.kept == view.draft)
    var broken = bare
    broken.attention = [try Samples.attention("trouble", "there is no branch d")]
    _ = view.answered(Response(work: WorkResponse(item: broken)))
    let more = view.update(try PopupSamples.status([]))
    #expect(
      !view.isBegun && more == nil && view.frame(columns: 70, rows: 12).text.contains("there is no branch d"))
    _ = view.answered(Response(work: WorkResponse(item: try Samples.item("se"))))
    #expect(view.isBegun && view.kept == nil && view.take(.plain("x")) == .close)
  }

  @Test("a form that is left keeps its draft, and refuses a repository that is not there")
  func draft() throws {
    var view = form()
    view.paste("half a thought")
    #expect(view.take(.escape) == .close)
    let kept = try JSONDecoder().decode(FormView.Draft.self, from: JSONEncoder().encode(view.draft))
    #expect(form(kept).draft == view.draft && !kept.isEmpty && form().draft.isEmpty)
    var wrong = form(kept)
    for key: Key in [.tab, .tab, .control("u"), .plain("/"), .plain("?")] { _ = wrong.take(key) }
    #expect(wrong.take(.enter) == nil && wrong.frame(columns: 60, rows: 12).text.contains("there is no directory /?"))
    #expect(wrong.field == .repository)
  }

  @Test("the form shows the field that is being filled in at any size")
  func sizes() throws {
    for columns in 1...90 where columns % 29 == 1 {
      for rows in 1...14 {
        var view = form()
        for _ in FormView.Field.allCases {
          _ = view.take(.tab)
          let frame = view.frame(columns: columns, rows: rows)
          var (peek, prompt) = (PeekView("$2"), PromptView("%2"))
          let status = try PopupSamples.status(PopupSamples.fleet)
          _ = peek.update(status, now: now)
          _ = prompt.update(status)
          prompt.paste("some text\nin lines")
          let help = HelpView(prefix: "C-b", notes: [], version: .v3_3)
          for other in [
            peek.frame(columns: columns, rows: rows), prompt.frame(columns: columns, rows: rows),
            help.frame(columns: columns, rows: rows),
          ] { #expect(other.rows == rows && Samples.isInert(other.text)) }
          if rows > 4, columns > 20 { #expect(frame.cursor != nil && frame.text.contains("›")) }
        }
      }
    }
  }

  @Test("help lists the keys with argosy's notes, and what the version cannot do")
  func help() {
    let notes = "C-b d  Detach the current client\nC-b G  Argosy: menu\nC-b N  Argosy: next that needs you"
    let old = HelpView(prefix: "C-b", notes: [("prefix", notes)], version: .v3_3)
    #expect(old.lines.contains(.init("G", "menu")) && old.lines.contains(.init("", "After C-b")))
    #expect(!old.lines.contains { $0.text.contains("Detach") })
    #expect(old.lines.contains { $0.text.contains("3.4") })
    #expect(VersionLimits.lines(.v3_4).count < VersionLimits.lines(.v3_3).count && VersionLimits.lines(.v3_7).isEmpty)
    var view = old
    let (moves, closes) = (view.take(Key(.end), columns: 60, rows: 6), !view.take(.plain("q"), columns: 60, rows: 6))
    #expect(moves && closes && view.frame(columns: 60, rows: 6).text.contains("(3.6)"))
  }
}
