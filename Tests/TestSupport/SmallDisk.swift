public import Foundation

/// A file system of a few hundred kilobytes, gone with the test.
public struct SmallDisk: Sendable {
  public let path: String

  private static func mount(_ arguments: [String]) async throws {
    _ = try await Programs.run(
      try Programs.path(of: "mount"), arguments, environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"])
  }

  public func setReadOnly(_ isReadOnly: Bool) async throws {
    try await Self.mount(["-o", "remount,\(isReadOnly ? "ro" : "rw")", path])
  }

  /// Fills it to the last byte; removing the file gives the space back.
  @discardableResult
  public func fill() throws -> URL {
    let file = URL(fileURLWithPath: path + "/filler")
    if !FileManager.default.fileExists(atPath: file.path) {
      _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    }
    let handle = try FileHandle(forWritingTo: file)
    defer { try? handle.close() }
    try handle.seekToEnd()
    for size in [4096, 512, 1] {
      while (try? handle.write(contentsOf: Data(count: size))) != nil {}
    }
    return file
  }

  /// Gives back what was filled.
  public func empty() throws { try FileManager.default.removeItem(atPath: path + "/filler") }

  /// Whether this machine lets us mount one: it takes the rights of root, and Linux. Tried once.
  public static var canBeMounted: Bool {
    get async { await trial.value }
  }

  private static let trial = Task {
    do {
      try await use(kilobytes: 64) { _ in }
      return true
    } catch {
      return false
    }
  }

  /// Runs a test's body on one. A test that needs it has the trait ``smallDisk``.
  ///
  /// - Parameter directory: where it is mounted; otherwise at a place of its own.
  public static func use(
    kilobytes: Int, at directory: URL? = nil, _ body: (SmallDisk) async throws -> Void
  ) async throws {
    let place = try directory ?? TemporaryDirectory.make()
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { if directory == nil { try? FileManager.default.removeItem(at: place) } }
    try await mount(["-t", "tmpfs", "-o", "size=\(kilobytes)k,mode=0700", "argosy-test", place.path])
    let result: Result<Void, any Error>
    do {
      try await body(SmallDisk(path: place.path))
      result = .success(())
    } catch {
      result = .failure(error)
    }
    _ = try? await Programs.run(
      try Programs.path(of: "umount"), ["-l", place.path], environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"])
    try result.get()
  }
}
