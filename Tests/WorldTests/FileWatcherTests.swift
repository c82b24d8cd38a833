#if os(Linux)
  import Foundation
  import Synchronization
  import TestSupport
  import Testing

  @testable import World

  @Suite("File watcher")
  struct FileWatcherTests {
    private final class Told: Sendable {
      private let changes = Mutex<[FileChange]>([])
      var all: [FileChange] { changes.withLock { $0 } }
      func add(_ change: FileChange) { changes.withLock { $0.append(change) } }
      func clear() { changes.withLock { $0 = [] } }

      func names(_ kind: FileChange.Kind) -> [String] { all.filter { $0.kind == kind }.map(\.name) }
    }

    /// A directory of the test's own, and a watcher that is stopped afterwards.
    private func withWatcher(_ body: (FileWatcher, Told, URL) async throws -> Void) async throws {
      let folder = try TemporaryDirectory.make()
      let told = Told()
      let watcher = try FileWatcher(changed: told.add)
      do {
        try await body(watcher, told, folder)
      } catch {
        watcher.stop()
        try? FileManager.default.removeItem(at: folder)
        throw error
      }
      watcher.stop()
      try? FileManager.default.removeItem(at: folder)
    }

    private func wait(_ what: String, _ told: Told, until condition: ([FileChange]) -> Bool) async throws {
      _ = try await eventually(what) {
        told.all
      } until: {
        condition($0)
      }
    }

    /// What was told so far is all there is: a later change of one's own has been told.
    private func settle(_ told: Told, _ folder: URL) async throws {
      let name = "settled-\(UUID().uuidString)"
      try Data().write(to: folder.appendingPathComponent(name))
      try await wait("the last change", told) { $0.contains { $0.name == name && $0.kind == .written } }
    }

    @Test("names are told as they appear, are written, and vanish")
    func names() async throws {
      try await withWatcher { watcher, told, folder in
        watcher.watch(folder.path)
        let file = folder.appendingPathComponent("a.yaml")
        try Data("x".utf8).write(to: file)
        try await wait("the file was written", told) { $0.contains { $0.name == "a.yaml" && $0.kind == .written } }
        #expect(told.names(.appeared) == ["a.yaml"])
        told.clear()
        // As editors save: a new file takes the old one's name.
        let other = folder.appendingPathComponent("b.tmp")
        try Data("y".utf8).write(to: other)
        #expect(unsafe rename(other.path, file.path) == 0)
        try await wait("the new name", told) { $0.contains { $0.name == "a.yaml" && $0.kind == .appeared } }
        #expect(told.names(.vanished) == ["b.tmp"])
        told.clear()
        try FileManager.default.removeItem(at: file)
        try await wait("the end", told) { $0.contains { $0.name == "a.yaml" && $0.kind == .vanished } }
        #expect(told.all.allSatisfy { $0.directory == folder.path })
      }
    }

    @Test("what is in a directory before is not told, and a directory that is left is silent")
    func silence() async throws {
      try await withWatcher { watcher, told, folder in
        try Data().write(to: folder.appendingPathComponent("old"))
        let (one, two) = (folder.appendingPathComponent("1"), folder.appendingPathComponent("2"))
        for path in [one, two] {
          try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
          watcher.watch(path.path)
        }
        watcher.unwatch(one.path)
        try Data().write(to: one.appendingPathComponent("unseen"))
        try await settle(told, two)
        #expect(told.all.allSatisfy { $0.directory == two.path })
      }
    }

    @Test("a directory that is not there yet is told when it comes, however deep it lies")
    func later() async throws {
      try await withWatcher { watcher, told, folder in
        let deep = folder.appendingPathComponent("config/argosy/agents")
        watcher.watch(deep.path)
        try Data().write(to: folder.appendingPathComponent("noise"))
        try FileManager.default.createDirectory(at: deep, withIntermediateDirectories: true)
        try await wait("it came", told) { $0.contains { $0.kind == .rescan } }
        try await settle(told, deep)
        #expect(!told.all.contains { $0.name == "noise" })
        #expect(told.all.allSatisfy { $0.directory == deep.path })
      }
    }

    @Test("a directory that is removed and made again is watched again, and again")
    func again() async throws {
      try await withWatcher { watcher, told, folder in
        let path = folder.appendingPathComponent("agents")
        watcher.watch(path.path)
        for _ in 0..<5 {
          told.clear()
          try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
          try await wait("it came", told) { $0.contains { $0.kind == .rescan } }
          try await settle(told, path)
          told.clear()
          try FileManager.default.removeItem(at: path)
          try await wait("it went", told) { $0.contains { $0.kind == .rescan } }
        }
      }
    }

    @Test("a directory that is moved away is gone, and the one that takes its name is watched")
    func moved() async throws {
      try await withWatcher { watcher, told, folder in
        let path = folder.appendingPathComponent("agents")
        try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
        watcher.watch(path.path)
        #expect(unsafe rename(path.path, path.path + "-old") == 0)
        try await wait("it went", told) { $0.contains { $0.kind == .rescan } }
        told.clear()
        try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
        try await wait("it came", told) { $0.contains { $0.kind == .rescan } }
        try Data().write(to: URL(fileURLWithPath: path.path + "-old/unseen"))
        try await settle(told, path)
        #expect(!told.all.contains { $0.name == "unseen" })
      }
    }

    @Test("two directories that are not there may wait in the same place, and a file there is no directory")
    func shared() async throws {
      try await withWatcher { watcher, told, folder in
        let (one, two) = (folder.appendingPathComponent("one"), folder.appendingPathComponent("two"))
        try Data().write(to: two)
        watcher.watch(one.path)
        watcher.watch(two.path)
        try FileManager.default.createDirectory(at: one, withIntermediateDirectories: true)
        try await wait("one came", told) { $0.contains { $0.directory == one.path } }
        try FileManager.default.removeItem(at: two)
        try FileManager.default.createDirectory(at: two, withIntermediateDirectories: true)
        try await wait("two came", told) { $0.contains { $0.directory == two.path } }
        try await settle(told, one)
        try await settle(told, two)
      }
    }

    /// How many changes the kernel keeps.
    private static let limit =
      (try? String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8))
      .flatMap { Int($0.split(separator: "\n").first ?? "") } ?? 16_384

    @Test(
      "more changes than the kernel keeps are a rescan, and the watch goes on",
      .enabled(if: limit <= 65_536, "the kernel keeps more changes than a test can make"))
    func overflow() async throws {
      // The watching thread is held in its first call, so that the kernel's queue fills up.
      let gate = Mutex(false)
      let told = Told()
      let watcher = try FileWatcher { change in
        told.add(change)
        while !gate.withLock({ $0 }) { usleep(1_000) }
      }
      let folder = try TemporaryDirectory.make()
      defer { try? FileManager.default.removeItem(at: folder) }
      defer { watcher.stop() }
      watcher.watch(folder.path)
      let names = (folder.appendingPathComponent("a").path, folder.appendingPathComponent("b").path)
      try Data().write(to: URL(fileURLWithPath: names.0))
      try await wait("the thread is held", told) { !$0.isEmpty }
      for _ in 0..<Self.limit {
        unsafe rename(names.0, names.1)
        unsafe rename(names.1, names.0)
      }
      gate.withLock { $0 = true }
      try await wait("the overflow is told", told) { $0.contains { $0.kind == .rescan } }
      try await settle(told, folder)
    }

    @Test("after the stop nothing is told")
    func stopped() async throws {
      try await withWatcher { watcher, told, folder in
        watcher.watch(folder.path)
        watcher.stop()
        watcher.stop()
        watcher.watch(folder.appendingPathComponent("x").path)
        // One that is not stopped is told.
        try await withWatcher { other, others, _ in
          other.watch(folder.path)
          try await settle(others, folder)
        }
        #expect(told.all.isEmpty)
      }
    }
  }
#endif
