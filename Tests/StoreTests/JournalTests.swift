import Foundation
import Recognition
import Testing
import TmuxControl

@testable import Fleet
@testable import Store

@Suite("Journal")
struct JournalTests {
  private let first = PaneID(number: 1)
  private let second = PaneID(number: 2)

  @Test("what was written is remembered: state, kind, since and process")
  func roundTrip() throws {
    try withDatabase { path, complaints in
      let journal = try Journal(path: path, failed: complaints.add)
      var player = Player()
      let begun = player.begin([first, second])
      let asked = player.say(.blocked, kind: .permission, question: "Run 'rm'?\n; DROP TABLE", in: first)
      journal.record(begun + asked, epoch: epoch)
      try journal.flush()
      let at = try #require(asked.first?.at.wall)
      let start = try #require(begun.last?.at.wall)
      #expect(
        try journal.lastActivities(epoch: epoch) == [
          first: Memory(
            activity: Activity(.blocked, kind: .permission), since: Moment(wall: at, monotonic: 0), pid: 77),
          second: Memory(activity: Activity(.starting), since: Moment(wall: start, monotonic: 0), pid: 77),
        ])
      #expect(complaints.all.isEmpty)
    }
  }

  @Test("closed, it is one file with all that was given to it; what is asked afterwards fails")
  func closed() throws {
    try withDatabase { path, complaints in
      let journal = try Journal(path: path, failed: complaints.add)
      var player = Player()
      journal.record(player.begin([first]), epoch: epoch)
      try journal.close()
      let file = URL(fileURLWithPath: path)
      let beside = try FileManager.default.contentsOfDirectory(atPath: file.deletingLastPathComponent().path)
      #expect(beside.filter { $0.hasPrefix(file.lastPathComponent) } == [file.lastPathComponent])
      #expect(complaints.all.isEmpty)
      #expect(throws: JournalError.closed(path: path)) { try journal.lastActivities(epoch: epoch) }
      #expect(throws: JournalError.closed(path: path)) { try journal.flush() }
      let refusals = Complaints()
      journal.commit(WorkCommit()) { refusals.add("\($0 ?? JournalError.missing(path: path))") }
      journal.records(RecordQuery()) { refusals.add("\($0)") }
      journal.record(player.say(.working, in: first), epoch: epoch)
      journal.emptyLog()
      try journal.close()
      #expect(refusals.all.count == 2 && refusals.all.allSatisfy { $0.contains("closed") }, "\(refusals.all)")
      #expect(complaints.all.count == 2, "\(complaints.all)")
      let next = try Journal(path: path) { Issue.record("\($0)") }
      #expect(try next.lastActivities(epoch: epoch).keys.sorted() == [first])
    }
  }

  @Test("every state and kind comes back as it went", arguments: AgentState.allCases)
  func everyState(state: AgentState) throws {
    try withDatabase { path, complaints in
      var player = Player()
      let begun = player.begin([first])
      let place = try #require(begun.first?.place)
      let journal = try Journal(path: path, failed: complaints.add)
      for kind in BlockKind.allCases {
        let activity = Activity(state, kind: state == .blocked ? kind : nil)
        let transition = Transition(
          pane: first, place: place, agent: AgentIdentity(name: "claude", pid: nil), from: nil, to: activity,
          at: Moment(wall: .max, monotonic: 1), reason: "")
        journal.record([transition], epoch: epoch)
        let memory = try journal.lastActivities(epoch: epoch)[first]
        #expect(memory?.activity == activity)
        #expect(memory?.since.wall == .max)
        #expect(memory?.pid == nil)
      }
      #expect(complaints.all.isEmpty)
    }
  }

  @Test("old lines of other servers go, those of this one stay")
  func prune() throws {
    try withDatabase { path, complaints in
      let journal = try Journal(path: path, failed: complaints.add)
      var player = Player()
      let begun = player.begin([first])
      let other = ServerEpoch(pid: epoch.pid, startTime: epoch.startTime - 1)
      journal.record(begun, epoch: epoch)
      journal.record(begun, epoch: other)
      let at = try #require(begun.first?.at.wall)
      journal.prune(before: at, except: epoch)
      #expect(try journal.lastActivities(epoch: other).count == 1)
      journal.prune(before: at + 1, except: epoch)
      try journal.flush()
      #expect(try journal.lastActivities(epoch: other).isEmpty)
      #expect(try journal.lastActivities(epoch: epoch).count == 1)
      #expect(complaints.all.isEmpty)
    }
  }

  @Test("the last line of a pane counts, and agents that left are not remembered")
  func lastLine() throws {
    try withDatabase { path, complaints in
      let journal = try Journal(path: path, failed: complaints.add)
      var player = Player()
      var all = player.begin([first, second])
      all += player.say(.working, in: first) + player.say(.working, in: second)
      all += player.say(.idle, in: first) + player.say(.idle, in: second)
      all += player.end(second)
      journal.record(all, epoch: epoch)
      let memories = try journal.lastActivities(epoch: epoch)
      #expect(memories.keys.sorted() == [first])
      #expect(memories[first]?.activity == Activity(.done))
    }
  }

  @Test("another life of the server is another world, even under the same pid")
  func epochs() throws {
    try withDatabase { path, complaints in
      let journal = try Journal(path: path, failed: complaints.add)
      var player = Player()
      journal.record(player.begin([first]), epoch: epoch)
      let others = [
        ServerEpoch(pid: epoch.pid, startTime: epoch.startTime + 1),
        ServerEpoch(pid: epoch.pid + 1, startTime: epoch.startTime),
      ]
      for other in others { #expect(try journal.lastActivities(epoch: other).isEmpty) }
      journal.record(player.say(.working, in: first), epoch: others[0])
      #expect(try journal.lastActivities(epoch: epoch)[first]?.activity == Activity(.starting))
      #expect(try journal.lastActivities(epoch: others[0])[first]?.activity == Activity(.working))
    }
  }

  @Test("a journal opened anew knows what the closed one was told")
  func reopened() throws {
    try withDatabase { path, complaints in
      var player = Player()
      let expected = try {
        let journal = try Journal(path: path, failed: complaints.add)
        journal.record(player.begin([first, second]) + player.say(.working, in: second), epoch: epoch)
        try journal.flush()
        return try journal.lastActivities(epoch: epoch)
      }()
      #expect(expected.count == 2)
      let journal = try Journal(path: path, failed: complaints.add)
      #expect(try journal.lastActivities(epoch: epoch) == expected)
      journal.record(player.say(.idle, in: second), epoch: epoch)
      #expect(try journal.lastActivities(epoch: epoch)[second]?.activity == Activity(.done))
    }
  }

  @Test("records keep the order in which they were made, with readers in between")
  func order() throws {
    try withDatabase { path, complaints in
      let journal = try Journal(path: path, failed: complaints.add)
      var player = Player()
      journal.record(player.begin([first]), epoch: epoch)
      for round in 0..<200 {
        journal.record(player.say(round.isMultiple(of: 2) ? .working : .background, in: first), epoch: epoch)
        guard round.isMultiple(of: 20) else { continue }
        let memory = try journal.lastActivities(epoch: epoch)[first]
        #expect(memory?.activity == Activity(.working), "round \(round)")
      }
      #expect(try journal.lastActivities(epoch: epoch)[first]?.activity == Activity(.background))
      #expect(complaints.all.isEmpty)
    }
  }

  @Test("records of many panes made at once lose nothing, and each pane keeps its order")
  func concurrent() async throws {
    let directory = try TemporaryPlace()
    let complaints = Complaints()
    let journal = try Journal(path: directory.path, failed: complaints.add)
    let panes = (1...8).map { PaneID(number: $0) }
    await withTaskGroup(of: Void.self) { group in
      for pane in panes {
        group.addTask {
          var player = Player(pid: Int32(pane.number))
          journal.record(player.begin([pane]), epoch: epoch)
          for round in 0..<50 {
            journal.record(player.say(round.isMultiple(of: 2) ? .working : .background, in: pane), epoch: epoch)
          }
          journal.record(player.say(.blocked, kind: .question, question: "?", in: pane), epoch: epoch)
        }
      }
    }
    let memories = try journal.lastActivities(epoch: epoch)
    #expect(memories.keys.sorted() == panes)
    for pane in panes {
      #expect(memories[pane]?.activity == Activity(.blocked, kind: .question))
      #expect(memories[pane]?.pid == Int32(pane.number))
    }
    #expect(complaints.all.isEmpty)
  }
}
