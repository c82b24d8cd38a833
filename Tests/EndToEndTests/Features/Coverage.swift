import Foundation

/// Which requirements of the first source system (S0-01 … S0-53) the features' tests show. A test names what it shows
/// at the beginning of its title.
enum Coverage {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  static let page = folder.appendingPathComponent("COVERAGE.md")

  static let requirements = (1...53).map { "S0-" + ($0 < 10 ? "0\($0)" : "\($0)") }

  /// What no test here can show, and why.
  static let unshown: [String: String] = [
    "S0-06":
      "needs a language model: the orchestrator's skill is a text, and what it calls is shown by the other tests",
    "S0-52":
      "a decision that the same source took back on the same day: argosy is a program, and a skill that calls it",
    "S0-53": "the source's own list of what is left for later",
  ]

  struct Test: Hashable {
    let requirements: [String]
    /// Without the requirements.
    let sentence: String
    let suite: String
    /// Why it does not run.
    let disabled: String?
  }

  /// The tests of this folder, by its sources.
  static func tests() throws -> [Test] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.lastPathComponent.hasSuffix("Tests.swift") && $0.lastPathComponent != "CoverageTests.swift" }
      .sorted { $0.path < $1.path }
      .flatMap { try tests(in: String(contentsOf: $0, encoding: .utf8)) }
  }

  static func tests(in source: String) -> [Test] {
    let suite = source.firstMatch(of: #/@Suite\(\s*"(.+?)"/#).map { String($0.1) } ?? ""
    let titles = source.matches(
      of: #/@Test\(\s*(?:"""\n(?<long>(?s:.+?))\n\s*"""|"(?<short>.+?)")(?<rest>(?s:.*?))\)\s*\n\s*func /#)
    return titles.compactMap { match in
      let title = match.output.long.map(joined) ?? match.output.short.map(String.init) ?? ""
      guard let parts = title.wholeMatch(of: #/((?:S0C?-\d+(?:, )?)+): (.+)/#) else { return nil }
      let ids = parts.1.split(separator: ", ").map(String.init)
      let reason = match.output.rest.firstMatch(of: #/\.disabled\(\s*"(.+?)"/#).map { String($0.1) }
      return Test(requirements: ids, sentence: String(parts.2), suite: suite, disabled: reason)
    }
  }

  /// The lines of a literal as one.
  private static func joined(_ lines: Substring) -> String {
    lines.split(separator: "\n").map { line in
      let text = line.drop { $0 == " " }
      return text.hasSuffix("\\") ? String(text.dropLast()) : String(text)
    }.joined()
  }

  static func text(_ tests: [Test]) -> String {
    let rows = requirements.map { id in
      let own = tests.filter { $0.requirements.contains(id) }
      let shown = own.map { test in
        "\(test.suite): \(test.sentence)" + (test.disabled.map { " **(does not run: \($0))**" } ?? "")
      }
      let words = shown + (unshown[id].map { ["not shown: \($0)"] } ?? [])
      return "| \(id) | \(words.map { $0.replacing("|", with: "\\|") }.joined(separator: "<br>")) |"
    }
    return """
      # What shows the requirements of the feature fleet

      Made by `ARGOSY_WRITE_COVERAGE=1 swift test --disable-xctest --filter CoverageTests` from the titles of the tests in
      this folder; the same test compares it without that variable.

      | requirement | shown by |
      |---|---|

      """ + rows.joined(separator: "\n") + "\n"
  }
}
