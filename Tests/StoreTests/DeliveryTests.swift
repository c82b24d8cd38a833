import Fleet
import Recognition
import Foundation
import Recognition
import Testing
import TmuxControl

@testable import Store

@Suite("Deliveries in the journal")
struct DeliveryTests {
  private func intent(_ token: String, at: Int64 = 5) -> DeliveryIntent {
    DeliveryIntent(
      token: token, pane: PaneID(number: 3), agent: "claude", agentPID: 77, kind: .prompt, text: "it's\n\"this\" 🎉",
      manner: .queue, echoesBefore: 2, at: at)
  }

  @Test("an intent without a result is found again, as it was, and not once it has one")
  func open() throws {
    try withDatabase { path, complaints in
      do {
        let journal = try Journal(path: path) { complaints.add($0) }
        for token in ["a", "b"] {
          journal.begin(intent(token), epoch: epoch) { if let error = $0 { complaints.add("\(error)") } }
        }
        journal.finish("a", DeliveryResult(verdict: "submitted", reason: "seen"), at: 9)
        try journal.flush()
      }
      let journal = try Journal(path: path) { complaints.add($0) }
      #expect(try journal.openDeliveries(epoch: epoch) == [intent("b")])
      #expect(try journal.openDeliveries(epoch: ServerEpoch(pid: 1, startTime: 2)).isEmpty)
      #expect(try journal.result(of: "a") == DeliveryResult(verdict: "submitted", reason: "seen"))
      #expect(try journal.pane(of: "a") == PaneID(number: 3) && journal.pane(of: "c") == nil)
      #expect(try journal.result(of: "b") == nil && journal.result(of: "c") == nil)
      #expect(try journal.isKnown("b") && !journal.isKnown("c"))
      #expect(complaints.all.isEmpty)
    }
  }

  @Test("the first result stands")
  func first() throws {
    try withDatabase { path, complaints in
      let journal = try Journal(path: path) { complaints.add($0) }
      journal.begin(intent("a"), epoch: epoch) { _ in }
      journal.finish("a", DeliveryResult(verdict: "unconfirmed", reason: "1"), at: 9)
      journal.finish("a", DeliveryResult(verdict: "submitted", reason: "2"), at: 10)
      try journal.flush()
      #expect(try journal.result(of: "a")?.verdict == "unconfirmed")
      #expect(complaints.all.isEmpty)
    }
  }

  @Test("a token counts once")
  func token() async throws {
    let directory = try FileManager.default.url(
      for: .itemReplacementDirectory, in: .userDomainMask, appropriateFor: URL(fileURLWithPath: "/tmp"), create: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let journal = try Journal(path: directory.appendingPathComponent("j").path) { _ in }
    let errors = await withCheckedContinuation { continuation in
      journal.begin(intent("a"), epoch: epoch) { _ in }
      journal.begin(intent("a"), epoch: epoch) { continuation.resume(returning: $0 != nil) }
    }
    #expect(errors)
  }

  @Test("transitions are read back in order, from a moment on, and only those recorded before the question")
  func transitions() async throws {
    let directory = try FileManager.default.url(
      for: .itemReplacementDirectory, in: .userDomainMask, appropriateFor: URL(fileURLWithPath: "/tmp"), create: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let journal = try Journal(path: directory.appendingPathComponent("j").path) { _ in }
    var player = Player()
    let pane = PaneID(number: 1)
    let begun = player.begin([pane])
    let working = player.say(.working, in: pane)
    let blocked = player.say(.blocked, kind: .question, question: "Which?", in: pane)
    journal.record(begun + working, epoch: epoch)
    let since = working.first?.at.wall ?? 0
    let found = await withCheckedContinuation { continuation in
      journal.transitions(since: since, epoch: epoch) { continuation.resume(returning: try? $0.get()) }
      journal.record(blocked, epoch: epoch)
    }
    #expect(found?.map(\.to) == ["working"])
    let all = await withCheckedContinuation { continuation in
      journal.transitions(since: 0, epoch: epoch) { continuation.resume(returning: try? $0.get()) }
    }
    #expect(all?.map(\.to) == ["starting", "working", "blocked"])
    #expect(all?.last?.kind == "question" && all?.last?.question == "Which?")
  }
}
