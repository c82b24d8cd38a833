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
    clock.printed(pane, at: start, .unknown)
    clock.printed(pane, at: start + 2_000_000, .unknown)
    let due = start + 2_000_000 + FrameClock.quiet
    #expect(clock.next == due)
    #expect(clock.takeDue(at: due - 1).isEmpty)
    #expect(clock.takeDue(at: due) == [pane])
    #expect(clock.next == nil)
    #expect(clock.takeDue(at: due + start).isEmpty)
  }

  @Test("a pane that never falls quiet is read once a second")
  func limit() {
    var clock = FrameClock()
    for step: UInt64 in 0..<200 { clock.printed(pane, at: start + step * 10_000_000, .unknown) }
    #expect(clock.next == start + FrameClock.limit)
    #expect(clock.takeDue(at: start + FrameClock.limit) == [pane])
  }

  @Test("a pane is read at most once in an interval, and then at once")
  func interval() {
    var clock = FrameClock()
    clock.printed(pane, at: start, .unknown)
    let read = start + FrameClock.quiet
    #expect(clock.takeDue(at: read) == [pane])
    clock.printed(pane, at: read + 1, .complete)
    #expect(clock.next == read + FrameClock.interval)
    #expect(clock.takeDue(at: read + FrameClock.interval - 1).isEmpty)
    #expect(clock.takeDue(at: read + FrameClock.interval) == [pane])
    // After a long rest the interval is over and the quiet counts again.
    clock.printed(pane, at: read + start, .unknown)
    #expect(clock.next == read + start + FrameClock.quiet)
  }

  @Test("an open synchronized update is waited for, but not for ever")
  func synchronized() {
    var clock = FrameClock()
    clock.printed(pane, at: start, .drawing)
    clock.printed(pane, at: start + 500_000_000, .drawing)
    #expect(clock.next == start + FrameClock.limit)
    #expect(clock.takeDue(at: start + FrameClock.limit) == [pane])
  }

  @Test("the end of a synchronized update is the end of the frame, whatever trails behind it")
  func synchronizedEnd() {
    var clock = FrameClock()
    clock.printed(pane, at: start, .drawing)
    clock.printed(pane, at: start + 1_000_000, .complete)
    #expect(clock.next == start + 1_000_000)
    clock.printed(pane, at: start + 2_000_000, .unknown)
    #expect(clock.next == start + 2_000_000)
    // Another update begins before the pane was read: its end is waited for.
    clock.printed(pane, at: start + 3_000_000, .drawing)
    #expect(clock.next == start + FrameClock.limit)
    clock.printed(pane, at: start + 4_000_000, .unknown)
    #expect(clock.next == start + 4_000_000 + FrameClock.quiet)
    clock.printed(pane, at: start + 5_000_000, .complete)
    #expect(clock.takeDue(at: start + 5_000_000) == [pane])
    clock.printed(pane, at: start + 6_000_000, .complete)
    #expect(clock.next == start + 5_000_000 + FrameClock.interval)
  }

  @Test("panes are waited for apart; the soonest is next, and a forgotten one is not")
  func panes() {
    var clock = FrameClock()
    let other = PaneID(number: 0)
    clock.printed(pane, at: start, .unknown)
    clock.printed(other, at: start + 1, .unknown)
    #expect(clock.next == start + FrameClock.quiet)
    #expect(clock.takeDue(at: start + FrameClock.quiet) == [pane])
    #expect(clock.takeDue(at: start + FrameClock.quiet + 1) == [other])
    clock.printed(pane, at: start + start, .unknown)
    clock.printed(other, at: start + start, .unknown)
    clock.forget(pane)
    #expect(clock.takeDue(at: start * 3) == [other])
    clock.printed(pane, at: start, .unknown)
    #expect(clock.next == start + FrameClock.quiet, "what was forgotten has no last reading either")
  }
}
