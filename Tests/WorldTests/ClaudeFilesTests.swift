import Foundation
import Recognition
import TestSupport
import Testing

@testable import World

@Suite("Files of Claude Code")
struct ClaudeFilesTests {
  private func withFiles(_ body: (ClaudeFiles) throws -> Void) throws {
    let directory = try TemporaryDirectory.make()
    defer { try? FileManager.default.removeItem(at: directory) }
    let files = ClaudeFiles(folder: directory.path)
    try FileManager.default.createDirectory(atPath: files.sessions, withIntermediateDirectories: true)
    try body(files)
  }

  private func write(_ text: String, of pid: Int32, _ files: ClaudeFiles) throws {
    try text.write(toFile: "\(files.sessions)/\(pid).json", atomically: true, encoding: .utf8)
  }

  @Test("a process's own file is read, an earlier one's of the same number is not")
  func stale() throws {
    try withFiles { files in
      let pid = getpid()
      #expect(files.record(of: pid) == nil)
      let now = Int64(Date().timeIntervalSince1970 * 1000)
      try write(#"{"pid":\#(pid),"status":"busy","statusUpdatedAt":\#(now)}"#, of: pid, files)
      #expect(files.record(of: pid)?.status == "busy")
      try write(#"{"pid":\#(pid + 1),"status":"busy","statusUpdatedAt":\#(now)}"#, of: pid, files)
      #expect(files.record(of: pid) == nil, "it says that it is another's")
      try write(#"{"pid":\#(pid),"status":"bu"#, of: pid, files)
      #expect(files.record(of: pid) == nil, "torn")
      #if os(Linux)
        try write(#"{"pid":\#(pid),"status":"busy","statusUpdatedAt":1000000000000}"#, of: pid, files)
        #expect(files.record(of: pid) == nil, "from long before this process")
      #endif
    }
  }

  @Test("the names of the files")
  func names() {
    let files = ClaudeFiles(folder: "/home/a/.claude")
    #expect(ClaudeFiles.process(of: "77.json") == 77)
    #expect(ClaudeFiles.process(of: "77.json.tmp") == nil)
    #expect(ClaudeFiles.process(of: "x.json") == nil)
    #expect(
      files.transcript(session: "s", directory: "/home/a/my.repo_ü")
        == "/home/a/.claude/projects/-home-a-my-repo--/s.jsonl")
  }

  #if os(Linux)
    @Test("a process's own environment says where")
    func environment() throws {
      #expect(ClaudeFiles(of: getpid(), environment: [:])?.folder.hasPrefix("/") == true)
      #expect(ClaudeFiles(of: -1, environment: ["HOME": "/h"])?.folder == "/h/.claude")
      #expect(ClaudeFiles(of: -1, environment: [:]) == nil)
      let start = try #require(ProcessTree.startTime(of: getpid()))
      let age = Int64(Date().timeIntervalSince1970) - start
      #expect((-2...86_400).contains(age))
    }
  #endif

  @Test("the end of a file that is longer than wanted")
  func tail() throws {
    let directory = try TemporaryDirectory.make()
    defer { try? FileManager.default.removeItem(at: directory) }
    let path = directory.appendingPathComponent("t").path
    try Data((0..<100).map { UInt8($0) }).write(to: URL(fileURLWithPath: path))
    #expect(FileTail(of: path, limit: 10)?.bytes == Array(90..<100))
    #expect(FileTail(of: path, limit: 1000)?.bytes.count == 100)
    #expect(FileTail(of: directory.path, limit: 10) == nil)
    #expect(FileTail(of: path + "x", limit: 10) == nil)
  }
}
