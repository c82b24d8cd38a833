import Terminal
import Testing
import TmuxControl

@testable import Screens

@Suite("Sizes as the stream tells them")
struct LayoutTests {
  private static let other = PaneID(number: 2)
  /// Both panes beside each other.
  private static let both = WindowLayout("b25d,41x4,0,0{20x4,0,0,1,20x4,21,0,2}")

  private static func screens() -> Screens {
    var screens = Screens(tmux: .v3_3)
    for id in [pane, other] { screens.born(id, columns: 20, rows: 4) }
    return screens
  }

  private static func isKnown(_ screens: Screens, _ pane: PaneID = pane) -> Bool {
    if case .known = screens.verificationBasis(of: pane) { true } else { false }
  }

  /// As a listing that shows the size of always.
  private static func list(_ screens: inout Screens) -> [PaneID] {
    for id in [pane, other] { screens.resized(id, columns: 20, rows: 4) }
    return screens.takeStale(limit: 9)
  }

  @Test(
    "a word about a layout puts its panes in doubt, whatever it says, and they are asked for after the next listing")
  func doubt() {
    var screens = Self.screens()
    screens.laidOut(WindowLayout("b25d,20x4,0,0,1"))
    #expect(!screens.hasStale)
    #expect(!Self.isKnown(screens))
    #expect(Self.isKnown(screens, Self.other))
    #expect(Self.list(&screens) == [pane])
    #expect(Self.list(&screens) == [])
    screens.laidOut(Self.both)
    #expect(!Self.isKnown(screens, Self.other))
    #expect(Self.list(&screens) == [pane, Self.other])
  }

  @Test("a seed that began after the word holds what it said")
  func seeded() {
    var screens = Self.screens()
    screens.laidOut(Self.both)
    screens.seedBegan(pane)
    screens.seeded(pane, with: snapshot("now"))
    #expect(Self.isKnown(screens))
    #expect(Self.list(&screens) == [Self.other])
  }

  @Test("a new pane beside another is born; the other is in doubt")
  func split() {
    var screens = Screens(tmux: .v3_3)
    screens.born(pane, columns: 41, rows: 4)
    screens.laidOut(Self.both)
    screens.output("early", of: Self.other)
    screens.born(Self.other, columns: 20, rows: 4)
    #expect(Self.isKnown(screens, Self.other))
    #expect(!Self.isKnown(screens))
  }

  @Test("a pane that was resized between its first words and its listing is seeded, not born")
  func earlyResize() {
    var screens = Screens(tmux: .v3_3)
    screens.laidOut(WindowLayout("b25d,30x4,0,0,1"))
    screens.output("early")
    screens.laidOut(WindowLayout("b25d,20x4,0,0,1"))
    screens.born(pane, columns: 20, rows: 4)
    #expect(screens.takeStale(limit: 1) == [pane])
  }

  // MARK: Behind the alternate screen

  private static func alternate() -> Screens {
    var screens = Screens(tmux: .v3_3)
    screens.arrived(pane, columns: 20, rows: 4)
    _ = screens.takeStale(limit: 1)
    var seed = snapshot("over")
    seed.isAlternate = true
    screens.seedBegan(pane)
    screens.seeded(pane, with: seed)
    return screens
  }

  @Test(
    "a pane that was seeded in the alternate screen is asked for anew when it leaves it",
    arguments: ["", "\u{1B}[?1049h"])
  func leavesAlternate(next: String) {
    var screens = Self.alternate()
    screens.output("still there")
    _ = screens.takeProgress(of: pane)
    #expect(!screens.hasStale && Self.isKnown(screens))
    screens.output("\u{1B}[?1049l" + next)
    #expect(Self.isKnown(screens) == !next.isEmpty)
    _ = screens.takeProgress(of: pane)
    #expect(screens.takeStale(limit: 9) == [pane])
    _ = screens.takeProgress(of: pane)
    #expect(!screens.hasStale)
  }

  @Test("a pane that was seen entering the alternate screen is not")
  func leavesKnownAlternate() {
    var screens = Self.screens()
    screens.output("\u{1B}[?1049h")
    _ = screens.takeProgress(of: pane)
    screens.output("\u{1B}[?1049l")
    _ = screens.takeProgress(of: pane)
    #expect(!screens.hasStale)
  }

  // MARK: What there is to compare

  @Test("what is not known is said, not compared")
  func basis() {
    var screens = Self.screens()
    screens.output("text")
    guard case .known(let terminal, nil) = screens.verificationBasis(of: pane) else {
      Issue.record("the screen is known")
      return
    }
    #expect(terminal.text(row: 0) == "text")
    screens.drifted(pane)
    #expect(screens.counters.drift == 1)
    #expect(screens.takeStale(limit: 9) == [pane])
    screens.drifted(PaneID(number: 77))
    #expect(screens.counters.drift == 1)

    screens.paused(pane)
    guard case .paused = screens.verificationBasis(of: pane) else {
      Issue.record("the pane is paused")
      return
    }
    screens.seedBegan(pane)
    guard case .seeding = screens.verificationBasis(of: pane) else {
      Issue.record("the pane is being seeded")
      return
    }
    guard case .absent = screens.verificationBasis(of: PaneID(number: 77)) else {
      Issue.record("there is no such pane")
      return
    }
  }

  @Test("the title of a program that is gone stays withheld through later seeds, until another is set")
  func withheld() {
    var screens = Self.screens()
    screens.respawned(pane)
    var old = snapshot("")
    old.title = "old"
    for _ in 0..<2 {
      screens.seedBegan(pane)
      screens.seeded(pane, with: old)
      guard case .known(let terminal, "old") = screens.verificationBasis(of: pane) else { continue }
      #expect(terminal.title == "")
    }
    _ = screens.takeStale(limit: 9)
    guard case .known(_, "old") = screens.verificationBasis(of: pane) else {
      Issue.record("the title is withheld")
      return
    }
    old.title = "new"
    screens.seedBegan(pane)
    screens.seeded(pane, with: old)
    #expect(screens.terminal(of: pane)?.title == "new")
  }
}
