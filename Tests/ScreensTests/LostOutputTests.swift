import Terminal
import Testing
import TmuxControl

@testable import Screens

@Suite("Output that was dropped")
struct LostOutputTests {
  private static func live(_ text: String = "known") -> Screens {
    var screens = Screens(tmux: .v3_3)
    screens.born(pane, columns: 20, rows: 4)
    screens.output(text)
    return screens
  }

  @Test("the screen is not claimed until a seed came whose reply began after the gap")
  func gap() {
    var screens = Self.live()
    screens.lostOutput(of: pane)
    #expect(screens.terminal(of: pane) == nil)
    #expect(screens.unseeded == [pane])
    #expect(screens.takeStale(limit: 9) == [pane])
    screens.output("of no use: in the reply to come")
    screens.seedBegan(pane)
    screens.output("!")
    screens.seeded(pane, with: snapshot("true"))
    #expect(screens.firstRow() == "true!")
    #expect(!screens.hasStale)
    #expect(screens.counters.lossesOfOutput == 1)
  }

  @Test("a seed whose reply began before the gap does not heal it, however often that happens")
  func seedBefore() {
    var screens = Self.live()
    screens.doubted(pane)
    for _ in 0..<20 {
      #expect(screens.takeStale(limit: 9) == [pane])
      screens.seedBegan(pane)
      screens.lostOutput(of: pane)
      #expect(screens.terminal(of: pane) == nil)
      screens.seeded(pane, with: snapshot("old"))
      #expect(screens.terminal(of: pane) == nil)
    }
    #expect(screens.takeStale(limit: 9) == [pane])
    screens.seedBegan(pane)
    screens.seeded(pane, with: snapshot("new"))
    #expect(screens.firstRow() == "new")
  }

  @Test("a pause or another program between the seed's reply and the gap changes nothing", arguments: [true, false])
  func pauseBetween(isPause: Bool) {
    var screens = Self.live()
    screens.doubted(pane)
    _ = screens.takeStale(limit: 9)
    screens.seedBegan(pane)
    if isPause { screens.paused(pane) } else { screens.respawned(pane) }
    screens.lostOutput(of: pane)
    screens.seeded(pane, with: snapshot("old"))
    #expect(screens.terminal(of: pane) == nil)
    #expect(screens.takeStale(limit: 9) == [pane])
  }

  @Test("a seed that was asked for before the gap and is answered after it heals")
  func seedUnderWay() {
    var screens = Self.live()
    screens.doubted(pane)
    #expect(screens.takeStale(limit: 9) == [pane])
    screens.lostOutput(of: pane)
    #expect(screens.terminal(of: pane) == nil)
    screens.seedBegan(pane)
    screens.seeded(pane, with: snapshot("after"))
    #expect(screens.firstRow() == "after")
  }

  @Test("a pane that is not listed yet is seeded when it is born")
  func unlisted() {
    var screens = Screens(tmux: .v3_3)
    screens.output("early")
    screens.lostOutput(of: pane)
    screens.output("later")
    screens.born(pane, columns: 20, rows: 4)
    #expect(screens.terminal(of: pane) == nil)
    #expect(screens.takeStale(limit: 9) == [pane])
  }

  @Test("other panes, and panes of no interest, are left alone")
  func others() {
    var screens = Self.live()
    let other = PaneID(number: 2)
    screens.ignore(other)
    screens.lostOutput(of: other)
    #expect(screens.firstRow() == "known")
    #expect(!screens.hasStale)
    #expect(screens.counters.lossesOfOutput == 0)
  }
}
