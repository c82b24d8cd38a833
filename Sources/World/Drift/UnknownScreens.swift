import Foundation
public import Recognition
public import TmuxControl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The screens that were not known, in files: the last ``limit`` of them, each once, with how often they were seen.
///
/// One directory for all daemons of a person. What is in it that cannot be read is left out: torn, foreign, a newer
/// argosy's.
public struct UnknownScreens: Sendable {
  public let directory: String

  public static let limit = 20
  /// Versions of agents that are counted.
  private static let countLimit = 100
  private static let largest = 1 << 20

  public init(directory: String) {
    self.directory = directory
  }

  /// Those that are kept, the latest first.
  public var screens: [UnknownScreen] { files.compactMap(\.screen).sorted { $0.last > $1.last } }

  public var counts: [UnknownCount] {
    guard let bytes = Self.bytes(of: countsPath), let file = try? JSONDecoder().decode(CountsFile.self, from: bytes)
    else { return [] }
    return file.format == Self.format ? file.counts : []
  }

  /// Keeps a screen, or counts it where one of its shape is kept.
  ///
  /// - Parameter shape: of the redacted screen.
  /// - Throws: ``SystemError`` when it cannot be written.
  public func keep(_ screen: UnknownScreen, shape: ScreenShape) throws(SystemError) {
    _ = try Directories.makePrivate(directory)
    let lock = unsafe open(directory + "/.lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard lock >= 0 else { throw SystemError("cannot open \(directory)/.lock", code: errno) }
    defer { close(lock) }
    while flock(lock, LOCK_EX) != 0, errno == EINTR {}

    let path = "\(directory)/screen-\(shape).json"
    var kept = screen
    if let known = Self.screen(at: path) {
      kept = known
      kept.count = known.count.addingReportingOverflow(1).partialValue
      kept.last = max(known.last, screen.last)
    }
    try write(ScreenFile(format: Self.format, screen: kept), to: path)
    try count(screen)
    for file in files.sorted(by: { $0.age > $1.age }).dropFirst(Self.limit) { unsafe unlink(file.path) }
  }

  private func count(_ screen: UnknownScreen) throws(SystemError) {
    var counts = self.counts
    if let index = counts.firstIndex(where: { $0.agent == screen.agent && $0.version == screen.version }) {
      counts[index].count = counts[index].count.addingReportingOverflow(1).partialValue
      counts[index].last = max(counts[index].last, screen.last)
    } else {
      counts.append(
        UnknownCount(
          agent: screen.agent, version: screen.version, count: 1, since: screen.first, last: screen.last))
    }
    counts = Array(counts.sorted { $0.last > $1.last }.prefix(Self.countLimit))
    try write(CountsFile(format: Self.format, counts: counts), to: countsPath)
  }

  // MARK: Files

  private static let format = 1

  private struct ScreenFile: Codable {
    let format: Int
    let screen: UnknownScreen
  }

  private struct CountsFile: Codable {
    let format: Int
    let counts: [UnknownCount]
  }

  private struct Found {
    let path: String
    let screen: UnknownScreen?
    /// When it was seen last; what cannot be read is the first to go.
    var age: Int64 { screen?.last ?? .min }
  }

  private var countsPath: String { directory + "/counts.json" }

  private var files: [Found] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return names.filter { $0.hasPrefix("screen-") && $0.hasSuffix(".json") }.sorted().map { name in
      Found(path: "\(directory)/\(name)", screen: Self.screen(at: "\(directory)/\(name)"))
    }
  }

  private static func screen(at path: String) -> UnknownScreen? {
    guard let bytes = bytes(of: path), let file = try? JSONDecoder().decode(ScreenFile.self, from: bytes),
      file.format == format, file.screen.count > 0, (1...10_000).contains(file.screen.columns)
    else { return nil }
    return file.screen
  }

  /// Nil for anything but a plain file of a sensible size.
  private static func bytes(of path: String) -> Data? {
    var status = stat()
    guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= largest else {
      return nil
    }
    return Data(FileBytes.contents(of: path, limit: largest))
  }

  private func write(_ value: some Encodable, to path: String) throws(SystemError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { throw SystemError("cannot write \(path)", code: EINVAL) }
    try AtomicFile.write(Array(data), to: path)
  }
}
