import Foundation

/// The stand-in that works on a feature: what it is to do, and what it has logged. Its files are named by its worktree.
struct FeatureAgent: Sendable {
  let name: String
  let home: URL

  private func file(_ kind: String) -> URL { home.appendingPathComponent("agents/\(name).\(kind)") }

  func script(_ text: String) throws {
    try text.write(to: file("script"), atomically: true, encoding: .utf8)
  }

  /// A line of the stand-in's log.
  struct Entry: Decodable {
    let t: UInt64
    let event: String
    let state: String?
    let text: String?
    let key: String?
    let queued: Bool?
    let pid: Int32?
    let argv: [String]?
    let cwd: String?
    let env: [String: String]?
  }

  var entries: [Entry] {
    let text = (try? String(contentsOf: file("log"), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { try? JSONDecoder().decode(Entry.self, from: Data($0.utf8)) }
  }

  var starts: [Entry] { entries.filter { $0.event == "start" } }

  /// Every line that was submitted.
  var commands: [String] { submissions.compactMap(\.text) }

  var submissions: [Entry] { entries.filter { $0.event == "submit" } }

  /// Everything that was pressed, typed or pasted.
  var input: [Entry] {
    entries.filter { ["key", "text", "paste"].contains($0.event) && $0.key?.hasPrefix("focus") != true }
  }

  /// Input that met the agent while it was not at its prompt.
  var rudeInput: [Entry] { input.filter { $0.state != "idle" } }

  /// Has the agent do something now.
  func does(_ steps: String) async throws {
    try await StandInAgent(directory: home.appendingPathComponent("agents"), session: name).does(steps)
  }
}

/// What agents do about the commands of the workflow.
enum FeatureScripts {
  static let brainstorm =
    "on /workflows:brainstorm -> work 300ms; run mkdir -p docs/brainstorms && echo SSO > docs/brainstorms/2026-02-20-sso-brainstorm.md"
  static let plan =
    "on /workflows:plan -> work 300ms; run mkdir -p docs/plans && echo SSO > docs/plans/2026-02-20-feat-sso-plan.md"
  static let work = "on /workflows:work -> work 300ms; run echo sso > sso && ship Sign-on"
  static let review = "on /workflows:review -> work 300ms; exit"
  static let simplify = "on Look through -> work 300ms; say Simpler."

  /// Goes the whole way.
  static let whole = [brainstorm, plan, work, review, simplify].joined(separator: "\n") + "\n"

  /// Stays with the first command until a control line says otherwise.
  static let busy = "on /workflows:brainstorm -> work\n"
}
