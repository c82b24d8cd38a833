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

  @Test("what is drawn right behind a frame is read at once, and then once in an interval")
  func interval() {
    var clock = FrameClock()
    let (second, third) = (start + 2_000_000, start + FrameClock.interval)
    for time in [start, second] {
      clock.printed(pane, at: time, .complete)
      #expect(clock.takeDue(at: time) == [pane])
    }
    clock.printed(pane, at: second + 1, .complete)
    #expect(clock.next == third)
    #expect(clock.takeDue(at: third - 1).isEmpty)
    #expect(clock.takeDue(at: third) == [pane])
    // After a long rest it is as at the beginning, and the quiet counts again.
    clock.printed(pane, at: start * 2, .unknown)
    #expect(clock.next == start * 2 + FrameClock.quiet)
  }

  @Test("a pane that draws frames without end is read forty times a second", arguments: [1, 3, 10] as [UInt64])
  func busy(milliseconds: UInt64) {
    var clock = FrameClock()
    var readings = 0
    for time in stride(from: start, to: start * 11, by: Int(milliseconds) * 1_000_000) {
      clock.printed(pane, at: time, .complete)
      readings += clock.takeDue(at: time).count
    }
    let most = Int(start * 10 / FrameClock.interval) + 1
    #expect((most * 9 / 10...most).contains(readings), "\(readings)")
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
    #expect(clock.next == start + 6_000_000)
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
