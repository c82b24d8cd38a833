import Foundation

/// The recorded streams of real programs, as one stream.
struct Recordings {
  /// Where the repository keeps them, from its root.
  static let usual = ["Tests/TerminalTests/Recordings/rec.tar.gz", "Tests/TerminalTests/Recordings/agents.tar.gz"]

  /// Ends whatever the recording before it left open (CAN, ST), then resets the terminal (RIS): each recording meets
  /// the screen it was made on.
  private static let separator: [UInt8] = [0x18, 0x1B, 0x5C, 0x1B, 0x63]

  private(set) var bytes: [UInt8] = []
  private(set) var count = 0

  /// - Parameter paths: folders, or archives `.tar.gz` of folders. Every file in them is a raw stream, except `.json`.
  /// - Throws: `Complaint` when one cannot be read or holds nothing.
  init(_ paths: [String]) throws {
    for path in paths {
      let before = count
      try add(path)
      if count == before { throw Complaint("there are no recordings in \(path)") }
    }
  }

  /// Those asked for, or the repository's; nil when the latter are not there. The notes tell which were used.
  ///
  /// - Throws: `Complaint` when one that was asked for cannot be read.
  static func found(_ asked: [String], notes: inout [String]) throws -> Recordings? {
    var paths = asked
    if paths.isEmpty {
      paths = usual.filter { FileManager.default.fileExists(atPath: $0) }
      for path in usual where !paths.contains(path) {
        notes.append("mix: there is no \(path); run this from the repository's root, or use --recordings")
      }
    }
    guard !paths.isEmpty else {
      notes.append("mix: skipped, for there are no recordings")
      return nil
    }
    let recorded = try Recordings(paths)
    notes.append("mix: \(recorded.count) recordings")
    return recorded
  }

  private mutating func add(_ path: String) throws {
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Complaint("there is no \(path): name a folder or a .tar.gz of recordings")
    }
    guard !isFolder.boolValue else { return try addFolder(URL(fileURLWithPath: path)) }
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let outcome = try Tool(name: "tar").run(["-xzf", path, "-C", folder.url.path])
    guard outcome.status == 0 else {
      let reason = outcome.errors.split(separator: "\n").first.map(String.init) ?? "tar failed"
      throw Complaint("\(path) cannot be unpacked: \(reason)")
    }
    try addFolder(folder.url)
  }

  private mutating func addFolder(_ folder: URL) throws {
    let root = folder.resolvingSymlinksInPath().path
    let names = (FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []).sorted()
    for name in names where !name.hasSuffix(".json") {
      let file = root + "/" + name
      var isFolder: ObjCBool = false
      guard unsafe FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue else {
        continue
      }
      do {
        bytes += Self.separator + [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
        count += 1
      } catch {
        throw Complaint("cannot read \(file): \(error.localizedDescription)")
      }
    }
  }
}
