public import Fleet
import Foundation
import TmuxControl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The first fleet program's files, kept up for whoever reads them. They are pictures: argosy never reads its own state
/// from them. Every call blocks on the disk.
public struct FleetFiles: Sendable {
  public let directory: String
  /// Which store the events come from.
  private let source: String

  public var registry: String { directory + "/registry.json" }
  public var events: String { directory + "/events.jsonl" }

  /// - Parameters:
  ///   - directory: where they lie; made when it is needed.
  ///   - source: the store's identity, so that its events are told from another's in the same file.
  public init(directory: String, source: String) {
    self.directory = directory
    self.source = source
  }

  /// `~/.claude/fleet`; nil without a home.
  public static func directory(_ environment: [String: String]) -> String? {
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.claude/fleet"
  }

  /// Writes the registry anew where it does not say what is true: beside it first, then in its place (S0C-06).
  ///
  /// - Parameter moment: nanoseconds since 1970.
  /// - Returns: whether anything had to be written.
  /// - Throws: ``FleetFileError``, or ``SystemError`` when it cannot be written; the old one is then still there.
  @discardableResult
  public func writeRegistry(_ items: [WorkItem], at moment: Int64) throws -> Bool {
    let existing = FileManager.default.contents(atPath: registry)
    if existing == nil, FileManager.default.fileExists(atPath: registry) { throw FleetFileError.unreadable }
    if existing == nil, items.isEmpty { return false }
    guard let contents = try FleetRegistry.contents(after: existing, items: items, at: moment) else { return false }
    try makeDirectory()
    // The name may be a link to where somebody keeps such files.
    let place = URL(fileURLWithPath: registry).resolvingSymlinksInPath().path
    let draft = place + ".tmp"
    do throws(SystemError) {
      try Self.write(contents, to: draft, O_TRUNC, synchronised: true)
      guard unsafe rename(draft, place) == 0 else { throw SystemError("cannot replace \(place)", code: errno) }
    } catch {
      _ = unsafe unlink(draft)
      throw error
    }
    return true
  }

  /// Appends the events that the lines of the log make, each once: lines that the file has already are left out.
  ///
  /// - Parameters:
  ///   - records: in their order.
  ///   - items: for what the lines do not say.
  /// - Returns: the number up to which the log is in the file now; nil without records.
  /// - Throws: ``SystemError`` when it cannot be written. What the file holds by then is left out the next time.
  @discardableResult
  public func appendEvents(_ records: [LoggedRecord], items: [ItemID: WorkItem]) throws -> Int64? {
    guard let last = records.last?.sequence else { return nil }
    let (known, isWhole) = tail()
    var text = Data()
    for record in records where record.sequence > known {
      guard let line = FleetLine(record) else { continue }
      text += try line.text(item: items[record.item], source: source)
    }
    guard !text.isEmpty else { return last }
    try makeDirectory()
    // A line that somebody did not finish must not swallow ours.
    try Self.write(isWhole ? text : Data("\n".utf8) + text, to: events, O_APPEND, synchronised: false)
    return last
  }

  /// How much of the end is searched for our last line. The store remembers how far the file has come; only what was
  /// written in the instant before a crash has to be found.
  private static let searched = 262_144

  /// The number of our last line, and whether the file ends with a line.
  private func tail() -> (known: Int64, isWhole: Bool) {
    guard let tail = FileTail(of: events, limit: Self.searched), !tail.bytes.isEmpty else { return (0, true) }
    let known = tail.bytes.split(separator: 0x0A).reversed().lazy
      .compactMap { FleetLine.sequence(in: $0, source: source) }.first
    return (known ?? 0, tail.bytes.last == 0x0A)
  }

  private func makeDirectory() throws {
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
  }

  private static func write(
    _ contents: Data, to path: String, _ flags: Int32, synchronised: Bool
  ) throws(SystemError) {
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0o600)
    guard file >= 0 else { throw SystemError("cannot write \(path)", code: errno) }
    defer { close(file) }
    var rest = [UInt8](contents)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe cWrite(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw SystemError("cannot write \(path)", code: errno) }
      rest = rest.dropFirst(count)
    }
    if synchronised, fsync(file) != 0 { throw SystemError("cannot write \(path)", code: errno) }
  }

  private static func cWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
      unsafe Glibc.write(file, bytes, count)
    #elseif canImport(Musl)
      unsafe Musl.write(file, bytes, count)
    #else
      unsafe Darwin.write(file, bytes, count)
    #endif
  }
}
