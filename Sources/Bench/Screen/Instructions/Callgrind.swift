import Foundation

/// Counts instructions with valgrind's callgrind: a measure that does not depend on what else the machine does.
struct Callgrind {
  private let valgrind = Tool(name: "valgrind")
  private let executable: String
  private let libvterm: String?

  /// - Parameter libvterm: the path of a library, when not the installed one.
  /// - Throws: `Complaint` when valgrind is not installed.
  init(libvterm: String?) throws {
    guard valgrind.path != nil else {
      throw Complaint("instructions are counted by valgrind, which is not installed: apt-get install valgrind")
    }
    guard let url = Bundle.main.executableURL else { throw Complaint("cannot tell where this program itself is") }
    executable = url.resolvingSymlinksInPath().path
    self.libvterm = libvterm
  }

  /// Instructions to read the bytes once: a run that feeds them, less a run that does all but that.
  func instructions(_ bytes: [UInt8], screen: FeedOnceCommand.Screen) throws -> Int {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let input = folder.url.appendingPathComponent("input")
    try Data(bytes).write(to: input)
    return try count(input, screen, [], folder) - count(input, screen, ["--unfed"], folder)
  }

  private func count(
    _ input: URL, _ screen: FeedOnceCommand.Screen, _ more: [String], _ folder: TemporaryFolder
  ) throws -> Int {
    let profile = folder.url.appendingPathComponent("callgrind.out")
    let measured = [executable, "feed-once", input.path, "--screen", screen.rawValue] + more
    let library = libvterm.map { ["--libvterm", $0] } ?? []
    let outcome = try valgrind.run(
      ["--tool=callgrind", "--callgrind-out-file=\(profile.path)"] + measured + library,
      environment: ["SWIFT_DETERMINISTIC_HASHING": "1"])
    guard outcome.status == 0, let text = try? String(contentsOf: profile, encoding: .utf8) else {
      let reason = outcome.errors.split(separator: "\n").last.map(String.init) ?? "it said nothing"
      throw Complaint("valgrind failed: \(reason)")
    }
    guard let line = text.split(separator: "\n").last(where: { $0.hasPrefix("totals: ") }),
      let total = Int(line.dropFirst("totals: ".count).prefix { $0.isNumber })
    else { throw Complaint("callgrind's profile has no totals: its version writes an unknown form") }
    return total
  }
}
