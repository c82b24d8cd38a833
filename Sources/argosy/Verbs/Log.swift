import ArgumentParser
import Daemon
import Dispatch
import Fleet
import Foundation
import Store
import World

struct Log: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print what happened to work items.",
    discussion: """
      Reads the journal itself: argosy need not be up. One line each, oldest first. With --json an object: seq, at, item \
      (its id), name, kind, stage, text; seq grows from line to line.

      Exit codes: 0 printed, 6 no such item, 1 anything else.
      """)

  @OptionGroup var server: ServerOptions

  @Argument(help: "The item: its name, or its id. Of a name that was used again, the item that has not ended.")
  var item: String?

  @Flag(help: "Go on, and print every line as it comes.")
  var follow = false

  @Flag(help: "Print JSON, one object a line.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Begin there: 2026-11-20T10:00:00Z, seconds since 1970, or so long ago: 90s, 15m, 2h, 1d.", valueName: "time"))
  var since: PastMoment?

  @Option(help: ArgumentHelp("Print only the last so many lines.", valueName: "count"))
  var limit: Int?

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit: \(limit) is not a count") }
  }

  func run() throws {
    let path = try server.access.paths().journal
    // Before the first look, so that nothing comes between the two unseen.
    let writes = follow ? try JournalWrites(path) : nil
    let reader = try JournalReader(path: path)
    var query = RecordQuery(since: since?.nanoseconds)
    if let item {
      query.item = try reader.item(named: item)
      if query.item == nil {
        StandardError.write("there is no item \(item)\n")
        throw Outcome.missing
      }
    }
    if let limit {
      let end = try reader.records(RecordQuery(limit: 1, from: .last)).last?.sequence ?? 0
      query.limit = limit
      query.from = .last
      let records = try reader.records(query)
      print(records)
      query = RecordQuery(of: query.item, after: max(end, records.last?.sequence ?? 0))
    } else {
      try printAll(reader, &query)
    }
    guard let writes else { return }
    // A commit is written to the file first and can be read an instant later, of which nobody tells: after each write
    // it is looked for a few times more.
    let pauses: [DispatchTimeInterval] = [.milliseconds(20), .milliseconds(100), .milliseconds(500), .seconds(3)]
    var looks = 0
    while true {
      let isWritten = writes.wait(atMost: looks < pauses.count ? pauses[looks] : nil)
      looks = isWritten ? 0 : looks + 1
      try printAll(reader, &query)
    }
  }

  /// Prints what is there, and leaves the query behind it.
  private func printAll(_ reader: JournalReader, _ query: inout RecordQuery) throws {
    while true {
      let records = try reader.records(query)
      guard let last = records.last else { return }
      print(records)
      query.after = last.sequence
    }
  }

  private func print(_ records: [LoggedRecord]) {
    let style = OutputStyle.detected
    for record in records {
      let line = LogLine(record)
      if json, let text = try? JSONText.line(line.report) {
        Swift.print(text)
      } else {
        Swift.print(line.text(style))
      }
    }
    fflush(nil)
  }
}

/// Tells when a journal was written, by whoever has it open.
private final class JournalWrites: Sendable {
  private let signal = DispatchSemaphore(value: 0)
  private let watcher: FileWatcher

  init(_ path: String) throws {
    let file = URL(fileURLWithPath: path)
    // In WAL mode new lines are in the file beside it first.
    let names: Set = [file.lastPathComponent, file.lastPathComponent + "-wal"]
    watcher = try FileWatcher(tellsEveryWrite: true) { [signal] change in
      if change.kind == .rescan || names.contains(change.name) { signal.signal() }
    }
    watcher.watch(file.deletingLastPathComponent().path)
  }

  /// Waits until something is written that was not there the last time.
  ///
  /// - Parameter time: nil: for ever.
  /// - Returns: false when the time has passed.
  func wait(atMost time: DispatchTimeInterval?) -> Bool {
    guard signal.wait(timeout: time.map { .now() + $0 } ?? .distantFuture) == .success else { return false }
    while signal.wait(timeout: .now()) == .success {}
    return true
  }
}
