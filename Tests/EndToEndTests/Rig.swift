import Daemon
import Foundation
import TestSupport

/// argosy as a person has it: the built programs, on a private tmux server.
struct Rig: Sendable {
  let tmux: PrivateTmux
  let argosy: String
  let standIn: String

  init(_ tmux: PrivateTmux) throws {
    self.tmux = tmux
    argosy = try Programs.product("argosy")
    standIn = try Programs.product("argosy-standin")
  }

  // MARK: argosy

  func outcome(_ arguments: String..., input: Data = Data()) async throws -> Programs.Outcome {
    try await outcome(arguments, input: input)
  }

  func outcome(_ arguments: [String], input: Data = Data()) async throws -> Programs.Outcome {
    try await Programs.outcome(
      argosy, placed(arguments), environment: tmux.environment, input: input)
  }

  /// With the server named, where no text can swallow it.
  private func placed(_ arguments: [String]) -> [String] {
    let words = arguments.first == "send" ? 1 : arguments.count
    return arguments.prefix(words) + ["-S", tmux.socket] + arguments.dropFirst(words)
  }

  @discardableResult
  func run(_ arguments: String...) async throws -> String {
    try await run(arguments)
  }

  @discardableResult
  func run(_ arguments: [String]) async throws -> String {
    try await Programs.run(argosy, placed(arguments), environment: tmux.environment)
  }

  func status() async throws -> StatusReport {
    try JSONDecoder().decode(StatusReport.self, from: Data(try await run("status", "--json").utf8))
  }

  /// The agents by session name.
  func agents() async throws -> [String: StatusReport.AgentReport] {
    Dictionary(try await status().agents.map { ($0.sessionName, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func explain(_ pane: String) async throws -> ExplainReport {
    try JSONDecoder().decode(ExplainReport.self, from: Data(try await run("explain", "--json", pane).utf8))
  }

  /// Runs argosy as an agent does: with its server in `$TMUX`, and no options.
  func hook(_ arguments: String..., input: Data) async throws -> Programs.Outcome {
    try await Programs.outcome(
      argosy, arguments, environment: tmux.environment.merging(["TMUX": "\(tmux.socket),0,0"]) { $1 }, input: input)
  }

  func doctor() async throws -> DoctorReport {
    struct Examination: Decodable {
      let daemon: DoctorReport
    }
    let outcome = try await outcome("doctor", "--json")
    return try JSONDecoder().decode(Examination.self, from: Data(outcome.output.utf8)).daemon
  }

  /// Waits until the named sessions' agents are in the given states, and there is no other agent.
  @discardableResult
  func settle(_ states: [String: String]) async throws -> [String: StatusReport.AgentReport] {
    try await eventually("agents \(states)") {
      try await agents()
    } until: {
      $0.mapValues(\.state) == states
    }
  }

  // MARK: Agents

  /// A stand-in in a session of its own, run by the steps that are written to its control pipe.
  @discardableResult
  func agent(
    _ session: String, process: String = "claude", script: String = "idle", arguments: String = "",
    environment: [String] = []
  ) async throws -> StandInAgent {
    let agent = StandInAgent(directory: tmux.directory, session: session)
    try script.write(to: agent.script, atomically: true, encoding: .utf8)
    try await tmux.run(
      ["new-session", "-d", "-x", "80", "-y", "24", "-s", session, "-c", tmux.directory.path]
        + environment.flatMap { ["-e", $0] } + [command(agent, process: process, arguments: arguments)])
    return agent
  }

  func command(_ agent: StandInAgent, process: String, arguments: String = "") -> String {
    "exec bash -c 'exec -a \(process) \"\(standIn)\" --script \"\(agent.script.path)\" --log \"\(agent.log.path)\""
      + " --control \"\(agent.control.path)\" \(arguments)'"
  }
}

/// A stand-in's files.
struct StandInAgent: Sendable {
  let script: URL
  let log: URL
  let control: URL
  let session: String

  init(directory: URL, session: String) {
    self.session = session
    script = directory.appendingPathComponent("\(session).script")
    log = directory.appendingPathComponent("\(session).log")
    control = directory.appendingPathComponent("\(session).control")
  }

  /// Has the agent do something now.
  func does(_ steps: String) async throws {
    _ = try await eventually("the control pipe of \(session)") {
      FileManager.default.fileExists(atPath: control.path)
    } until: {
      $0
    }
    let handle = try FileHandle(forWritingTo: control)
    try handle.write(contentsOf: Data((steps + "\n").utf8))
    try handle.close()
  }

  /// Every event the agent has logged, by name and state.
  func events() -> [(event: String, state: String)] {
    struct Entry: Decodable {
      let event: String
      let state: String?
    }
    let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { line in
      (try? JSONDecoder().decode(Entry.self, from: Data(line.utf8))).map { ($0.event, $0.state ?? "") }
    }
  }
}

/// Runs a test's body with argosy's programs on a private server; afterwards both are gone.
///
/// - Parameters:
///   - tmux: the program of the server and of argosy's client; by default the one on PATH.
///   - preparing: as for ``PrivateTmux``.
func withRig<Result: Sendable>(
  tmux: String? = nil, preparing: (URL) throws -> PrivateTmux.Surroundings = { _ in PrivateTmux.Surroundings() },
  _ body: (Rig) async throws -> Result
) async throws -> Result {
  try await withTmux(tmux: tmux, preparing: preparing) { server in
    let rig = try Rig(server)
    let result: Result
    do {
      result = try await body(rig)
    } catch {
      let log = try? FileManager.default.contentsOfDirectory(
        at: server.directory.appendingPathComponent("state/argosy"), includingPropertiesForKeys: nil
      ).first { $0.pathExtension == "log" }
      let lines = log.flatMap { try? String(contentsOf: $0, encoding: .utf8) } ?? "no log"
      _ = try? await rig.outcome("down")
      throw Programs.Failure(description: "\(error)\nthe daemon's log:\n\(lines.suffix(6000))")
    }
    _ = try? await rig.outcome("down")
    return result
  }
}
