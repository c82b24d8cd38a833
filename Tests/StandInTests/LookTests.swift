import Testing

@testable import StandIn

@Suite("Pictures")
struct LookTests {
  private static let scenes: [Scene] = Edition.allCases.flatMap { edition in
    let dialogs: [Dialog] = [
      .permission(heading: "Bash command", body: ["rm -rf 漢字漢字漢字漢字 build", "Why"], short: false),
      .question("Which database shall it be, 漢字?", options: ["Postgres", "SQLite with a long name 🙂🙂"]),
      .plan("1. Do it\n2. Test it all over again, and then once more"), .trust(unnumbered: true), .login, .bypass,
    ]
    var scenes = dialogs.map { Scene(edition: edition, body: .dialog($0), directory: "/a/very/long/path/to/a/project") }
    var working = Scene(edition: edition, body: .prompt, name: "feature 漢字")
    working.spinner = Scene.Spinner(glyph: "✻", verb: "Puttering", seconds: 198, tokens: 1234)
    working.queued = ["another thing 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字"]
    working.draftBefore = "half a line 漢字漢字漢字漢字漢字漢字漢字\nand"
    working.draftAfter = "\nanother"
    scenes.append(working)
    scenes.append(Scene(edition: edition, body: .prompt, mode: .bypassPermissions, background: "1 shell"))
    return scenes
  }

  @Test("nothing is wider or higher than the pane", arguments: [1, 2, 3, 5, 7, 20, 40, 80, 120])
  func widths(columns: Int) {
    for scene in Self.scenes {
      for rows in [1, 4, 15, 24] {
        let lines = LiveArea.lines(of: scene, in: Size(columns: columns, rows: rows))
        #expect(lines.count <= rows)
        for line in lines { #expect(line.width <= columns, "\(scene.edition) \(line.text)") }
      }
    }
  }

  @Test("rules and boxes are as wide as the pane", arguments: [20, 40, 80])
  func rules(columns: Int) {
    let size = Size(columns: columns, rows: 24)
    let rules = LiveArea.lines(of: Scene(edition: .current, body: .prompt), in: size).map(\.text)
    #expect(rules.filter { $0 == String(repeating: "─", count: columns) }.count == 2)
    #expect(rules.contains { $0.hasPrefix("❯\u{A0}Try") })
    let boxed = Self.scenes.filter { $0.edition == .boxed }.flatMap { LiveArea.lines(of: $0, in: size) }
    for line in boxed where line.text.hasPrefix("│") || line.text.hasPrefix("╭") { #expect(line.width == columns) }
  }

  @Test("a wide character at the edge goes to the next row")
  func wide() {
    #expect(CellWidth.of("漢字") == 4)
    #expect(CellWidth.of("e\u{301}") == 1)
    #expect(CellWidth.of("◐⏵✻❯─") == 5)
    #expect(Line("abc漢字").wrapped(to: 4).map(\.text) == ["abc", "漢字"])
    #expect(Line("one two three", indent: 2).wrapped(to: 8).map(\.text) == ["one two ", "  three"])
    #expect(Line("").wrapped(to: 5) == [Line.empty])
  }

  @Test("a short pane loses the top of a dialog, not its end")
  func short() {
    let scene = Scene(edition: .current, body: .dialog(.trust(unnumbered: false)))
    let lines = LiveArea.lines(of: scene, in: Size(columns: 60, rows: 4)).map(\.text)
    #expect(lines.count == 4)
    #expect(lines.last == " Enter to confirm · Esc to cancel")
  }

  @Test("titles of the generations")
  func titles() {
    let later = TitleGlyphs.interval
    #expect(TitleGlyphs.halves.title("x", working: false, age: 0) == "✳ x")
    #expect(TitleGlyphs.halves.title("x", working: true, age: later) == "◓ x")
    #expect(TitleGlyphs.braille.title("x", working: true, age: later) == "⠐ x")
    #expect(TitleGlyphs.still.title("x", working: true, age: later) == "✳ x")
    #expect(TitleGlyphs.none.title("x", working: true, age: 0) == nil)
  }

  @Test("text of others is never a command to the terminal")
  func hostile() {
    #expect(Line("a\u{1B}[31mb\u{07}\u{9B}c").text == "a [31mb  c")
    var painter = Painter(size: Size(columns: 40, rows: 10), alternate: false)
    let frame = Frame(
      history: [], scene: Scene(edition: .current, body: .prompt), title: "✳ a\u{07}\u{1B}]0;b")
    #expect(String(decoding: painter.paint(frame), as: UTF8.self).contains("\u{1B}]0;✳ a  ]0;b\u{07}"))
  }

  @Test("a frame erases the live area of the one before, and a resize everything")
  func painting() {
    var painter = Painter(size: Size(columns: 40, rows: 10), alternate: false)
    let frame = Frame(history: [Line("old")], scene: Scene(edition: .current, body: .prompt), title: nil)
    let first = String(decoding: painter.paint(frame), as: UTF8.self)
    #expect(first.hasPrefix("\u{1B}[?2026h"))
    #expect(first.hasSuffix("\u{1B}[?2026l"))
    #expect(!first.contains("\u{1B}[1A"))
    let second = String(
      decoding: painter.paint(Frame(history: [], scene: frame.scene, title: nil)), as: UTF8.self)
    #expect(second.components(of: "\u{1B}[1A") == 4)
    #expect(!second.contains("old"))
    painter.resize(to: Size(columns: 30, rows: 10))
    let third = String(
      decoding: painter.paint(Frame(history: [], scene: frame.scene, title: nil)), as: UTF8.self)
    #expect(third.contains("\u{1B}[2J"))
    #expect(third.contains("old"))
  }
}

extension String {
  /// How often a piece occurs.
  fileprivate func components(of piece: String) -> Int {
    split(separator: piece, omittingEmptySubsequences: false).count - 1
  }
}
