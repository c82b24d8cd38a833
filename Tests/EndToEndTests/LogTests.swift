import Daemon
import Fleet
import Foundation
import Store
import TestSupport
import Testing
import TmuxControl
import World

/// `argosy log`, on a journal that somebody writes, or nobody.
@Suite("The log")
struct LogTests {
  private struct Line: Decodable, Hashable {
    let seq: Int64
    let at: String
    let item: String
    let name: String
    let kind: String
    let stage: String
    let text: String
  }

  /// A private place with a journal; no tmux server is needed, for none is asked.
  private func withJournal(_ body: (Place) async throws -> Void) async throws {
    let directory = try TemporaryDirectory.make()
    defer { try? FileManager.default.removeItem(at: directory) }
    try await body(try Place(directory))
  }

  private struct Place {
    let argosy: String
    let environment: [String: String]
    let socket: String
    let journal: String

    init(_ directory: URL) throws {
      argosy = try Programs.product("argosy")
      socket = directory.appendingPathComponent("s").path
      environment = [
        "HOME": directory.path, "XDG_STATE_HOME": directory.path + "/state", "XDG_RUNTIME_DIR": directory.path,
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "TZ": "UTC",
      ]
      journal = try DaemonPaths(ServerAddress(name: nil, path: socket, environment: environment), environment).journal
    }

    func outcome(_ arguments: String...) async throws -> Programs.Outcome {
      try await Programs.outcome(argosy, ["log", "-S", socket] + arguments, environment: environment)
    }

    func lines(_ arguments: String...) async throws -> [Line] {
      let text = try await Programs.run(
        argosy, ["log", "--json", "-S", socket] + arguments, environment: environment)
      return try text.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    }
  }

  private func record(_ item: String, _ text: String, at: Int64) -> WorkRecord {
    WorkRecord(item: ItemID(item), name: "name-\(item)", kind: .sent, stage: "plan", text: text, at: at)
  }

  private func write(_ records: [WorkRecord], to journal: Journal) throws {
    var coordinator = Coordinator()
    var items: [WorkItem] = []
    for id in Set(records.map(\.item)).sorted() {
      let new = NewItem(
        id: id, name: "name-\(id)", description: "d", repository: Repository(path: "/r", defaultBranch: "main"),
        workflow: .feature)
      _ = coordinator.apply(.ordered(.begin(new)), at: Moment(wall: 1, monotonic: 1))
      if let item = coordinator.items[id] { items.append(item) }
    }
    journal.commit(WorkCommit(items: items, records: records)) { error in
      if let error { Issue.record(error) }
    }
    try journal.flush()
  }

  @Test("lines come oldest first, of all items or of one by name or id, from a moment on, or only the last")
  func reading() async throws {
    try await withJournal { place in
      #expect(try await place.outcome().status == 1)
      let now = Int64(Date().timeIntervalSince1970 * 1e9)
      let hour: Int64 = 3_600_000_000_000
      do {
        let journal = try Journal(path: place.journal) { _ in }
        try write(
          [
            record("a", "first", at: now - 3 * hour), record("b", "second", at: now - 2 * hour),
            record("a", "evil \u{1B}[31m\nnext", at: now),
          ], to: journal)
      }
      #expect(try await place.lines().map(\.text) == ["first", "second", "evil \u{1B}[31m\nnext"])
      #expect(try await place.lines("a").map(\.seq) == [1, 3])
      #expect(try await place.lines("name-b").map(\.item) == ["b"])
      #expect(try await place.lines("--since", "150m").map(\.seq) == [2, 3])
      #expect(try await place.lines("--limit", "2").map(\.seq) == [2, 3])
      #expect(try await place.lines("--limit", "0").isEmpty)
      #expect(try await place.lines("a", "--limit", "1", "--since", "1d").map(\.seq) == [3])
      let missing = try await place.outcome("nothing")
      #expect(missing.status == 6 && missing.errors.contains("no item nothing") && missing.output.isEmpty)
      #expect(try await place.outcome("--limit", "-1").status == 2)
      let human = try await place.outcome().output
      #expect(!human.contains("\u{1B}") && human.split(separator: "\n").count == 3)
      #expect(human.contains("name-a") && human.contains("plan") && human.contains("message.sent  second"))
    }
  }

  @Test("--follow goes on with what is written later, by whoever has the journal open, each line once")
  func following() async throws {
    try await withJournal { place in
      let journal = try Journal(path: place.journal) { _ in }
      try write([record("a", "0", at: 1)], to: journal)
      let output = URL(fileURLWithPath: place.journal + ".out")
      _ = FileManager.default.createFile(atPath: output.path, contents: nil)
      let (sink, nowhere) = (
        try FileHandle(forWritingTo: output), try #require(FileHandle(forReadingAtPath: "/dev/null"))
      )
      let process = try SpawnedProcess(
        .init(
          path: place.argosy,
          arguments: [place.argosy, "log", "--json", "--follow", "-S", place.socket, "a"],
          environment: place.environment, standardInput: nowhere.fileDescriptor, standardOutput: sink.fileDescriptor,
          standardError: sink.fileDescriptor))
      func printed() -> [String] {
        String(decoding: (try? Data(contentsOf: output)) ?? Data(), as: UTF8.self).split(separator: "\n")
          .map { (try? JSONDecoder().decode(Line.self, from: Data($0.utf8)))?.text ?? "?" }
      }
      var failure: (any Error)?
      do {
        _ = try await eventually("the first line") {
          printed()
        } until: {
          $0 == ["0"]
        }
        for round in 1...5 {
          try write([record("b", "other", at: 1), record("a", "\(round)", at: 1)], to: journal)
          _ = try await eventually("line \(round)") {
            printed()
          } until: {
            $0.count > round
          }
        }
        #expect(printed() == ["0", "1", "2", "3", "4", "5"])
      } catch {
        failure = error
      }
      kill(process.pid, SIGKILL)
      await withCheckedContinuation { continuation in
        DispatchQueue.global().async {
          _ = process.wait()
          continuation.resume()
        }
      }
      if let failure { throw failure }
    }
  }
}
