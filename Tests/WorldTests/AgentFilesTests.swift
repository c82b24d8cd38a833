import Foundation
import Recognition
import TestSupport
import Testing
import World

@Suite("Files of rules")
struct AgentFilesTests {
  @Test("the folder is in XDG_CONFIG_HOME, else in .config, and nowhere without either")
  func directory() {
    #expect(AgentFiles.directory(["XDG_CONFIG_HOME": "/x", "HOME": "/h"]) == "/x/argosy/agents")
    #expect(AgentFiles.directory(["XDG_CONFIG_HOME": "relative", "HOME": "/h"]) == "/h/.config/argosy/agents")
    #expect(AgentFiles.directory([:]) == nil)
  }

  @Test("YAML files are read by name; hidden ones and what editors leave are not")
  func reading() throws {
    let folder = try TemporaryDirectory.make()
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["b.yaml", "a.yml", ".hidden.yaml", "a.yaml~", "notes.txt", "b.yaml.swp"] {
      try Data(name.utf8).write(to: folder.appendingPathComponent(name))
    }
    let files = AgentFiles.read(folder.path)
    #expect(files.map(\.path) == [folder.path + "/a.yml", folder.path + "/b.yaml"])
    #expect(files.map { String(decoding: $0.bytes, as: UTF8.self) } == ["a.yml", "b.yaml"])
    #expect(AgentFiles.read(folder.path + "/nowhere") == [])
  }

  @Test("no more of a file is read than shows that it is too large")
  func huge() throws {
    let folder = try TemporaryDirectory.make()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(repeating: 0x23, count: RuleFile.largest + 5_000).write(to: folder.appendingPathComponent("a.yaml"))
    let file = try #require(AgentFiles.read(folder.path).first)
    #expect(file.bytes.count == RuleFile.largest + 1)
    #expect(throws: RuleError.self) { try file.text() }
  }
}
