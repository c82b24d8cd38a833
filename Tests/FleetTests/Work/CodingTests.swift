import Foundation
import Recognition
import Testing
import TmuxControl

@testable import Fleet

/// What is on disk was written by another argosy than the one that reads it.
@Suite("Work items as JSON")
struct CodingTests {
  /// A work item with something in every place.
  static var full: WorkItem {
    var scene = WorkScene()
    scene.begin()
    scene.turn()
    var item = scene.item
    item.settings = ItemSettings(
      agent: "codex", permissionMode: "plan", models: ["plan": "large"], gates: ["plan": .pause], limit: 2,
      base: "trunk", onFailure: .agent, onComments: .agent, attempts: 7, notify: "bell")
    item.isAutomatic = true
    item.issue = 3
    item.follows = ItemID("before")
    item.life = .ending(.cancelled("over"), removing: Losses(uncommitted: ["a"], unpushed: ["b"]))
    item.outcome = .failed("why")
    item.passesGate = true
    item.errands = [Errand(about: "ci", text: "mend it")]
    item.errands[0].progress = .sent(at: 4)
    item.workspace?.remarks = ["slow"]
    item.session?.pid = 12
    item.session?.transcript = "/t"
    let ask = Ask(
      question: "Which?", options: [.init(key: "1", label: "this", detail: "d")], detail: ["about"], kind: .question)
    item.session?.sight = AgentSight(.blocked, kind: .question, ask: ask, isInterrupted: true)
    item.team = Team(name: "t", members: ["m"], tasks: ["pending": 1])
    item.artifacts = [Artifact(kind: "plan", path: "p", at: 5)]
    item.attention = [
      "ask": Attention(.question, "Which?", detail: ["d"], options: ask.options, askID: ask.id, hint: "h", since: 6)
    ]
    item.spent = ["ci": 1]
    item.refusals = 2
    item.orderedAttempt = .resume
    item.doing = WorkEffect(id: EffectID(9), item: item.id, deed: .send("go on"))
    item.attempts[0].endedAt = 7
    item.attempts[0].outcome = "exit 0"
    item.history[0].endedAt = 8
    item.history[0].outcome = .completed
    item.repository.host = "h"
    item.repository.owner = "o"
    item.repository.name = "n"
    item.pullRequest = PullRequest(
      number: 42, url: "u", title: "t", author: "a", branch: "b", head: "h", base: "main", state: .closed,
      checks: [.init(name: "c", workflow: "w", bucket: .fail, id: 1, started: 2, completed: 3, link: "l")],
      decision: .approved, reviews: [.init(id: "r", author: "a", state: .approved, text: "t", at: 1)],
      comments: [.init(id: "c", author: "a", isBot: true, text: "t", at: 1, path: "p", line: 2)], mergeable: .yes,
      updated: 5, mergedAt: 6)
    return item
  }

  private func object(_ item: WorkItem) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: JSONEncoder().encode(item)) as? [String: Any])
  }

  private func item(_ object: Any) throws -> WorkItem {
    try JSONDecoder().decode(WorkItem.self, from: JSONSerialization.data(withJSONObject: object))
  }

  @Test("the item of these tests has something in every place, so that none is forgotten when it is read")
  func complete() {
    for (name, value) in Mirror(reflecting: Self.full).children {
      let mirror = Mirror(reflecting: value)
      let isEmpty = [.optional, .collection, .dictionary].contains(mirror.displayStyle) && mirror.children.isEmpty
      #expect(!isEmpty, "\(name ?? "")")
    }
  }

  @Test("an item comes back as it went")
  func roundTrip() throws {
    #expect(try item(object(Self.full)) == Self.full)
  }

  @Test("what a newer argosy added is passed over, wherever it stands")
  func unknownKeys() throws {
    func extended(_ value: Any, _ key: String) -> Any {
      if let values = value as? [Any] { return values.map { extended($0, key + "*") } }
      guard let values = value as? [String: Any] else { return value }
      let inner = Dictionary(uniqueKeysWithValues: values.map { ($0, extended($1, $0)) })
      return Self.structures.contains(key) ? inner.merging(["later": ["deep": [1, 2]]]) { old, _ in old } : inner
    }
    let changed = extended(try object(Self.full), "")
    #expect(try item(changed) == Self.full)
  }

  /// Under which keys, or in which lists, there is a structure, and no dictionary or enumeration.
  private static let structures: Set = [
    "", "settings", "repository", "workspace", "session", "server", "sight", "ask", "options*", "team", "pullRequest",
    "checks*", "reviews*", "comments*", "workflow", "stages*", "automatic", "errands*", "history*", "attempts*",
    "artifacts*", "doing",
  ]

  @Test("a property that is missing stands at its usual value; only what an item is nothing without is demanded")
  func missingKeys() throws {
    let whole = try object(Self.full)
    var demanded: Set<String> = []
    func walk(_ value: Any, _ path: [String], _ rebuild: (Any) -> Any) {
      if let values = value as? [Any] {
        guard let first = values.first else { return }
        walk(first, path + ["*"]) { rebuild([$0] + values.dropFirst()) }
        return
      }
      guard let values = value as? [String: Any] else { return }
      for (key, inner) in values {
        var rest = values
        rest[key] = nil
        if (try? item(rebuild(rest))) == nil { demanded.insert((path + [key]).joined(separator: ".")) }
        walk(inner, path + [key]) { changed in rebuild(values.merging([key: changed]) { _, new in new }) }
      }
    }
    walk(whole, []) { $0 }
    let expected: Set = [
      "id", "name", "repository", "workflow", "life", "stage", "progress", "createdAt", "status",
    ]
    #expect(demanded.filter { !$0.contains(".") } == expected)
    let usual = ["settings", "errands.*.progress", "session.sight", "workspace.remarks", "pullRequest.comments"]
    for path in usual { #expect(!demanded.contains(path), "\(path)") }
    for path in demanded where path.hasPrefix("settings.") || path.hasPrefix("pullRequest.checks.*.id") {
      Issue.record("\(path) is demanded")
    }
  }

  @Test("an item of the first form, with the least that was ever written, is read")
  func least() throws {
    var least = try object(Self.full)
    for key in least.keys
    where !["id", "name", "repository", "workflow", "life", "stage", "progress", "createdAt", "status"].contains(key) {
      least[key] = nil
    }
    let read = try item(least)
    #expect(read.settings == ItemSettings() && read.kind == .feature && read.statusSince == Self.full.createdAt)
    #expect(read.attention.isEmpty && read.doing == nil && !read.passesGate)
  }

  @Test("a word of a newer argosy is not read as another one")
  func newerWord() throws {
    var object = try object(Self.full)
    object["status"] = "dreaming"
    #expect(throws: DecodingError.self) { try item(object) }
  }
}
