import Testing
import TmuxControl

@testable import Screens

@Suite("Frame clock")
struct FrameClockTests {
  private let start: UInt64 = 1_000_000_000

  @Test("a frame is complete when the pane has been quiet for a moment")
  func quiet() {
    var clock = FrameClock()
    #expect(clock.next == nil)
    clock.printed(pane, at: start, isSynchronizing: false)
    clock.printed(pane, at: start + 2_000_000, isSynchronizing: false)
    let due = start + 2_000_000 + FrameClock.quiet
    #expect(clock.next == due)
    #expect(clock.takeDue(at: due - 1).isEmpty)
    #expect(clock.takeDue(at: due) == [pane])
    #expect(clock.next == nil)
    #expect(clock.takeDue(at: due + start).isEmpty)
  }

  @Test("a pane that never falls quiet is read when patience ends")
  func patience() {
    var clock = FrameClock()
    for step: UInt64 in 0..<30 { clock.printed(pane, at: start + step * 1_000_000, isSynchronizing: false) }
    #expect(clock.next == start + FrameClock.patience)
    #expect(clock.takeDue(at: start + FrameClock.patience) == [pane])
  }

  @Test("a pane is read at most once in an interval, and then at once")
  func interval() {
    var clock = FrameClock()
    clock.printed(pane, at: start, isSynchronizing: false)
    let read = start + FrameClock.quiet
    #expect(clock.takeDue(at: read) == [pane])
    clock.printed(pane, at: read + 1, isSynchronizing: false)
    #expect(clock.next == read + FrameClock.interval)
    #expect(clock.takeDue(at: read + FrameClock.interval - 1).isEmpty)
    #expect(clock.takeDue(at: read + FrameClock.interval) == [pane])
    // After a long rest the interval is over and the quiet counts again.
    clock.printed(pane, at: read + start, isSynchronizing: false)
    #expect(clock.next == read + start + FrameClock.quiet)
  }

  @Test("an open synchronized update is waited for, but not for ever")
  func synchronized() {
    var clock = FrameClock()
    clock.printed(pane, at: start, isSynchronizing: true)
    clock.printed(pane, at: start + 500_000_000, isSynchronizing: true)
    #expect(clock.next == start + FrameClock.updateLimit)
    #expect(clock.takeDue(at: start + FrameClock.updateLimit) == [pane])
  }

  @Test("the end of a synchronized update is the end of the frame")
  func synchronizedEnd() {
    var clock = FrameClock()
    clock.printed(pane, at: start, isSynchronizing: true)
    clock.printed(pane, at: start + 1_000_000, isSynchronizing: false)
    #expect(clock.next == start + 1_000_000 + FrameClock.quiet)

    var late = FrameClock()
    late.printed(pane, at: start, isSynchronizing: true)
    late.printed(pane, at: start + 500_000_000, isSynchronizing: false)
    #expect(late.takeDue(at: start + 500_000_000) == [pane])
  }

  @Test("panes are waited for apart; the soonest is next, and a forgotten one is not")
  func panes() {
    var clock = FrameClock()
    let other = PaneID(number: 0)
    clock.printed(pane, at: start, isSynchronizing: false)
    clock.printed(other, at: start + 1, isSynchronizing: false)
    #expect(clock.next == start + FrameClock.quiet)
    #expect(clock.takeDue(at: start + FrameClock.quiet) == [pane])
    #expect(clock.takeDue(at: start + FrameClock.quiet + 1) == [other])
    clock.printed(pane, at: start + start, isSynchronizing: false)
    clock.printed(other, at: start + start, isSynchronizing: false)
    clock.forget(pane)
    #expect(clock.takeDue(at: start * 3) == [other])
    clock.printed(pane, at: start, isSynchronizing: false)
    #expect(clock.next == start + FrameClock.quiet, "what was forgotten has no last reading either")
  }
}
