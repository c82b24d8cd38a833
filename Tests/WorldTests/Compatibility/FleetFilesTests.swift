import Foundation
import Recognition
import TestSupport
import Testing
import TmuxControl

@testable import Fleet
@testable import World

/// Features as the coordinator makes them, and their log as a store numbers it.
private struct Features {
  var coordinator = Coordinator()
  var wall: Int64 = 1_700_000_000_000_000_000
  var log: [LoggedRecord] = []

  var items: [ItemID: WorkItem] { coordinator.items }
  var all: [WorkItem] { coordinator.sorted }

  mutating func tell(_ event: WorkEvent) {
    wall += 60_000_000_000
    let moment = Moment(wall: wall, monotonic: UInt64(wall - 1_700_000_000_000_000_000))
    for record in coordinator.apply(event, at: moment).records {
      log.append(
        LoggedRecord(
          sequence: Int64(log.count + 1), item: record.item, name: record.name, word: record.kind.rawValue,
          stage: record.stage, text: record.text, at: record.at))
    }
  }

  mutating func begin(_ id: String, name: String, repository: String = "/repo", isAutomatic: Bool = false) {
    tell(
      .ordered(
        .begin(
          NewItem(
            id: ItemID(id), name: name, description: "SSO support\nfor all",
            repository: Repository(path: repository, defaultBranch: "main"), workflow: .feature,
            isAutomatic: isAutomatic))))
  }

  mutating func finish(_ id: String, _ result: DeedResult) {
    guard let doing = items[ItemID(id)]?.doing else { return }
    tell(.done(doing.id, doing.item, result))
  }

  mutating func open(_ id: String, name: String) {
    finish(
      id, .prepared(Workspace(path: "/repo/.claude/worktrees/\(name)", branch: "worktree-\(name)", base: "abc")))
    finish(
      id,
      .opened(
        AgentSession(
          server: ServerEpoch(pid: 1, startTime: 1), session: SessionID(number: 7), window: WindowID(number: 8),
          pane: PaneID(number: 9), sessionName: name, agent: "claude", pid: 5, conversation: "c", openedAt: wall)))
    see(id, .idle)
  }

  mutating func see(_ id: String, _ state: AgentState, kind: BlockKind? = nil) {
    tell(.saw(ItemID(id), AgentSight(state, kind: kind)))
  }

  /// The agent takes what is on its way, works, and is done.
  mutating func turn(_ id: String) {
    finish(id, .sent(proof: "echo"))
    see(id, .working)
    see(id, .done)
  }
}

@Suite("The first fleet program's files")
struct FleetFilesTests {
  private func registry(_ files: FleetFiles) throws -> [String: Any] {
    let data = try #require(FileManager.default.contents(atPath: files.registry))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func feature(_ name: String, _ files: FleetFiles) throws -> [String: Any] {
    try #require((try registry(files)["features"] as? [String: Any])?[name] as? [String: Any], "\(name)")
  }

  private func events(_ files: FleetFiles) throws -> [[String: Any]] {
    let text = String(decoding: FileManager.default.contents(atPath: files.events) ?? Data(), as: UTF8.self)
    return text.split(separator: "\n").compactMap {
      try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }

  private func with(_ body: (FleetFiles, String) throws -> Void) throws {
    let home = try TemporaryDirectory.make()
    defer { try? FileManager.default.removeItem(at: home) }
    let directory = try #require(FleetFiles.directory(["HOME": home.path]))
    try body(FleetFiles(directory: directory, source: "0123"), directory)
  }

  @Test("S0C-04, S0C-05: a feature has every key of the registry, with the words of that program")
  func shape() throws {
    try with { files, directory in
      var features = Features()
      features.begin("a", name: "auth-sso")
      #expect(try files.writeRegistry(features.all, at: features.wall))
      #expect(try feature("auth-sso", files)["phase"] as? String == "spawned")
      features.open("a", name: "auth-sso")
      features.turn("a")
      features.tell(.foundArtifact(ItemID("a"), kind: "plan", path: "docs/plans/x-plan.md"))
      features.finish("a", .sent(proof: "echo"))
      features.see("a", .working)
      var pull = PullRequest(number: 42, url: "https://h/42", branch: "worktree-auth-sso", updated: 1_700_000_000)
      pull.setChecks([.init(name: "test", bucket: .pass)])
      features.tell(.pullRequest(ItemID("a"), pull, log: []))
      try files.writeRegistry(features.all, at: features.wall)
      let found = try feature("auth-sso", files)
      let expected: [String: String] = [
        "description": "SSO support\nfor all", "title": "SSO support", "repo": "/repo",
        "worktreePath": "/repo/.claude/worktrees/auth-sso", "branch": "worktree-auth-sso", "tmuxSession": "auth-sso",
        "tmuxSessionId": "$7", "phase": "plan", "mode": "phased", "status": "active", "scope": "any",
        "startedAt": "2023-11-14T22:14:20Z",
      ]
      for (key, value) in expected { #expect(found[key] as? String == value, "\(key)") }
      let history = try #require(found["phaseHistory"] as? [[String: Any]])
      #expect(history.map { $0["phase"] as? String } == ["brainstorm", "plan"])
      #expect(history.first?["completedAt"] is String && history.last?["completedAt"] is NSNull)
      #expect(found["artifacts"] as? [String: String] == ["plan": "docs/plans/x-plan.md"])
      let pr = try #require(found["pr"] as? [String: Any])
      #expect(pr["number"] as? Int == 42 && pr["ciStatus"] as? String == "passing")
      #expect(pr["url"] as? String == "https://h/42" && pr["lastChecked"] as? String == "2023-11-14T22:13:20Z")
      #expect(found["tags"] as? [String] == [] && found["updatedAt"] is String)
      #expect(try registry(files)["version"] as? Int == 1 && registry(files)["updated"] is String)
      // S0C-06: nothing is left beside it.
      #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["registry.json"])
    }
  }

  @Test("S0C-05: each way an item can be has its word")
  func words() throws {
    var features = Features()
    features.begin("a", name: "a", isAutomatic: true)
    features.open("a", name: "a")
    features.finish("a", .sent(proof: "echo"))
    features.see("a", .working)
    var item = try #require(features.items[ItemID("a")])
    #expect(FleetWords.phase(of: item) == "work")
    let expected: [ItemStatus: String] = [
      .working: "active", .paused: "active", .inReview: "active", .needsInput: "blocked", .escalated: "blocked",
      .crashed: "crashed", .failed: "crashed", .complete: "done", .cancelled: "abandoned",
    ]
    for (status, word) in expected {
      item.status = status
      #expect(FleetWords.status(of: item) == word, "\(status)")
    }
    item.status = .archived
    item.outcome = .complete("merged")
    #expect(FleetWords.status(of: item) == "done")
    item.stage = "pr"
    #expect(FleetWords.phase(of: item) == "pr_monitoring")
    item.life = .ended(.complete("merged"))
    #expect(FleetWords.phase(of: item) == "done")
    item.life = .ended(.cancelled("x"))
    #expect(FleetWords.phase(of: item) == "abandoned")
  }

  @Test("what others keep in the registry stays: their features, keys nobody knows, tags of ours")
  func foreign() throws {
    try with { files, directory in
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
      let old = """
        {"version":1,"theme":{"x":[1,2.5,null]},"features":{"theirs":{"status":"active","engine":"e"},
         "a":{"scope":"research","tags":["t"],"color":"red","status":"done"}}}
        """
      try Data(old.utf8).write(to: URL(fileURLWithPath: files.registry))
      var features = Features()
      features.begin("1", name: "a")
      try files.writeRegistry(features.all, at: features.wall)
      #expect(try feature("theirs", files)["engine"] as? String == "e")
      let ours = try feature("a", files)
      #expect(ours["color"] as? String == "red" && ours["scope"] as? String == "research")
      #expect(ours["tags"] as? [String] == ["t"] && ours["status"] as? String == "active")
      let theme = try #require(try registry(files)["theme"] as? [String: Any])
      #expect((theme["x"] as? [Any])?.count == 3)
      // Told again, nothing is written.
      #expect(try !files.writeRegistry(features.all, at: features.wall + 1_000_000_000))
    }
  }

  @Test("a registry that is none is told and left as it is")
  func damaged() throws {
    try with { files, directory in
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
      var features = Features()
      features.begin("1", name: "a")
      for text in ["{\"version\":1,\"featu", "[]", "{\"features\":[]}", "\u{0}"] {
        try Data(text.utf8).write(to: URL(fileURLWithPath: files.registry))
        #expect(throws: FleetFileError.unreadable, "\(text)") {
          try files.writeRegistry(features.all, at: features.wall)
        }
        #expect(FileManager.default.contents(atPath: files.registry) == Data(text.utf8))
      }
      try Data("\n".utf8).write(to: URL(fileURLWithPath: files.registry))
      #expect(try files.writeRegistry(features.all, at: features.wall))
    }
  }

  @Test("a name that is used again, or in two repositories at once, is no muddle")
  func names() throws {
    try with { files, _ in
      var features = Features()
      features.begin("1", name: "a")
      features.begin("2", name: "a", repository: "/other/repo2")
      try files.writeRegistry(features.all, at: features.wall)
      #expect(try feature("a", files)["repo"] as? String == "/repo")
      #expect(try feature("a@repo2", files)["repo"] as? String == "/other/repo2")
      features.tell(.ordered(.finish(ItemID("1"))))
      try files.writeRegistry(features.all, at: features.wall)
      let all = try #require(try registry(files)["features"] as? [String: Any])
      #expect(Array(all.keys) == ["a"])
      #expect(try feature("a", files)["repo"] as? String == "/other/repo2")
    }
  }

  @Test("S0C-07: each event has the word and the keys of that log")
  func eventWords() throws {
    try with { files, _ in
      var features = Features()
      features.begin("a", name: "sso")
      features.open("a", name: "sso")
      features.finish("a", .sent(proof: "echo"))
      features.see("a", .working)
      features.see("a", .blocked, kind: .question)
      features.see("a", .working)
      features.see("a", .done)
      features.finish("a", .sent(proof: "echo"))
      features.tell(.ended(ItemID("a"), code: 3))
      features.tell(.ordered(.resume(ItemID("a"))))
      features.open("a", name: "sso")
      var pull = PullRequest(
        number: 42, url: "https://h/42", branch: "worktree-sso", head: "h",
        checks: [.init(name: "test", bucket: .fail, id: 1)], updated: 1)
      features.tell(.pullRequest(ItemID("a"), pull, log: []))
      pull.setChecks([.init(name: "test", bucket: .pass, id: 2)])
      features.tell(.pullRequest(ItemID("a"), pull, log: []))
      pull.state = .merged
      pull.updated = 2
      features.tell(.pullRequest(ItemID("a"), pull, log: []))
      #expect(try files.appendEvents(features.log, items: features.items) == Int64(features.log.count))
      let found = try events(files)
      #expect(
        found.map { $0["event"] as? String } == [
          "spawned", "phase_start", "needs_input", "phase_complete", "phase_start", "crashed", "resumed", "pr_created",
          "ci_failed", "ci_passed", "done",
        ])
      #expect(found.allSatisfy { $0["feature"] as? String == "sso" && $0["branch"] as? String == "worktree-sso" })
      #expect(found.allSatisfy { ($0["ts"] as? String)?.hasSuffix("Z") == true && $0["argosy"] is String })
      #expect(found[1]["phase"] as? String == "brainstorm")
      let created = try #require(found.first { $0["event"] as? String == "pr_created" })
      #expect(created["pr"] as? Int == 42 && created["url"] as? String == "https://h/42")
    }
  }

  @Test("each event is in the log once, whatever is told again; another store's numbers are its own")
  func once() throws {
    try with { files, directory in
      var features = Features()
      features.begin("a", name: "a")
      features.open("a", name: "a")
      features.turn("a")
      let half = Array(features.log.prefix(features.log.count / 2))
      try files.appendEvents(half, items: features.items)
      // The store did not come to remember how far the file was.
      try files.appendEvents(features.log, items: features.items)
      try files.appendEvents(features.log, items: features.items)
      let marks = try events(files).compactMap { $0["argosy"] as? String }
      #expect(marks.count == Set(marks).count && marks.count == features.log.compactMap(FleetLine.init).count)
      let other = FleetFiles(directory: directory, source: "4567")
      try other.appendEvents(half, items: features.items)
      #expect(try events(files).count == marks.count + half.compactMap(FleetLine.init).count)
      try files.appendEvents(features.log, items: features.items)
      #expect(try events(files).count == marks.count + half.compactMap(FleetLine.init).count)
    }
  }

  @Test("a line that was cut off is written again, and lines of others stay what they are")
  func torn() throws {
    try with { files, _ in
      var features = Features()
      features.begin("a", name: "a")
      features.open("a", name: "a")
      features.turn("a")
      try files.appendEvents(features.log, items: features.items)
      let whole = try #require(FileManager.default.contents(atPath: files.events))
      let count = try events(files).count
      for cut in [1, 20, whole.count - 30, whole.count - 1] {
        try (Data("{\"event\":\"pushed\"}\n".utf8) + whole.prefix(cut)).write(to: URL(fileURLWithPath: files.events))
        try files.appendEvents(features.log, items: features.items)
        let found = try events(files)
        #expect(found.first?["event"] as? String == "pushed")
        let marks = found.compactMap { $0["argosy"] as? String }
        #expect(Set(marks).count == count, "cut to \(cut)")
        // What lost only its line feed is whole for a reader of lines, and is not written again.
        #expect(marks.count == count, "cut to \(cut)")
      }
    }
  }

  @Test("a directory that cannot be made is an error, and no half file")
  func nowhere() throws {
    try with { _, directory in
      let files = FleetFiles(directory: "/proc/none", source: "0")
      var features = Features()
      features.begin("a", name: "a")
      #expect(throws: (any Error).self) { try files.writeRegistry(features.all, at: 1) }
      features.open("a", name: "a")
      #expect(throws: (any Error).self) { try files.appendEvents(features.log, items: [:]) }
      #expect(!FileManager.default.fileExists(atPath: directory))
    }
  }
}
