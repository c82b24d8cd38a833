import Fleet
import Testing

@testable import Daemon
@testable import argosy

@Suite("The story of an item")
struct ItemStoryTests {
  private func text(_ item: ItemReport) -> String {
    ItemStory(item, style: Samples.plain, now: Samples.now).text
  }

  @Test("tells the whole of it: stages, facts, what waits, history, agents")
  func whole() throws {
    let item = try Samples.item {
      ($0.status, $0.word, $0.reason) = ("needs_input", "BLOCKED", "Which provider?")
      $0.description = "SSO support\nfor the admin area"
      $0.attention = [try Samples.attention("question", "Which provider?", options: Samples.options, ask: "q1")]
      $0.session?.state = "blocked"
      $0.session?.kind = "question"
      $0.team = Team(name: "sso", members: ["lead", "tests"], tasks: ["completed": 2, "pending": 1])
      ($0.issue, $0.follows) = (12, "id-first")
      $0.pullRequest = try Samples.decoded(
        """
        {"number":234,"url":"https://h/pull/234","state":"draft","ci":"failing","review":"changesRequested",
         "mergeable":"conflicting","comments":2,
         "checks":[{"name":"lint","state":"pass"},{"name":"test","state":"fail","link":"https://h/runs/1"}]}
        """)
    }
    #expect(
      text(item) == """
        auth-sso  ■ BLOCKED  Which provider?  3m ago
          SSO support
          for the admin area

          ✓ brainstorm  – plan  ■ work  · review  · pr

          repository    acme/app  /dev/app
          branch        worktree-auth-sso, from main
          worktree      /dev/app/.claude/worktrees/auth-sso
          session       auth-sso: claude in %7, blocked (question), process 77
                        conversation c-1
          team          sso: lead, tests  (tasks: 2 completed, 1 pending)
          artifacts     brainstorm  docs/brainstorms/sso-brainstorm.md  35m ago
          pull request  PR #234 (draft) — CI failing, changes requested, conflicts with its base, 2 comments
                        https://h/pull/234
                        ✓ lint
                        ✗ test  https://h/runs/1
          issue         #12
          follows       id-first
          ordered       1h06 ago
                        id-auth-sso

        Waits for you:
          ■ question  12m ago
            Which provider?
            1 Okta
            2 Auth0
          → argosy answer auth-sso --ask q1 N

        History:
          brainstorm  completed  30m  1h03 ago
          plan        skipped    1m   33m ago
          work        under way  3m   3m ago

        Agents started:
          1 first  brainstorm  alive  1h05  1h05 ago
        """)
  }

  @Test("an item that has only been ordered has a story too")
  func bare() throws {
    let item = try Samples.item {
      ($0.status, $0.word, $0.stage, $0.progress) = ("queued", "queued", "brainstorm", "due")
      ($0.worktree, $0.session) = (nil, nil)
      ($0.history, $0.attempts, $0.artifacts) = ([], [], [])
    }
    let text = text(item)
    #expect(text.contains("  ○ brainstorm  · plan  · work  · review  · pr\n"))
    #expect(text.contains("worktree      none") && !text.contains("History:") && !text.contains("session  "))
  }

  @Test("the line of stages: what was left out, what is finished and waits, what is over")
  func stages() throws {
    func line(_ change: (inout ItemReport) throws -> Void) throws -> String {
      StageLine(try Samples.item("a", change), style: Samples.plain).text
    }
    #expect(try line { _ in } == "✓ brainstorm  – plan  ● work  · review  · pr")
    let held = try line {
      ($0.status, $0.progress) = ("paused", "held")
      $0.history[2].outcome = "completed"
    }
    #expect(held == "✓ brainstorm  – plan  ✓ work  · review  · pr")
    #expect(try line { $0.status = "failed" }.contains("✗ work"))
    #expect(try line { ($0.status, $0.stage) = ("in_review", "pr") }.hasSuffix("– work  – review  ● pr"))
    #expect(try line { ($0.status, $0.stage) = ("complete", "pr") }.hasSuffix("✓ pr"))
    // Sent back: what came after is to come again.
    #expect(try line { $0.stage = "brainstorm" } == "● brainstorm  · plan  · work  · review  · pr")
  }

  @Test("nothing of it reaches the terminal as a command")
  func hostile() throws {
    let item = try Samples.item {
      ($0.name, $0.description, $0.reason, $0.stage) = (
        Samples.hostile, Samples.hostile, Samples.hostile, Samples.hostile
      )
      ($0.branch, $0.worktree, $0.doing) = (Samples.hostile, Samples.hostile, Samples.hostile)
      $0.stages = [Samples.hostile]
      $0.session?.name = Samples.hostile
      $0.session?.transcript = Samples.hostile
      $0.artifacts = [.init(kind: Samples.hostile, path: Samples.hostile, at: Samples.hostile)]
      $0.history[0].stage = Samples.hostile
      $0.attempts[0].outcome = Samples.hostile
      $0.team = Team(name: Samples.hostile, members: [Samples.hostile], tasks: [Samples.hostile: 1])
    }
    #expect(Samples.isInert(text(item)), "\(text(item).debugDescription)")
  }
}
