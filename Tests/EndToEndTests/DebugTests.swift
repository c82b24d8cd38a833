import Foundation
import TestSupport
import Testing

@Suite("Debug verbs")
struct DebugTests {
  private static let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Golden")

  private func run(_ arguments: [String], input: String = "") async throws -> String {
    let environment = ProcessInfo.processInfo.environment
    let outcome = try await Programs.outcome(
      try Programs.product("argosy"), ["debug"] + arguments, environment: environment, input: Data(input.utf8))
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.output
  }

  @Test("recorded control streams give the same events as ever", arguments: ["attach", "capture", "churn", "torn"])
  func control(name: String) async throws {
    let stream = Self.golden.appendingPathComponent("\(name).control")
    let expected = try String(contentsOf: Self.golden.appendingPathComponent("\(name).events"), encoding: .utf8)
    #expect(try await run(["control", stream.path]) == expected)
  }

  @Test("a byte stream becomes rows, cursor, title and modes")
  func screen() async throws {
    let stream = "\u{1B}]2;hi\u{07}a你\u{1B}[3;4Hx\u{1B}[?2004h"
    let text = try await run(["screen", "--size", "10x4", "-"], input: stream)
    #expect(text == "a你\n\n   x\n\ncursor 4,2\ntitle  hi\nmodes  cursor-visible wrap bracketed-paste\n")
    let json = try await run(["screen", "--size", "10x4", "--json", "-"], input: stream)
    let object = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(object["rows"] as? [String] == ["a你", "", "   x", ""])
    #expect(object["title"] as? String == "hi")
  }

  @Test("a byte stream becomes a state, with the question and the rule")
  func recognise() async throws {
    let screen = [
      "⏺ I will clean up.", "", String(repeating: "─", count: 60), " Bash command", "", "   rm -rf build", "",
      " Do you want to proceed?", " ❯ 1. Yes", "   2. No", "", " Esc to cancel · Tab to amend",
    ]
    let json = try await run(
      ["recognise", "--size", "60x24", "--title", "✳ Build", "--json", "-"], input: screen.joined(separator: "\r\n"))
    let object = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(object["state"] as? String == "blocked")
    #expect(object["kind"] as? String == "permission")
    #expect((object["ask"] as? [String: Any])?["question"] as? String == "Do you want to proceed?")
    #expect(object["rule"] as? String == "permission")
  }

  @Test("a person's own rules count where they are named, and a fault in them is told")
  func ownRules() async throws {
    let folder = try TemporaryDirectory.make()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("mine.yaml")
    let rules = """
      agent: mine
      process: {commands: [mine]}
      marks: {}
      rules:
        - {name: busy, priority: 1, region: whole, state: working, all: [{contains: humming}]}
      """
    try rules.write(to: file, atomically: true, encoding: .utf8)
    let arguments = ["recognise", "--agent", "mine", "--rules", folder.path, "-"]
    #expect(try await run(arguments, input: "I am humming").contains("rule   busy"))
    try (rules + "\nnonsense: 1\n").write(to: file, atomically: true, encoding: .utf8)
    let outcome = try await Programs.outcome(
      try Programs.product("argosy"), ["debug"] + arguments, environment: ProcessInfo.processInfo.environment)
    #expect(outcome.status != 0 && outcome.errors.contains("mine.yaml"))
  }

  @Test("a missing file and a senseless size are refused with a reason")
  func refusals() async throws {
    let argosy = try Programs.product("argosy")
    let environment = ProcessInfo.processInfo.environment
    let missing = try await Programs.outcome(argosy, ["debug", "control", "/nowhere"], environment: environment)
    #expect(missing.status != 0)
    #expect(missing.errors.contains("/nowhere"))
    let size = try await Programs.outcome(
      argosy, ["debug", "screen", "--size", "0x24", "-"], environment: environment)
    #expect(size.status != 0)
  }
}
