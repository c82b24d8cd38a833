import ArgumentParser
import Daemon
import Foundation
import Testing

@testable import argosy

@Suite("The words of the command line")
struct ArgumentTests {
  private static let verbs: [any ParsableCommand.Type] = [
    New.self, FollowUp.self, Show.self, Inbox.self, Advance.self, Retry.self, Back.self, Skip.self, Resume.self,
    Done.self, StopVerb.self, Prune.self, RefreshVerb.self,
  ]

  @Test("every verb for items is there, and tells what it does, how it ends, and what it takes")
  func help() {
    for verb in Self.verbs {
      #expect(Argosy.configuration.subcommands.contains { $0 == verb }, "\(verb)")
      #expect(!verb.configuration.abstract.isEmpty, "\(verb)")
      let help = Argosy.helpMessage(for: verb, columns: 100)
      #expect(help.contains("Exit codes:") || verb == Inbox.self, "\(verb)")
      #expect(help.contains("--json"), "\(verb)")
      let unexplained = help.split(separator: "\n").filter { $0.hasPrefix("  ") && $0.contains("--") }
        .filter { line in line.drop { $0 != "-" }.split(separator: "  ").count < 2 }
      #expect(unexplained.allSatisfy { $0.count > 22 }, "\(verb): \(unexplained)")
    }
  }

  @Test("the verbs for agents take items too, and say so")
  func targets() {
    for verb in [Send.self, Answer.self, WaitVerb.self, Peek.self, Explain.self] as [any ParsableCommand.Type] {
      #expect(Argosy.helpMessage(for: verb).contains("<pane|session|item>"), "\(verb)")
    }
  }

  @Test(
    "wrong words are refused before anything is asked",
    arguments: [
      ["new"], ["new", "a", "b"], ["new", "x", "--issue", "0"], ["new", "x", "--issue", "seven"],
      ["new", "x", "--name", " "], ["follow-up"], ["follow-up", "a"], ["advance"], ["advance", "a", "b"], ["stop"],
      ["show"], ["retry", "a", "--yes"], ["inbox", "x"], ["prune", "a", "b"], ["answer", "a"],
      ["refresh", "a", "b"],
    ])
  func refused(_ words: [String]) {
    #expect { try Argosy.parseAsRoot(words) } throws: { Argosy.exitCode(for: $0) == .validationFailure }
  }

  @Test("a feature is ordered with all that was said of it, under a token of its own")
  func feature() throws {
    let command = try Argosy.parseAsRoot([
      "new", "Add SSO", "--name", "sso", "--base", "dev", "--auto", "--agent", "codex", "--issue", "7", "-L", "w",
      "--no-wait", "--json",
    ])
    let verb = try #require(command as? New)
    let request = verb.feature.request(try verb.feature.description(verb.description), in: "/dev/app", follows: "f")
    #expect(
      request
        == FeatureRequest(
          id: request.id, description: "Add SSO", name: "sso", directory: "/dev/app", base: "dev", isAutomatic: true,
          agent: "codex", issue: 7, follows: "f"))
    #expect(UUID(uuidString: request.id) != nil)
    #expect(verb.feature.request("x", in: "/").id != request.id)
    #expect(verb.feature.doesNotWait && verb.feature.json && verb.feature.server.words == " -L w")
  }

  @Test("a description may stand in a file, or go on in it; one that says nothing is refused")
  func promptFile() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).md")
    defer { try? FileManager.default.removeItem(at: file) }
    func description(_ words: [String]) throws -> String {
      let verb = try #require(try Argosy.parseAsRoot(["new", "--prompt-file", file.path] + words) as? New)
      return try verb.feature.description(verb.description)
    }
    #expect(throws: Complaint.self) { try description([]) }
    try Data("\n Use Okta.\n\nAnd SAML.\n".utf8).write(to: file)
    #expect(try description([]) == "Use Okta.\n\nAnd SAML.")
    #expect(try description(["Add SSO "]) == "Add SSO\n\nUse Okta.\n\nAnd SAML.")
    try Data(" \n".utf8).write(to: file)
    #expect(throws: ValidationError.self) { try description([]) }
    try Data([0x61, 0xFF]).write(to: file)
    #expect(throws: Complaint.self) { try description([]) }
    try Data(repeating: 0x61, count: 1 << 20 | 1).write(to: file)
    #expect(throws: Complaint.self) { try description([]) }
  }

  @Test("Tab offers names that stand for themselves, on the server that the line names")
  func completion() throws {
    let items = [
      try Samples.item("b"), try Samples.item("over") { $0.status = "complete" }, try Samples.item("two words"),
      try Samples.item("b") { $0.id = "other" },
      try Samples.item(Samples.hostile.filter { $0 != "\n" && $0 != "\u{1B}" && $0 != "\u{7}" }),
    ]
    #expect(ItemCompletion.names(of: items, .open) == ["b"])
    #expect(ItemCompletion.names(of: items, .all) == ["b", "over"])
    let server = ServerOptions.named(in: ["argosy", "stop", "-L", "work", "-S"])
    #expect(server.name == "work" && server.path == nil)
  }

  @Test("Tab behind a verb for agents offers items, sessions with one agent, and panes, each as it can be typed")
  func completionOfTargets() throws {
    var status = try Samples.status(
      items: [try Samples.item()], agents: [("%7", "@4"), ("%8", "@5"), ("%9", "@6"), ("%10", "@7")])
    for (place, name) in ["auth-sso", "twice", "twice", "with blanks"].enumerated() {
      status.agents[place].sessionName = name
    }
    #expect(TargetCompletion.words(of: status) == ["auth-sso", "%7", "%8", "%9", "%10"])
    status.agents[2].sessionName = "alone"
    #expect(TargetCompletion.words(of: status) == ["auth-sso", "twice", "alone", "%7", "%8", "%9", "%10"])
  }
}
