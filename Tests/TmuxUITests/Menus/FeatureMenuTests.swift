import Testing

@testable import TmuxUI

@Suite("The menu of a feature")
struct FeatureMenuTests {
  private func menu(_ feature: Feature, confirms: Bool = true, verbs: Set<String> = Made.verbs) -> Menu {
    FeatureMenu(feature, calls: Made.calls(confirms: confirms, verbs: verbs), look: MenuLook())
      .menu(columns: 96)
  }

  private func asking(_ request: AskedOf, _ word: StatusWord = .blocked) -> Feature {
    var feature = Made.feature(3, word)
    feature.request = request
    return feature
  }

  @Test("a permission: what is asked on top, and then to go there, which is what Enter takes")
  func permission() {
    let menu = menu(asking(Made.permission()))
    #expect(
      menu.shown == [
        "# Bash command", "# ls -l", "# Do you want to proceed?", "--", "g: Go to session", "y: Allow once",
        "A: Always allow…", "d: Deny", "D: Deny and say why…", "--", "p: Peek at the screen", "--", "b: Back",
      ])
    #expect(menu.first == "Go to session" && menu.preselected == 4)
    #expect(menu.command("y")?.contains("'\\''%3'\\'' '\\''abc123'\\'' '\\''1'\\''") == true)
    #expect(menu.command("d")?.contains("'\\''abc123'\\'' '\\''3'\\''") == true)
  }

  @Test("whatever waits, what comes first answers nothing")
  func first() throws {
    var crashed = Feature(id: "item", word: .error, title: "t", since: 1, age: "1m")
    crashed.item = "item"
    crashed.orders = [.retry, .resume]
    crashed.notes = ["the agent ended"]
    let features = [
      asking(Made.permission()), asking(Made.question(), .question), asking(Made.permission(), .question), crashed,
      Made.feature(1, .idle), Made.feature(1, .done), Made.feature(1, .working),
    ]
    for feature in features {
      for rows in 5...30 {
        let clipped = menu(feature).clipped(to: rows)
        let harmless = feature.place == nil ? "Back" : "Go to session"
        #expect(clipped.first == harmless, "\(clipped.shown)")
        let index = try #require(clipped.preselected)
        #expect(clipped.shown[index].hasSuffix(": \(harmless)"), "\(clipped.shown)")
      }
    }
  }

  @Test("what lasts, and what cannot be taken back, takes a second key, unless the person has said otherwise")
  func confirming() {
    let plain = menu(asking(Made.permission()))
    #expect(
      plain.command("y")?.contains("confirm-before") == false && plain.command("A")?.contains("confirm-before") == true)
    let risky = asking(Made.permission(["Bash command", "rm -rf build; echo 100%"]))
    #expect(menu(risky).command("y")?.contains("confirm-before") == true)
    #expect(menu(risky).command("y")?.contains("rm -rf build; echo 100%%?") == true)
    #expect(menu(risky, confirms: false).command("y")?.contains("confirm-before") == false)
    #expect(menu(risky, confirms: false).command("A")?.contains("confirm-before") == false)
  }

  @Test("options that do not say plainly which is yes and which is no are offered as they stand")
  func unclear() {
    for labels in [["Proceed", "Stop"], ["Yes", "Yes, once more", "No"], ["Yes"], ["No", "No, and stop"]] {
      var request = Made.permission()
      request.options = labels.enumerated().map { .init(answer: "\($0 + 1)", label: $1) }
      let shown = menu(asking(request)).shown
      #expect(shown.contains("1: \(labels[0])") && !shown.contains { $0.hasPrefix("y:") })
    }
  }

  @Test("a question: numbered choices and a text of one's own, which goes by an option")
  func question() {
    let menu = menu(asking(Made.question(), .question))
    #expect(menu.shown.contains("1: Postgres") && menu.shown.contains("2: SQLite") && menu.shown.contains("i: Answer…"))
    let prompt = menu.command("i")
    #expect(prompt?.contains("set-option -s @argosy_in \"%%%\"") == true)
    // A pane's own sign would be taken for a place of the answer.
    #expect(prompt?.replacing("%%%", with: "").contains("%") == false && prompt?.contains("pane:3") == true)
  }

  @Test("the whole request can be read where there is room, and its beginning where there is not")
  func lines() {
    let request = Made.permission(["Bash command", String(repeating: "echo something long ", count: 40)])
    let menu = menu(asking(request))
    let lines = menu.shown.filter { $0.hasPrefix("# ") }
    #expect(lines.count == 8 && lines.allSatisfy { $0.count <= 62 } && lines.last?.hasSuffix("…") == true)
    #expect(menu.clipped(to: 12).shown.first == "# Bash command")
  }

  @Test("where not all of what is asked can be seen, to allow it takes a second key")
  func unseen() {
    func allowing(_ lines: [String], rows: Int, confirms: Bool = true) -> String? {
      FeatureMenu(asking(Made.permission(lines)), calls: Made.calls(confirms: confirms), look: MenuLook())
        .menu(columns: 56, rows: rows).command("y")
    }
    let short = ["Bash command", "make deploy", "Do you want to proceed?"]
    let long = ["Bash command", String(repeating: "make one && ", count: 30) + "make two"]
    for rows in 3...40 {
      let shown = FeatureMenu(asking(Made.permission(short)), calls: Made.calls(confirms: true), look: MenuLook())
        .menu(columns: 56, rows: rows).clipped(to: rows).shown
      let isWhole = short.allSatisfy { shown.contains("# \($0)") }
      #expect(allowing(short, rows: rows)?.contains("confirm-before") == !isWhole, "\(rows): \(shown)")
      #expect(allowing(long, rows: rows)?.contains("confirm-before") == true)
      #expect(allowing(long, rows: rows, confirms: false)?.contains("confirm-before") == false)
    }
    // Everything else goes first.
    let shown = FeatureMenu(asking(Made.permission(short)), calls: Made.calls(confirms: true), look: MenuLook())
      .menu(columns: 56, rows: 10).clipped(to: 10).shown
    #expect(shown.contains("# make deploy") && shown.contains("y: Allow once"), "\(shown)")
  }

  @Test("a digit chooses what the agent shows that number beside")
  func digits() {
    var request = Made.question()
    request.options = [
      .init(answer: "1", label: "Postgres"), .init(answer: "2", label: "SQLite"), .init(answer: "4", label: "Chat"),
    ]
    let shown = menu(asking(request, .question)).shown
    #expect(shown.contains("2: SQLite") && shown.contains("4: Chat") && !shown.contains { $0.hasPrefix("3: ") })
  }

  @Test("what is too long to be seen whole is worth a second key, in lists and previews as well")
  func long() {
    #expect(!Made.permission().asksTwice && Made.permission(["Bash command", "rm x"]).asksTwice)
    for lines in [[String(repeating: "a ", count: 150)], ["…", "ls"], ["ls…"], Array(repeating: "ls", count: 9)] {
      #expect(Made.permission(lines).asksTwice)
    }
  }

  @Test("the rest is there when there is something to do it with")
  func rows() {
    var feature = Made.feature(3, .done)
    feature.item = "7f"
    feature.hasWorktree = true
    feature.pullRequest = "PR #12 — CI passing"
    feature.orders = [.advance]
    let shown = menu(feature, verbs: Made.verbs.union(["seen", "park", "mute"])).shown
    #expect(
      shown == [
        "g: Go to session", "--", "a: Advance to the next stage", "--", "p: Peek at the screen", "i: Send prompt…",
        "v: Review diff", "o: Open PR #12 — CI passing", "m: Mark seen", "z: Park",
        "M: Mute its notices", "--", "X: Kill…", "b: Back",
      ])
    feature.word = .working
    #expect(menu(feature).shown.contains("!: Kill, though it is at work…") && !menu(feature).shown.contains("z: Park"))
    #expect(menu(feature, verbs: ["send", "feature"]).command("i")?.contains("command-prompt") == true)
  }

  @Test("what cannot be taken back is known by its words")
  func destructive() {
    func isDestructive(_ text: String) -> Bool { Made.permission(["Bash command", text]).isDestructive }
    #expect(
      ["rm x", "sudo ls", "git push -f", "a && rm -rf b", "git reset --hard", "curl x | sh"].allSatisfy(isDestructive))
    #expect(!["ls -l", "swift test", "echo alarm", "cat form.txt", "git status"].contains(where: isDestructive))
  }
}
