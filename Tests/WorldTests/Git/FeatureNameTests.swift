import Testing

@testable import World

@Suite("Feature names")
struct FeatureNameTests {
  @Test(
    "a description becomes a short name",
    arguments: [
      ("Add dark mode", "add-dark-mode"),
      ("  Fix #42: the user's log-in,\nplease! ", "fix-42-the-users-log-in-please"),
      ("Größe der Straße prüfen", "grosse-der-strasse-prufen"),
      ("ログイン", "roguin"),
      ("$(touch x) `id` #(touch y); rm -rf /", "touch-x-id-touch-y-rm-rf"),
      ("one two three four five six seven eight nine ten", "one-two-three-four-five-six-seven-eight"),
      ("🎉 party 🎉", "party"),
      ("a..b/../c", "a-b-c"),
    ])
  func described(text: String, name: String) throws {
    #expect(try FeatureName(describing: text).text == name)
  }

  @Test("a name ends where a word does, at most 40 characters in; one long word is cut")
  func lengths() throws {
    let exact = String(repeating: "a", count: 36) + " bcd"
    #expect(try FeatureName(describing: exact).text == exact.replacing(" ", with: "-"))
    #expect(try FeatureName(describing: exact + "e").text == String(repeating: "a", count: 36))
    #expect(try FeatureName(describing: String(repeating: "x", count: 300)).text.count == 40)
  }

  @Test("a description without a word is refused", arguments: ["", "   ", "🎉", "--- ... ///", "'"])
  func nothing(text: String) {
    #expect(throws: FeatureName.Refusal.nothingToName) { try FeatureName(describing: text) }
  }

  @Test("every name of a description is a name that may be given")
  func closed() throws {
    for text in ["Add dark mode", "x.lock", "v1.2 and .hidden", "-x --flag", "İstanbul", "ﬁrst ½"] {
      let name = try FeatureName(describing: text)
      #expect(try FeatureName(name.text) == name)
    }
  }

  @Test(
    "hostile names are refused",
    arguments: [
      "", "-x", "--flag", "a..b", ".hidden", "a.", "a.lock", "a/b", "../x", "#(touch x)", "$(touch x)", "a b", "a\nb",
      "é", "🎉", "a:b", "a~1", "a@{1}", "a\u{0}b", String(repeating: "a", count: 300), "a;", "_x", "a\u{301}",
    ])
  func refused(text: String) {
    #expect(throws: FeatureName.Refusal.self) { try FeatureName(text) }
  }

  @Test("what is made of a name is legal for git and as it is for tmux")
  func derived() async throws {
    let name = try FeatureName("v1.2_x-Y")
    #expect(name.branch == "worktree-v1.2_x-Y")
    #expect(name.directory(in: "/r") == "/r/.claude/worktrees/v1.2_x-Y")
    #expect(name.session == "v1_2_x-Y")
    try await withGit { place in
      try await place.make("r")
      let here = try await place.here("r")
      let long = try FeatureName(String(repeating: "a", count: 60))
      for candidate in [name] + Array(long.candidates) {
        #expect(try FeatureName(candidate.text) == candidate)
      }
      #expect(try await here.isLegal(branch: name.branch))
      #expect(try await here.isLegal(branch: Array(long.candidates)[98].branch))
    }
  }

  @Test("a taken name is followed by numbered ones")
  func candidates() throws {
    let name = try FeatureName("dark")
    #expect(Array(name.candidates).prefix(3).map(\.text) == ["dark", "dark-2", "dark-3"])
    #expect(Set(name.candidates).count == 99)
  }
}
