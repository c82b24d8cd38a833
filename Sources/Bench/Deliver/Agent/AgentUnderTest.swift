import Foundation
import TmuxControl

/// A stand-in agent on the private server, and argosy's verbs for it.
struct AgentUnderTest {
  let pane: String
  let session: String
  let log: URL
  let argosy: ArgosyProgram

  /// Opens a session for it.
  ///
  /// - Parameters:
  ///   - script: what the stand-in does.
  ///   - environment: `NAME=value`, for the stand-in.
  init(
    _ session: String, script: String, environment: [String] = [], standIn: String, _ argosy: ArgosyProgram,
    on server: PrivateServer
  ) throws {
    self.session = session
    self.argosy = argosy
    // An agent is known by the name of its program.
    let claude = server.folder.appendingPathComponent("claude")
    if !FileManager.default.fileExists(atPath: claude.path) {
      try FileManager.default.createSymbolicLink(atPath: claude.path, withDestinationPath: standIn)
    }
    let text = server.folder.appendingPathComponent("\(session).script")
    log = server.folder.appendingPathComponent("\(session).log")
    try script.write(to: text, atomically: true, encoding: .utf8)
    let words = ["env"] + environment + [claude.path, "--script", text.path, "--log", log.path]
    pane = try server.run([
      "new-session", "-d", "-P", "-F", "#{pane_id}", "-x", "80", "-y", "24", "-s", session, "-c", server.folder.path,
      "exec " + words.map(ShellWord.quoted).joined(separator: " "),
    ])
  }

  /// What argosy said of a delivery.
  struct Verdict: Decodable {
    let verdict: String
    let reason: String
    let code: String?
    let seconds: Double?
  }

  /// - Throws: `Complaint` when argosy gave no verdict.
  func send(_ text: String, _ flags: [String] = []) throws -> Verdict {
    try verdict(argosy.run(["send", "--json"] + flags + [pane, "-"], input: Data(text.utf8)))
  }

  func answer(_ words: [String]) throws -> Verdict {
    try verdict(argosy.run(["answer", "--json", pane] + words))
  }

  func wait(_ states: String) throws {
    let outcome = try argosy.run(["wait", pane, "--until", states, "--timeout", "30"])
    guard outcome.status == 0 else { throw Complaint("\(pane) is never \(states): \(outcome.errors)") }
  }

  private func verdict(_ outcome: Program.Outcome) throws -> Verdict {
    guard let verdict = try? JSONDecoder().decode(Verdict.self, from: Data(outcome.output.utf8)) else {
      throw Complaint("argosy gave no verdict: status \(outcome.status): \(outcome.errors)")
    }
    return verdict
  }
}
