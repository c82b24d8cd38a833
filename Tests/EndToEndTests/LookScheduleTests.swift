import Foundation
import Testing
import TmuxControl

@testable import Daemon
@testable import World

@Suite("When processes are looked at")
struct LookScheduleTests {
  private let millisecond: UInt64 = 1_000_000
  private let second: UInt64 = 1_000_000_000
  private let start: UInt64 = 100_000_000_000
  private let pane = PaneID(number: 1)
  private let foreground = TerminalForeground(ofPane: getpid())

  /// The looks at a pane that prints every millisecond, in nanoseconds after the first.
  private func looks(for duration: UInt64, found: Bool = false) -> [UInt64] {
    var schedule = LookSchedule()
    var looks: [UInt64] = []
    for now in stride(from: start, to: start + duration, by: Int(millisecond)) {
      _ = schedule.printed(pane, holdsAgent: found, at: now)
      for pane in schedule.takeDue(at: now) {
        looks.append(now - start)
        schedule.looked(pane, found: found, foreground: foreground, at: now)
      }
    }
    return looks
  }

  @Test("a pane that prints and prints is looked at at once, and then less and less often")
  func patience() {
    let looks = looks(for: 10 * second)
    #expect(looks.first == 0)
    #expect(looks.dropFirst().first ?? .max <= 20 * millisecond)
    let gaps = zip(looks.dropFirst(), looks).map { $0 - $1 }
    #expect(gaps == gaps.sorted())
    #expect(gaps.last ?? 0 <= second)
    #expect(looks.count < 20)
  }

  @Test("a pane that was silent is looked at at once when it prints again")
  func silence() {
    var schedule = LookSchedule()
    var now = start
    for _ in 0..<12 {
      now = schedule.printed(pane, holdsAgent: false, at: now)
      let taken = schedule.takeDue(at: now)
      #expect(taken == [pane])
      schedule.looked(pane, found: false, foreground: nil, at: now)
    }
    now += 2 * second
    let due = schedule.printed(pane, holdsAgent: false, at: now)
    #expect(due == now)
  }

  @Test("an unchanged foreground is believed for a while, once the looks are far apart")
  func trust() {
    var schedule = LookSchedule()
    let early = schedule.isUnchanged(pane, foreground, at: start)
    #expect(!early, "nobody has looked yet")
    schedule.looked(pane, found: false, foreground: foreground, at: start)
    let soon = schedule.isUnchanged(pane, foreground, at: start + millisecond)
    #expect(!soon, "a program may be coming up")
    for _ in 0..<8 { schedule.looked(pane, found: false, foreground: foreground, at: start) }
    let believed = schedule.isUnchanged(pane, foreground, at: start + second)
    #expect(believed)
    let gone = schedule.isUnchanged(pane, nil, at: start + second)
    #expect(!gone, "the pane's process has gone")
    let late = schedule.isUnchanged(pane, foreground, at: start + LookSchedule.trust)
    #expect(!late)
    let other = TerminalForeground(ofPane: getppid())
    let changed = schedule.isUnchanged(pane, other, at: start + second)
    #expect(!changed, "another program has the terminal")
  }

  @Test("many panes are looked at in few turns, none of them long")
  func batches() {
    var schedule = LookSchedule()
    for number in 0..<100 {
      let pane = PaneID(number: UInt32(number))
      for _ in 0..<8 { schedule.looked(pane, found: false, foreground: foreground, at: start) }
      _ = schedule.printed(pane, holdsAgent: false, at: start + UInt64(number) * millisecond)
    }
    var turns = 0
    var seen: Set<PaneID> = []
    while let due = schedule.next {
      let taken = schedule.takeDue(at: due)
      #expect(!taken.isEmpty && taken.count <= LookSchedule.batch)
      #expect(seen.isDisjoint(with: taken))
      seen.formUnion(taken)
      turns += 1
    }
    #expect(seen.count == 100)
    #expect(turns <= 10)
  }

  @Test("a process that ended brings the next look near, whatever was believed")
  func ended() {
    var schedule = LookSchedule()
    for _ in 0..<8 { schedule.looked(pane, found: false, foreground: foreground, at: start) }
    let due = schedule.ended(pane, at: start)
    #expect(due == start + LookSchedule.shortestPatience)
    let taken = schedule.takeDue(at: start + LookSchedule.shortestPatience)
    #expect(taken == [pane])
    let believed = schedule.isUnchanged(pane, foreground, at: start + second)
    #expect(!believed)
  }
}
