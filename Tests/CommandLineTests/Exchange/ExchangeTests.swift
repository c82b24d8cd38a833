import Daemon
import Fleet
import Foundation
import TestSupport
import Testing

@testable import argosy

/// The built program against a daemon that answers by a script.
@Suite("What the verbs ask and make of the answers")
struct ExchangeTests {
  private typealias Reply = FakeDaemon.Reply

  private static func one(_ item: ItemReport) -> Reply { .answers([Response(work: WorkResponse(item: item))]) }

  private static let missing = Reply.answers([Response(error: "there is no item", isMissing: true)])

  private static func starting(_ id: String) throws -> ItemReport {
    try Samples.item {
      ($0.id, $0.status, $0.history, $0.worktree, $0.session) = (id, "starting", [], nil, nil)
    }
  }

  @Test("new tells each step, and ends when the first command is given")
  func new() async throws {
    let up = try Samples.item()
    try await FakeDaemon.with { earlier, work in
      switch work.verb {
      case .new: Self.one((try? Self.starting(up.id)) ?? up)
      case .show: earlier == 0 ? Self.one((try? Self.starting(up.id)) ?? up) : Self.one(up)
      default: .answers([])
      }
    } _: { daemon in
      let outcome = try await daemon.argosy("new", "SSO support", "--repo", daemon.directory.path)
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
      #expect(
        outcome.output == """
          auth-sso is ordered
            · worktree made: /dev/app/.claude/worktrees/auth-sso, on branch worktree-auth-sso
            · session opened: auth-sso, claude in %7
            · agent up
            · first command given: brainstorm

          """)
      #expect(daemon.questions.first?.feature?.directory == daemon.directory.path)
    }
  }

  @Test("a daemon that goes away before it answers is asked for the token, and for the feature only if it has none")
  func token() async throws {
    for isKnown in [true, false] {
      let item = try Samples.item()
      try await FakeDaemon.with { earlier, work in
        switch work.verb {
        case .new: earlier == 0 ? .hangUp : Self.one(item)
        case .show: isKnown || earlier > 0 ? Self.one(item) : Self.missing
        default: .answers([])
        }
      } _: { daemon in
        let outcome = try await daemon.argosy("new", "x", "--repo", "/", "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.errors.contains("asking again"))
        let printed = try JSONDecoder().decode(ItemReport.self, from: Data(outcome.output.utf8))
        #expect(printed == item)
        let orders = daemon.questions.filter { $0.verb == .new }.compactMap(\.feature?.id)
        #expect(orders.count == (isKnown ? 1 : 2) && Set(orders).count == 1)
        #expect(daemon.questions.first { $0.verb == .show }?.item == orders.first)
      }
    }
  }

  @Test("a daemon that goes away while the agent comes up is followed up, and no line of the log is heard twice")
  func following() async throws {
    let up = try Samples.item()
    let trouble = WorkRecord(item: ItemID("a"), name: "a", kind: .trouble, stage: "", text: "set-up failed", at: 0)
    let line = Response(work: WorkResponse(record: RecordReport(trouble, number: 5)))
    try await FakeDaemon.with { earlier, work in
      switch work.verb {
      case .new: Self.one((try? Self.starting(up.id)) ?? up)
      case .show:
        switch earlier {
        case 0: Self.one((try? Self.starting(up.id)) ?? up)
        case 1: .hangUp
        case 2: Self.one((try? Self.starting(up.id)) ?? up)
        default: Self.one(up)
        }
      case .follow: .answers([line])
      default: .answers([])
      }
    } _: { daemon in
      let outcome = try await daemon.argosy("new", "x", "--repo", "/")
      #expect(outcome.status == 0 && outcome.errors.contains("asking again"), "\(outcome.errors)")
      #expect(outcome.output.split(separator: "! set-up failed").count == 2, "\(outcome.output)")
      #expect(outcome.output.hasSuffix("first command given: brainstorm\n"))
      #expect(daemon.questions.filter { $0.verb == .follow }.map(\.after) == [0, 5])
    }
  }

  @Test("a feature that fails ends with 1 and its reason, a refused one too; --no-wait does not look")
  func failing() async throws {
    let failed = try Samples.item { ($0.status, $0.reason) = ("failed", "the remote does not answer") }
    try await FakeDaemon.with { _, work in
      work.feature?.name == "bad" ? .answers([Response(error: "bad is no name")]) : Self.one(failed)
    } _: { daemon in
      var outcome = try await daemon.argosy("new", "x", "--repo", "/")
      #expect(outcome.status == 1 && outcome.errors == "Error: the remote does not answer\n")
      outcome = try await daemon.argosy("new", "x", "--repo", "/", "--name", "bad")
      #expect(outcome.status == 1 && outcome.errors == "Error: bad is no name\n" && outcome.output.isEmpty)
      outcome = try await daemon.argosy("new", "x", "--repo", "/", "--no-wait")
      #expect(outcome.status == 0 && outcome.output == "auth-sso is ordered\n")
      outcome = try await daemon.argosy("new")
      #expect(outcome.status == 2 && outcome.output.isEmpty)
    }
  }

  @Test("follow-up begins in the repository of the item that it follows")
  func followUp() async throws {
    let item = try Samples.item()
    try await FakeDaemon.with { _, _ in
      Self.one(item)
    } _: { daemon in
      let outcome = try await daemon.argosy("follow-up", "auth-sso", "and SAML", "--no-wait")
      #expect(outcome.status == 0, "\(outcome.errors)")
      let feature = daemon.questions.compactMap(\.feature).first
      #expect(feature?.follows == item.id && feature?.directory == "/dev/app" && feature?.description == "and SAML")
    }
  }

  @Test("stop without a terminal names what would be lost, and touches nothing")
  func asks() async throws {
    let losses = Losses(uncommitted: ["a.swift"], unpushed: ["Add b"])
    try await FakeDaemon.with { _, _ in
      .answers([Response(work: WorkResponse(losses: losses))])
    } _: { daemon in
      var outcome = try await daemon.argosy("stop", "auth-sso")
      #expect(outcome.status == 4 && outcome.errors.contains("    a.swift\n") && outcome.errors.contains("    Add b\n"))
      outcome = try await daemon.argosy("stop", "auth-sso", "--json")
      let answer = try JSONDecoder().decode(WorkResponse.self, from: Data(outcome.output.utf8))
      #expect(outcome.status == 4 && answer.losses == losses)
      #expect(daemon.questions.allSatisfy { $0.verb == .stop && $0.named == nil } && daemon.questions.count == 2)
    }
  }

  @Test("stop --yes agrees to what it printed; what comes up meanwhile is safe")
  func agrees() async throws {
    let (losses, more) = (Losses(uncommitted: ["a"]), Losses(uncommitted: ["a", "b"]))
    let ended = try Samples.item { ($0.status, $0.worktree) = ("cancelled", nil) }
    try await FakeDaemon.with { _, work in
      if work.verb == .show { return Self.one(ended) }
      if work.item == "moving" {
        return .answers([Response(work: WorkResponse(losses: work.named == nil ? losses : more))])
      }
      return work.named == losses ? Self.one(ended) : .answers([Response(work: WorkResponse(losses: losses))])
    } _: { daemon in
      var outcome = try await daemon.argosy("stop", "still", "--yes")
      #expect(outcome.status == 0 && outcome.errors.contains("    a\n"), "\(outcome.errors)")
      #expect(outcome.output == "auth-sso is ended; its worktree and its branch are removed\n")
      outcome = try await daemon.argosy("stop", "moving", "--yes")
      #expect(
        outcome.status == 4 && outcome.errors.contains("    b\n") && outcome.errors.contains("nothing was touched"))
      #expect(daemon.questions.filter { $0.item == "moving" }.map(\.named) == [nil, losses])
    }
  }

  @Test("on a terminal stop asks, and does it only for a yes", arguments: ["y", "n"])
  func terminal(_ word: String) async throws {
    let losses = Losses(unpushed: ["Add b"])
    let ended = try Samples.item { ($0.status, $0.worktree) = ("cancelled", nil) }
    try await FakeDaemon.with { _, work in
      work.verb == .stop && work.named == nil
        ? .answers([Response(work: WorkResponse(losses: losses))]) : Self.one(ended)
    } _: { daemon in
      try await withTmux { tmux in
        let command = try daemon.line("stop auth-sso") + "; echo code $?; exec sleep 600"
        try await tmux.run("new-session", "-d", "-s", "ask", "-x", "100", "-y", "30", command)
        func screen(_ text: String) async throws -> String {
          try await eventually(text) {
            try await tmux.run("capture-pane", "-p", "-t", "=ask:")
          } until: {
            $0.contains(text)
          }
        }
        let asked = try await screen("[y/N]")
        #expect(asked.contains("    Add b\n") && daemon.questions.count == 1)
        try await tmux.run("send-keys", "-t", "=ask:", word, "Enter")
        let ended = try await screen("code ")
        #expect(ended.contains(word == "y" ? "is ended" : "Nothing was touched."))
        #expect(ended.contains(word == "y" ? "code 0" : "code 4"))
        #expect(daemon.questions.contains { $0.named == losses } == (word == "y"))
      }
    }
  }

  @Test("inbox --watch prints what waits whenever it changes, and only then")
  func watching() async throws {
    let report = try Samples.inbox(try Samples.attention("decision-gate", "work is finished", key: "gate"))
    let records = (1...3).map { number in
      let record = WorkRecord(item: ItemID("a"), name: "a", kind: .opened, stage: "", text: "", at: 0)
      return Response(work: WorkResponse(record: RecordReport(record, number: Int64(number))))
    }
    try await FakeDaemon.with { earlier, work in
      work.verb == .follow
        ? .answers(records, thenHangsUp: true)
        : .answers([Response(work: WorkResponse(inbox: earlier < 2 ? [] : [report]))])
    } _: { daemon in
      let outcome = try await daemon.argosy("inbox", "--watch", "--json")
      let lines = try outcome.output.split(separator: "\n").map {
        try JSONDecoder().decode(WorkResponse.self, from: Data($0.utf8)).inbox
      }
      #expect(lines == [[], [report]], "\(outcome)")
      #expect(outcome.status == 1 && outcome.errors == "Error: the daemon has ended\n")
    }
  }

  @Test("answer --advance orders the next stage first; where that is refused, nothing is answered")
  func answering() async throws {
    let item = try Samples.item()
    try await FakeDaemon.with { _, work in
      work.item == "auth-sso" ? Self.one(item) : .answers([Response(error: "it is automatic")])
    } _: { daemon in
      var outcome = try await daemon.argosy("answer", "other", "1", "--advance")
      #expect(outcome.status == 1 && outcome.errors == "Error: it is automatic. Nothing was answered\n")
      // The fake gives no verdict: the answer is not given.
      outcome = try await daemon.argosy("answer", "auth-sso", "1", "--advance")
      #expect(outcome.status == 1 && outcome.errors.contains("the next stage is ordered: auth-sso goes on by itself"))
      #expect(daemon.questions.map(\.verb) == [.advance, .advance])
      #expect(daemon.questions.allSatisfy { $0.afterAnswer == true })
    }
  }

  @Test("every verb that orders something asks for that, says so, and ends with 6 where there is no such item")
  func orders() async throws {
    let item = try Samples.item { $0.progress = "due" }
    try await FakeDaemon.with { _, work in
      work.item == "auth-sso" ? Self.one(item) : Self.missing
    } _: { daemon in
      for verb in ["advance", "retry", "back", "skip", "resume", "done"] {
        let outcome = try await daemon.argosy(verb, "auth-sso")
        #expect(outcome.status == 0 && outcome.output.contains("auth-sso"), "\(verb): \(outcome)")
        #expect(daemon.questions.last?.verb.rawValue == verb)
        let none = try await daemon.argosy(verb, "nobody", "--json")
        #expect(none.status == 6 && none.errors == "there is no item\n" && none.output.isEmpty, "\(verb): \(none)")
      }
    }
  }

  @Test("Tab asks the daemon that runs")
  func completion() async throws {
    let item = try Samples.item()
    try await FakeDaemon.with { _, _ in
      .answers([Response(work: WorkResponse(items: [item]))])
    } _: { daemon in
      let outcome = try await daemon.completion(of: "stop", "a")
      #expect(outcome.output == "auth-sso\n", "\(outcome)")
    }
    let status = try Samples.status(items: [item], agents: [("%8", "@9")])
    try await FakeDaemon.with(status: status) { _, _ in
      .answers([])
    } _: { daemon in
      for verb in ["send", "answer", "explain"] {
        let outcome = try await daemon.completion(of: verb, "")
        #expect(outcome.output == "auth-sso\ns\n%8\n", "\(verb): \(outcome)")
      }
    }
  }
}
