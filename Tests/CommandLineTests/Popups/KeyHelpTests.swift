import Canvas
import Daemon
import Fleet
import Foundation
import Terminal
import Testing
import TmuxUI

@testable import argosy

/// What help tells of keys against what keys do: every key of a terminal is pressed.
@Suite("Help for keys")
struct KeyHelpTests {
  private static let now = Samples.now

  /// Every key that a terminal has, with the name that tmux gives it.
  private static let keys: [(name: String, key: Key)] = {
    var keys: [(String, Key)] = []
    for value: UInt8 in 0x21..<0x7F { keys.append((String(Unicode.Scalar(value)), .plain(Unicode.Scalar(value)))) }
    keys.append(("Space", .plain(" ")))
    for letter in "abcdefghijklmnopqrstuvwxyz".unicodeScalars {
      keys.append(("^\(String(letter).uppercased())", .control(letter)))
      keys.append(("M-\(letter)", .alt(letter)))
    }
    let named: [(String, Key.Base)] = [
      ("Enter", .enter), ("Tab", .tab), ("Esc", .escape), ("BSpace", .backspace), ("Delete", .delete),
      ("Insert", .insert), ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right), ("Home", .home),
      ("End", .end), ("PgUp", .pageUp), ("PgDn", .pageDown), ("F1", .function(1)), ("F5", .function(5)),
    ]
    for (name, base) in named {
      keys.append((name, Key(base)))
      for (prefix, modifier): (String, Key.Modifiers) in [("S-", .shift), ("M-", .alt), ("C-", .control)] {
        keys.append((prefix + name, Key(base, modifier)))
      }
    }
    return keys
  }()

  /// The names in tables, with nine for `1-9`.
  private static func told(_ tables: KeyHelp...) -> Set<String> {
    Set(
      tables.flatMap(\.entries).flatMap(\.keys).flatMap { name in
        name == "1-9" ? (1...9).map { "\($0)" } : [name]
      })
  }

  private func check(_ what: String, _ told: Set<String>, _ does: (Key) throws -> Bool) throws {
    let known = Set(Self.keys.map(\.name))
    #expect(told.subtracting(known).isEmpty, "\(what): these are no keys")
    let real = Set(try Self.keys.filter { try does($0.key) }.map(\.name))
    #expect(real.subtracting(told).sorted() == [], "\(what): help does not tell of these")
    #expect(told.subtracting(real).sorted() == [], "\(what): these do nothing")
  }

  @Test("the board's keys are those that help tells of")
  func board() throws {
    let item = try Samples.item {
      $0.session?.pane = "%2"
      $0.session?.window = "@2"
    }
    func board(preview: Bool) throws -> BoardView {
      var view = BoardView()
      _ = view.fit(columns: 120, rows: 30)
      _ = view.update(
        try PopupSamples.status(PopupSamples.fleet, items: [item]), now: Self.now.addingTimeInterval(-60))
      // Every key that moves has somewhere to go.
      _ = view.take(.down, now: Self.now)
      _ = view.take(.down, now: Self.now)
      if !preview { _ = view.take(.tab, now: Self.now) }
      return view
    }
    var scrolled = try board(preview: true)
    let pane = try #require(scrolled.watched)
    _ = scrolled.take(Key(.pageUp), now: Self.now)
    scrolled.lookBack(at: pane, (0..<500).map { StyledText("line \($0)") })
    _ = scrolled.take(Key(.pageUp), now: Self.now)
    let views = [try board(preview: true), try board(preview: false), scrolled]
    try check("the board", Self.told(.board)) { key in
      views.contains { before in
        var view = before
        let actions = view.take(key, now: Self.now)
        return !actions.isEmpty || view != before
      }
    }
  }

  @Test("a peek's keys are those that help tells of: any other closes it")
  func peek() throws {
    var view = PeekView("$2")
    _ = view.update(try PopupSamples.status(PopupSamples.fleet), now: Self.now.addingTimeInterval(-60))
    var scrolled = view
    _ = scrolled.take(Key(.pageUp), now: Self.now)
    scrolled.lookBack((0..<500).map { StyledText("line \($0)") }, room: 20)
    _ = scrolled.take(Key(.pageUp), now: Self.now)
    try check("a peek", Self.told(.peek)) { key in
      [view, scrolled].contains { before in
        var view = before
        return view.take(key, now: Self.now) != .close
      }
    }
  }

  @Test("the form's keys are those that help tells of, and those of any text")
  func form() throws {
    try checkText(
      "the form", Self.told(.form, .text),
      FormView.Field.allCases.map { field in
        var view = FormView(directory: "/", agents: ["claude", "codex"], id: "id")
        view.paste("one two\nthree four\nfive six")
        while view.field != field { _ = view.take(.tab) }
        if field == .name { view.paste("one two") }
        for key: Key in [.up, .alt("b"), .left] where field == .prompt { _ = view.take(key) }
        for key: Key in [.alt("b"), .left] where field == .name { _ = view.take(key) }
        if field == .agent { _ = view.take(.right) }
        return view
      })
  }

  @Test("a prompt's keys are those that help tells of, and those of any text")
  func prompt() throws {
    var view = PromptView("%1")
    _ = view.update(try PopupSamples.status(PopupSamples.fleet))
    view.paste("one two\nthree four\nfive six")
    for key: Key in [.up, .alt("b"), .left] { _ = view.take(key) }
    try checkText("a prompt", Self.told(.prompt, .text), [view])
  }

  private func checkText<View: EditingView & Hashable>(_ what: String, _ told: Set<String>, _ views: [View]) throws {
    // What types something is a text and no key, except where it does something else.
    let typed = Set(Self.keys.filter { $0.key.typed != nil }.map(\.name))
    try check(what, told) { key in
      views.contains { before in
        var view = before
        if view.take(key) != nil { return true }
        guard view != before else { return false }
        guard let name = Self.keys.first(where: { $0.key == key })?.name, typed.contains(name) else { return true }
        return view.kept == before.kept || (view as? FormView)?.field == .agent || (view as? FormView)?.field == .mode
      }
    }
  }

  @Test("the hints for answers name keys that help tells of")
  func hints() throws {
    let told = Set(KeyHelp.all.flatMap(\.entries).flatMap(\.keys))
    for asked in [PopupSamples.permission("a"), PopupSamples.question("b")] {
      let ask: StatusReport.AskReport = try Samples.decoded(asked)
      for kind in ["permission", "question"] {
        for hint in AskText.hints(AskedOf(ask, kind: kind)) where hint.key != "1-3" && hint.key != "1-2" {
          #expect(told.contains(hint.key), "\(hint)")
        }
      }
    }
  }

  @Test("help shows every table, with signs for keys, and with names where signs cannot be drawn")
  func shown() {
    let unicode = HelpView(prefix: "C-b", notes: [], version: .v3_7)
    for table in KeyHelp.all {
      #expect(unicode.lines.contains(.init("", table.title)))
      for entry in table.entries { #expect(unicode.lines.contains { $0.text == entry.what }) }
    }
    #expect(unicode.lines.contains(.init("⏎ g", "go there")))
    let look = Look(.init(isUnicode: false))
    let ascii = HelpView(prefix: "C-b", notes: [], version: .v3_3, look: look)
    #expect(ascii.lines.contains(.init("Enter g", "go there")))
    let frame = ascii.frame(columns: 80, rows: 120)
    #expect(PlainSigns.text(frame.text) == frame.text)
    // No text is lost behind its keys.
    for entry in KeyHelp.all.flatMap(\.entries) { #expect(frame.text.contains(entry.what), "\(entry)") }
    // Nor at the edge of a narrow popup.
    let narrow = unicode.frame(columns: 50, rows: 200).text
    let words = narrow.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    for entry in KeyHelp.all.flatMap(\.entries) {
      for word in entry.what.split(separator: " ") { #expect(words.contains(word), "\(entry)") }
    }
    #expect(!narrow.contains("…"), "\(narrow)")
  }
}
