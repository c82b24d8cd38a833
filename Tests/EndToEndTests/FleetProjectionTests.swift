import Fleet
import Foundation
import Logging
import Store
import TestSupport
import Testing
import World

@testable import Daemon

@Suite("The first fleet program's files, as the daemon keeps them up")
struct FleetProjectionTests {
  private func lines(_ directory: String) -> Int {
    let contents = FileManager.default.contents(atPath: directory + "/events.jsonl") ?? Data()
    return contents.split(separator: 0x0A).count
  }

  @Test(
    "S0C-07: events are in the file once, over lives of the daemon, and are not told again when somebody removed it")
  func once() throws {
    let home = try TemporaryDirectory.make()
    defer { try? FileManager.default.removeItem(at: home) }
    let directory = home.path + "/fleet"
    let log = Logger(label: "test")
    var coordinator = Coordinator()
    func commit(_ count: Int, to journal: Journal) throws {
      let id = ItemID("i\(count)")
      let new = NewItem(
        id: id, name: "\(id)", description: "d", repository: Repository(path: "/r", defaultBranch: "main"),
        workflow: .feature)
      let outcome = coordinator.apply(.ordered(.begin(new)), at: Moment(wall: Int64(count), monotonic: 1))
      var records = outcome.records
      records += (0..<1500).map { number in
        WorkRecord(item: id, name: "\(id)", kind: .stageStarted, stage: "plan", text: "\(number)", at: Int64(count))
      }
      journal.commit(WorkCommit(items: Array(coordinator.items.values), records: records)) { error in
        if let error { Issue.record(error) }
      }
      try journal.flush()
    }
    for life in 1...3 {
      let journal = try Journal(path: home.path + "/journal") { Issue.record("\($0)") }
      let projection = try FleetProjection(journal, directory: directory, log: log)
      try commit(life, to: journal)
      for _ in 0..<3 { projection.follow(coordinator.sorted, at: Int64(life)) }
      projection.finish()
      #expect(lines(directory) == life * 1500)
    }
    let registry = try #require(FileManager.default.contents(atPath: directory + "/registry.json"))
    let values = try JSONSerialization.jsonObject(with: registry) as? [String: Any]
    #expect((values?["features"] as? [String: Any])?.keys.sorted() == ["i1", "i2", "i3"])
    try FileManager.default.removeItem(atPath: directory + "/events.jsonl")
    let journal = try Journal(path: home.path + "/journal") { Issue.record("\($0)") }
    let projection = try FleetProjection(journal, directory: directory, log: log)
    projection.follow(coordinator.sorted, at: 9)
    projection.finish()
    #expect(lines(directory) == 0)
    try commit(4, to: journal)
    projection.follow(coordinator.sorted, at: 10)
    projection.finish()
    #expect(lines(directory) == 1500)
  }
}
