import Foundation

/// Streams of bytes with what tmux itself held after them.
///
/// `rec` (programs), `agents` (renderers that paint as agents do), `traps` (a rule each) and `fuzz` are in the repository
/// with the truth of tmux 3.3a. More streams, and the truth of other versions, are read from beside it where they are.
enum Recordings {
  struct Stream: Decodable, Sendable {
    var name: String
    var file: String
    var w: Int
    var h: Int
    var history: Int?
  }

  /// A stream and the stages at which tmux was asked.
  struct Recording {
    let stream: Stream
    let bytes: [UInt8]
    let truth: [Truth]
  }

  static let groups = ["rec", "agents", "traps", "fuzz"]
  private static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  private static let beside = tests.deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "../shared/corpus/terminal").standardizedFileURL

  static var hasMore: Bool {
    FileManager.default.fileExists(atPath: beside.appending(path: "index.json").path)
  }

  /// Calls `body` with each recording of a group in the repository.
  static func forEach(in group: String, _ body: (Recording) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "argosy-recordings-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let archive = tests.appending(path: "Recordings/\(group).tar.gz").path
    _ = try run("tar", ["-xzf", archive, "-C", folder.path], in: folder)
    let root = folder.appending(path: group)
    for stream in try index(of: root) {
      let name = stream.name.split(separator: "/").last.map(String.init) ?? stream.name
      let truth = try Truth.stages(Data(contentsOf: root.appending(path: "truth/\(name).json")))
      try body(
        Recording(stream: stream, bytes: [UInt8](Data(contentsOf: root.appending(path: stream.file))), truth: truth))
    }
  }

  /// Calls `body` with each recording that lies beside the repository.
  static func forEachMore(of version: String, _ body: (Recording) throws -> Void) throws {
    let streams = try index(of: beside).filter { stream in
      version != "3.3a" || !groups.contains { stream.name.hasPrefix("\($0)/") }
    }
    let names = streams.map { $0.name.replacingOccurrences(of: "/", with: "__") + ".json.gz" }
    // One process unpacks all truths, a line each.
    let script = #"for f in "$@"; do gzip -dc "$f"; echo; done"#
    let text = try run("sh", ["-c", script, "sh"] + names, in: beside.appending(path: "truth/\(version)"))
    for (stream, line) in zip(streams, text.split(separator: 0x0A)) {
      let bytes = [UInt8](try Data(contentsOf: beside.appending(path: stream.file)))
      try body(Recording(stream: stream, bytes: bytes, truth: Truth.stages(Data(line))))
    }
  }

  private static func index(of folder: URL) throws -> [Stream] {
    try JSONDecoder().decode([Stream].self, from: Data(contentsOf: folder.appending(path: "index.json")))
  }

  private static func run(_ program: String, _ arguments: [String], in folder: URL) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.currentDirectoryURL = folder
    process.arguments = [program] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.fileReadUnknown) }
    return output
  }
}
