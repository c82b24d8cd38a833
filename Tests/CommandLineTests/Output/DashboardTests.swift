import Daemon
import Testing
import TmuxUI

@testable import argosy

@Suite("The dashboard")
struct DashboardTests {
  private func text(_ items: [ItemReport], _ style: OutputStyle = Samples.plain) -> String {
    Dashboard(items, style: style, now: Samples.now).text
  }

  private func four() throws -> [ItemReport] {
    [
      try Samples.item(),
      try Samples.item("cart-redesign") {
        ($0.status, $0.word, $0.reason) = ("needs_input", "BLOCKED", "Which layout?")
        $0.attention = [try Samples.attention("question", "Which layout?")]
      },
      try Samples.item("api-pagination") {
        ($0.status, $0.word, $0.since) = ("verifying", "reviewing", Samples.time(720))
        $0.repository.title = "acme/api"
      },
      try Samples.item("email-templates") {
        ($0.status, $0.word, $0.since) = ("in_review", "monitoring", Samples.time(7800))
        $0.pullRequest = try Samples.decoded(
          #"{"number":234,"url":"https://h/pull/234","state":"open","ci":"passing","mergeable":"yes","comments":0}"#)
      },
    ]
  }

  @Test("the four kinds of S0-36 stand in aligned columns, with what waits below")
  func layout() throws {
    #expect(
      text(try four()) == """
        Active Features:
          auth-sso         ● coding      acme/app  worktree-auth-sso        3m ago
          cart-redesign    ■ BLOCKED     acme/app  worktree-cart-redesign   needs input: Which layout?
          api-pagination   ▶ reviewing   acme/api  worktree-api-pagination  12m ago
          email-templates  ✓ monitoring  acme/app  PR #234 — CI passing     2h10 ago
          1 waits for you: argosy inbox
        """)
  }

  @Test("in a terminal no line is wider than it; what is cut says so, and the shape of the state stays")
  func narrow() throws {
    func fitted(_ columns: Int, _ items: [ItemReport]) -> [Substring] {
      let style = OutputStyle(isTerminal: true, isColoured: false, columns: columns)
      let status = try? Samples.status(items: items, agents: [("%70", "@40")])
      return status.map { FleetText($0, style: style, now: Samples.now).text.split(separator: "\n") } ?? []
    }
    let items = try four() + [try Samples.item("検索画面の改善とその周辺")]
    for columns in 20...120 {
      let lines = fitted(columns, items)
      #expect(lines.count > 7)
      for line in lines where !line.contains("argosy inbox") {
        #expect(CellText.width(String(line)) <= columns, "\(columns): \(line)")
      }
      #expect(columns < 24 || lines.contains { $0.contains("■") }, "\(columns)")
    }
    #expect(fitted(60, try four())[2].hasSuffix("…"))
    #expect(fitted(500, try four()).prefix(6).joined(separator: "\n") == text(try four()))
  }

  @Test("colours are for terminals, and leave the columns where they are")
  func colours() throws {
    let coloured = text(try four(), Samples.coloured)
    #expect(coloured.contains("\u{1B}[1;31m■ BLOCKED\u{1B}[0m"))
    #expect(coloured.replacing(try Regex(#"\x1B\[[0-9;]*m"#), with: "") == text(try four()))
  }

  @Test("wide characters and marks take the cells that they take on a terminal")
  func widths() throws {
    let items = [try Samples.item("検索画面"), try Samples.item("cafe\u{301}"), try Samples.item("plain")]
    let lines = text(items).split(separator: "\n").dropFirst()
    let columns = lines.map { CellText.width(String($0.prefix { $0 != "●" })) }
    #expect(columns == [12, 12, 12], "\(columns)")
  }

  @Test("long names and reasons are cut, one line an item")
  func long() throws {
    let items = [
      try Samples.item(String(repeating: "n", count: 300)) { $0.reason = String(repeating: "why ", count: 100) },
      try Samples.item("short"),
    ]
    let lines = text(items).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { CellText.width(String($0)) <= 210 })
    #expect(lines[1].contains("n…  ● coding") && lines[1].hasSuffix("…"))
  }

  @Test("nothing in an item reaches the terminal as a command")
  func hostile() throws {
    let item = try Samples.item {
      ($0.name, $0.word, $0.reason, $0.branch) = (Samples.hostile, Samples.hostile, Samples.hostile, Samples.hostile)
      $0.repository.title = Samples.hostile
    }
    let text = text([item])
    #expect(Samples.isInert(text), "\(text.debugDescription)")
    #expect(text.split(separator: "\n").count == 2 && text.contains("#(touch /tmp/x)"))
  }

  @Test("what ended is shown for a day, what was archived not at all")
  func ended() throws {
    func item(_ name: String, _ status: String, _ age: Double) throws -> ItemReport {
      try Samples.item(name) { ($0.status, $0.word, $0.since) = (status, "done", Samples.time(age)) }
    }
    let items = [
      try item("fresh", "complete", 3600), try item("old", "complete", 90_000), try item("gone", "archived", 10),
    ]
    let text = text(items)
    #expect(text.contains("fresh") && !text.contains("old") && !text.contains("gone"))
    #expect(Dashboard(Array(items.dropFirst()), style: Samples.plain, now: Samples.now).isEmpty)
  }

  @Test("an agent that carries an item, or belongs to its team, is not listed again")
  func others() throws {
    let status = try Samples.status(
      items: [try Samples.item()], agents: [("%7", "@4"), ("%8", "@4"), ("%9", "@5")])
    let text = FleetText(status, style: Samples.plain, now: Samples.now).text
    #expect(text.contains("\n\nOther agents:\n") && text.contains("t%9"))
    #expect(!text.contains("t%7") && !text.contains("t%8"))
    let gone = try Samples.item { $0.session?.life = "gone" }
    let ids = FleetText(
      try Samples.status(items: [gone], agents: [("%7", "@4")]), style: Samples.plain, now: Samples.now
    ).text
    #expect(ids.contains("t%7"), "ids of a session that is gone say nothing")
  }

  @Test("without items the status is the table of agents alone")
  func withoutItems() throws {
    for items in [nil, []] as [[ItemReport]?] {
      let status = try Samples.status(items: items, agents: [("%1", "@1")])
      let text = FleetText(status, style: Samples.plain, now: Samples.now).text
      #expect(text == StatusTable(status, style: Samples.plain, now: Samples.now).text)
      #expect(
        text == """
            STATE  AGE  PANE  SESSION  AGENT   TITLE
          ○ idle   1m   %1    s        claude  t%1
          """)
    }
  }

  @Test("every status has a shape of its own meaning, also one that is not known yet")
  func faces() throws {
    for (status, icon) in [
      ("working", "●"), ("needs_input", "■"), ("escalated", "■"), ("verifying", "▶"), ("in_review", "✓"),
      ("paused", "◆"), ("crashed", "✗"), ("queued", "○"), ("cancelled", "–"), ("of tomorrow", "·"),
    ] {
      #expect(ItemFace(try Samples.item { $0.status = status }).icon == icon, "\(status)")
    }
  }
}
