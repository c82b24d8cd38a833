import Foundation
import Recognition
import TestSupport
import Testing

@testable import World

@Suite("Settings of a repository")
struct RepositorySettingsTests {
  @Test("everything that a file may say")
  func full() throws {
    let settings = try RepositorySettings(
      yaml: """
        # A comment.
        copy: [.env, ./config//local.yml]
        link:
          - node_modules
        setup:
          - npm ci
          - npm run build
        agent: claude
        permission_mode: acceptEdits
        models: {plan: opus, work: sonnet}
        gates: {plan: human, work: pause, review: auto}
        limit: 3
        notify: notify-send argosy
        base: develop
        protected: [release/*]
        pull_requests:
          on_failure: agent
          on_comments: person
          attempts: 2
        workflow: .argosy/feature.yml
        """, file: "f")
    var expected = RepositorySettings()
    expected.copy = [".env", "config/local.yml"]
    expected.link = ["node_modules"]
    expected.setup = ["npm ci", "npm run build"]
    expected.agent = "claude"
    expected.permissionMode = .acceptEdits
    expected.models = ["plan": "opus", "work": "sonnet"]
    expected.gates = ["plan": .human, "work": .pause, "review": .auto]
    expected.limit = 3
    expected.notify = "notify-send argosy"
    expected.base = "develop"
    expected.protected = ["release/*"]
    expected.pullRequests = .init(onFailure: .agent, onComments: .person, attempts: 2)
    expected.workflow = ".argosy/feature.yml"
    #expect(settings == expected)
    let protected = settings.protectedBranches("trunk2")
    #expect(["release/1", "develop", "trunk2", "main"].allSatisfy { protected.contains($0) })
    #expect(!protected.contains("worktree-x"))
  }

  @Test("a single command is a list of one; nothing said is nothing", arguments: ["", "# only\n", "---\n\n", "\n  \n"])
  func short(empty: String) throws {
    #expect(try RepositorySettings(yaml: empty, file: "f") == RepositorySettings())
    #expect(try RepositorySettings(yaml: "setup: make", file: "f").setup == ["make"])
  }

  @Test(
    "what is wrong is told with its line",
    arguments: [
      ("limit: 3\nlimits: 4\n", 2, "`limits` is not known here"),
      ("\nlimit: many\n", 2, "a number was expected"),
      ("limit: 0", 1, "from 1 to 100"),
      ("limit: 99999999999999999999", 1, "a number was expected"),
      ("copy: .env", 1, "a list was expected"),
      ("copy:\n  - a\n  - [b]", 3, "a text was expected"),
      ("copy: [../x]", 1, "leaves the repository"),
      ("copy: [a/../../x]", 1, "leaves the repository"),
      ("link: [/etc/passwd]", 1, "leaves the repository"),
      ("link: [~/x]", 1, "leaves the repository"),
      ("link: [.]", 1, "is the repository itself"),
      ("copy: [.GIT/config]", 1, "is git's own"),
      ("setup: {a: b}", 1, "a text was expected"),
      ("agent: --help", 1, "is no name"),
      ("agent: a b", 1, "is no name"),
      ("permission_mode: yolo", 1, "not one of ask, plan, acceptEdits, auto, bypass"),
      ("gates: {plan: maybe}", 1, "not one of auto, pause, human"),
      ("gates:\n  plan: auto\n  work: 7", 3, "not one of auto"),
      ("models: [a]", 1, "a mapping was expected"),
      ("models: {plan: [a]}", 1, "a text was expected"),
      ("base: -x", 1, "is no name"),
      ("pull_requests: {on_failure: nobody}", 1, "not one of person, agent"),
      ("pull_requests:\n  tries: 1", 2, "`tries` is not known here"),
      ("workflow: ../w.yml", 1, "leaves the repository"),
      ("- a", 1, "a mapping was expected"),
      ("limit: 1\na: [", 3, "did not find expected node content"),
    ])
  func wrong(yaml: String, line: Int, words: String) {
    do throws(RuleError) {
      _ = try RepositorySettings(yaml: yaml, file: "repo/.argosy.yml")
      Issue.record("was taken: \(yaml)")
    } catch {
      #expect(error.message.contains(words), "\(error)")
      #expect(error.file == "repo/.argosy.yml")
      #expect(error.line == line, "\(error)")
    }
  }

  @Test("the file of a repository is read, and one that leads out of it is not")
  func file() throws {
    let directory = try TemporaryDirectory.make()
    defer { try? FileManager.default.removeItem(at: directory) }
    let top = directory.appendingPathComponent("r").path
    let file = "\(top)/.argosy.yml"
    try FileManager.default.createDirectory(atPath: top, withIntermediateDirectories: true)
    #expect(try RepositorySettings(repository: top) == RepositorySettings())
    try Data("limit: 7\n".utf8).write(to: URL(fileURLWithPath: file))
    #expect(try RepositorySettings(repository: top).limit == 7)
    try Data([0x6C, 0xFF, 0xFE]).write(to: URL(fileURLWithPath: file))
    #expect(throws: RuleError(file: file, message: "the file is not UTF-8")) {
      try RepositorySettings(repository: top)
    }
    try Data(repeating: UInt8(ascii: "#"), count: (256 << 10) + 1).write(to: URL(fileURLWithPath: file))
    #expect(throws: RuleError.self) { try RepositorySettings(repository: top) }
    try FileManager.default.removeItem(atPath: file)
    try Data("limit: 7\n".utf8).write(to: directory.appendingPathComponent("outside.yml"))
    try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: "../outside.yml")
    #expect(throws: RuleError.self) { try RepositorySettings(repository: top) }
    try FileManager.default.removeItem(atPath: file)
    try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: true)
    #expect(throws: RuleError(file: file, message: "the file cannot be read")) {
      try RepositorySettings(repository: top)
    }
  }
}
