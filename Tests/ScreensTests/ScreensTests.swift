import Terminal
import Testing
import TmuxControl

@testable import Screens

@Suite("Screens")
struct ScreensTests {
  private static func arrived() -> Screens {
    var screens = Screens(tmux: .v3_3)
    screens.arrived(pane, columns: 20, rows: 4)
    return screens
  }

  private static func born(_ text: String = "") -> Screens {
    var screens = Screens(tmux: .v3_3)
    screens.born(pane, columns: 20, rows: 4)
    screens.output(text)
    return screens
  }

  // MARK: Born

  @Test("a pane born under watch is known at once, with what it printed before it was listed")
  func earlyOutput() {
    var screens = Screens(tmux: .v3_3)
    screens.output("early ")
    screens.output("bird")
    #expect(screens.firstRow() == nil)
    #expect(screens.takeChanged().isEmpty)
    screens.born(pane, columns: 20, rows: 4)
    screens.output(" sings")
    #expect(screens.firstRow() == "early bird sings")
    #expect(!screens.hasStale)
    #expect(screens.takeChanged() == [pane])
    #expect(screens.takeChanged().isEmpty)
    #expect(screens.counters.bornUnderWatch == 1)
  }

  @Test("a pane that printed too much before it was listed is seeded, not guessed")
  func earlyFlood() {
    var screens = Screens(tmux: .v3_3)
    screens.output(count: Screens.heldLimit)
    screens.output("\r\nlost")
    screens.output("\r\nkept")
    screens.born(pane, columns: 20, rows: 4)
    #expect(screens.terminal(of: pane) == nil)
    #expect(screens.takeStale(limit: 1) == [pane])
    screens.seedBegan(pane)
    screens.seeded(pane, with: snapshot("true"))
    #expect(screens.firstRow() == "true")
  }

  // MARK: Seeded

  @Test("output before the seed's reply is in the reply already; output after it has begun comes on top")
  func cut() {
    var screens = Self.arrived()
    #expect(screens.terminal(of: pane) == nil)
    #expect(screens.unseeded == [pane])
    screens.output("before ")
    #expect(screens.takeStale(limit: 5) == [pane])
    screens.output("still before ")
    screens.seedBegan(pane)
    screens.output(" and ")
    screens.output("after")
    #expect(screens.terminal(of: pane) == nil)
    #expect(screens.takeChanged().isEmpty)
    screens.seeded(pane, with: snapshot("seed"))
    #expect(screens.firstRow() == "seed and after")
    #expect(screens.unseeded.isEmpty)
    #expect(screens.takeChanged() == [pane])
    #expect(screens.counters.seeds == 1)
    screens.output("!")
    #expect(screens.firstRow() == "seed and after!")
  }

  @Test("output that came before a pane arrived is in its seed, not on top of it")
  func earlyArrival() {
    var screens = Screens(tmux: .v3_3)
    screens.output("twice")
    screens.arrived(pane, columns: 20, rows: 4)
    screens.seedBegan(pane)
    screens.seeded(pane, with: snapshot("twice"))
    #expect(screens.firstRow() == "twice")
  }

  @Test("more output than can be held back asks for the seed again, and nothing is shown until then")
  func overflow() {
    var screens = Self.arrived()
    _ = screens.takeStale(limit: 1)
    screens.seedBegan(pane)
    screens.output(count: Screens.heldLimit)
    screens.output("x")
    #expect(screens.counters.overflows == 1)
    screens.seeded(pane, with: snapshot("torn"))
    #expect(screens.terminal(of: pane) == nil)
    #expect(screens.counters.failedSeeds == 1)
    #expect(screens.takeStale(limit: 1) == [pane])
    screens.output("between")
    screens.seedBegan(pane)
    screens.seeded(pane, with: snapshot("whole"))
    #expect(screens.firstRow() == "whole")
  }

  @Test("as much as can be held back is held back")
  func held() {
    var screens = Self.arrived()
    screens.seedBegan(pane)
    screens.output(count: Screens.heldLimit - 2)
    screens.output("\ro")
    screens.seeded(pane, with: snapshot(""))
    #expect(screens.terminal(of: pane)?.text(row: 3).hasPrefix("ox") == true)
    #expect(screens.counters.overflows == 0)
  }

  @Test("replies that describe no screen are asked for again")
  func nonsense() {
    var screens = Self.arrived()
    _ = screens.takeStale(limit: 1)
    screens.seedBegan(pane)
    screens.seeded(pane, with: nil)
    #expect(screens.terminal(of: pane) == nil)
    #expect(screens.takeStale(limit: 1) == [pane])
  }

  @Test("a seed that is refused is asked for three times in all, and again when the pane gets another chance")
  func refused() {
    var screens = Self.arrived()
    for _ in 0..<3 {
      #expect(screens.takeStale(limit: 1) == [pane])
      screens.seedRefused(pane)
    }
    #expect(screens.takeStale(limit: 1).isEmpty)
    #expect(screens.unseeded == [pane])
    screens.retryFailedSeeds()
    #expect(screens.takeStale(limit: 1) == [pane])
  }

  @Test("seeds are asked for a few at a time, in order, each once")
  func limit() {
    var screens = Screens(tmux: .v3_3)
    let panes = (1...5).map { PaneID(number: $0) }
    for pane in panes.reversed() { screens.arrived(pane, columns: 20, rows: 4) }
    #expect(screens.takeStale(limit: 2) == Array(panes[0..<2]))
    #expect(screens.takeStale(limit: 0).isEmpty)
    #expect(screens.takeStale(limit: -1).isEmpty)
    #expect(screens.takeStale(limit: 9) == Array(panes[2...]))
    #expect(!screens.hasStale)
  }

  // MARK: Paused, resized, doubted

  @Test("a paused pane is not known until a seed lets it go on")
  func paused() {
    var screens = Self.born("old")
    screens.paused(pane)
    #expect(screens.terminal(of: pane) == nil)
    #expect(screens.counters.pauses == 1)
    #expect(screens.takeStale(limit: 1) == [pane])
    screens.output(" never")
    screens.seedBegan(pane)
    screens.output("+")
    screens.seeded(pane, with: snapshot("new"))
    #expect(screens.firstRow() == "new+")
  }

  @Test("another size is a reason for a seed, the same size is none")
  func resized() {
    var screens = Self.born("text")
    screens.resized(pane, columns: 20, rows: 4)
    #expect(!screens.hasStale)
    screens.resized(pane, columns: 10, rows: 6)
    #expect(screens.takeStale(limit: 1) == [pane])
    #expect(screens.terminal(of: pane)?.columns == 10)
    #expect(screens.terminal(of: pane)?.rows == 6)
    screens.resized(pane, columns: 10, rows: 6)
    #expect(!screens.hasStale)
  }

  @Test("a doubted screen stays readable until its seed has come")
  func doubted() {
    var screens = Self.born("text")
    screens.doubted(pane)
    #expect(screens.takeStale(limit: 1) == [pane])
    #expect(screens.firstRow() == "text")
    screens.output(" more")
    #expect(screens.firstRow() == "text more")
    screens.seedBegan(pane)
    screens.seeded(pane, with: snapshot("other"))
    #expect(screens.firstRow() == "other")
  }

  // MARK: Ignored, forgotten, unknown

  @Test("an ignored pane is not kept, whatever it prints")
  func ignored() {
    var screens = Screens(tmux: .v3_3)
    screens.output(count: 100)
    screens.ignore(pane)
    screens.output(count: Screens.heldLimit + 1)
    #expect(screens.counters.overflows == 0)
    #expect(screens.terminal(of: pane) == nil)
    #expect(screens.unseeded.isEmpty)
  }

  @Test("a forgotten pane leaves nothing behind, and a late answer does not bring it back")
  func forgotten() {
    var screens = Self.born("text")
    screens.doubted(pane)
    screens.forget(pane)
    #expect(!screens.hasStale)
    #expect(screens.takeChanged().isEmpty)
    screens.seedBegan(pane)
    screens.seeded(pane, with: snapshot("late"))
    screens.seedRefused(pane)
    screens.paused(pane)
    screens.doubted(pane)
    screens.resized(pane, columns: 5, rows: 5)
    #expect(screens.terminal(of: pane) == nil)
    #expect(screens.counters.seeds == 0)
    #expect(screens.counters.pauses == 0)
    #expect(!screens.hasStale)
    #expect(screens.takeProgress(of: pane) == .unknown)
  }

  @Test("a program that is always in the middle of an update is read where one ended")
  func starved() {
    var screens = Self.born("")
    screens.output("\u{1B}[?2026h\u{1B}[Hone\u{1B}[?2026l\u{1B}[?2026h\u{1B}[Htw")
    #expect(screens.takeProgress(of: pane) == .drawing)
    let none = screens.takeFrame(of: pane, at: 1)
    #expect(none == nil)
    screens.output("o\u{1B}[?2026l\u{1B}[?2026h\u{1B}[Hth")
    #expect(screens.takeProgress(of: pane) == .complete)
    let frame = screens.takeFrame(of: pane, at: 2)
    #expect(frame?.text(row: 0) == "two")
    #expect(screens.firstRow() == "tho")
    let again = screens.takeFrame(of: pane, at: 3)
    #expect(again == nil, "once")
    screens.output("ree\u{1B}[?2026l")
    let last = screens.takeFrame(of: pane, at: 4)
    #expect(last?.text(row: 0) == "three")
  }

  @Test("panes that printed and were never listed are forgotten after two listings")
  func neverListed() {
    var screens = Screens(tmux: .v3_3)
    screens.output("early")
    screens.listed { _ in false }
    screens.listed { _ in false }
    screens.born(pane, columns: 20, rows: 4)
    #expect(screens.firstRow() == "")
    screens.forget(pane)
    screens.output("early")
    screens.listed { _ in false }
    screens.born(pane, columns: 20, rows: 4)
    #expect(screens.firstRow() == "early")
  }

  @Test("synchronized updates say how far a frame is")
  func progress() {
    var screens = Self.born("\u{1B}]2;name\u{7}text")
    #expect(screens.takeProgress(of: pane) == .unknown)
    screens.output("\u{1B}[?2026hhalf a ")
    #expect(screens.takeProgress(of: pane) == .drawing)
    #expect(screens.takeProgress(of: pane) == .drawing, "still open")
    screens.output("picture\u{1B}[?2026l")
    #expect(screens.takeProgress(of: pane) == .complete)
    #expect(screens.takeProgress(of: pane) == .unknown, "told once")
    screens.output("\u{1B}[?2026hone\u{1B}[?2026l\u{1B}[?2026htwo")
    #expect(screens.takeProgress(of: pane) == .drawing)
  }
}
