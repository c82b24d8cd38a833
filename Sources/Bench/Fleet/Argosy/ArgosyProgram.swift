import Foundation

/// The argosy under measurement, on the private server, with folders of its own.
struct ArgosyProgram {
  private let program: Program
  private let socket: String
  let server: PrivateServer
  let path: String

  init(path: String, on server: PrivateServer) {
    self.path = path
    self.server = server
    var environment = server.program.environment
    environment["ARGOSY_TMUX"] = server.program.path
    program = Program(path: path, environment: environment)
    socket = server.socket
  }

  /// What `argosy doctor --json` tells that is measured here.
  struct Diagnosis: Decodable {
    let daemon: Daemon

    struct Daemon: Decodable {
      let pid: Int32
      let clientPID: Int32?
      let isComplete: Bool
      let watchedPanes: Int
      let agents: Int
      let unseededPanes: [String]
      let connection: Connection
      let screens: Screens
    }

    struct Connection: Decodable {
      let wireBytes: Int
      let outputBytes: Int
      let outputLines: Int
    }

    struct Screens: Decodable {
      let pauses: Int
      let overflows: Int
    }
  }

  /// Starts watching. Returns when every pane is known.
  ///
  /// - Returns: seconds that took.
  func up() throws -> Double {
    let began = MonotonicTime.now
    let outcome = try run(["up"])
    guard outcome.status == 0 else { throw complaint("up", outcome) }
    return MonotonicTime.now - began
  }

  func diagnosis() throws -> Diagnosis.Daemon {
    // Its exit code is about more than what is asked for here.
    let outcome = try run(["doctor", "--json"])
    guard let diagnosis = try? JSONDecoder().decode(Diagnosis.self, from: Data(outcome.output.utf8)) else {
      throw complaint("doctor", outcome)
    }
    return diagnosis.daemon
  }

  /// Compares every screen with what tmux holds.
  ///
  /// - Returns: panes by state: equal, drift, ….
  func verification() throws -> [String: Int] {
    struct Verification: Decodable {
      let counts: [String: Int]
    }
    let outcome = try run(["doctor", "--verify", "--json"])
    guard let verification = try? JSONDecoder().decode(Verification.self, from: Data(outcome.output.utf8)) else {
      throw complaint("doctor --verify", outcome)
    }
    return verification.counts
  }

  func down() throws {
    let outcome = try run(["down"])
    guard outcome.status == 0 else { throw complaint("down", outcome) }
  }

  func run(_ words: [String], input: Data? = nil) throws -> Program.Outcome {
    // Behind the verb: at the end it would be a word of a text.
    try program.run(words.prefix(1) + ["-S", socket] + words.dropFirst(), input: input)
  }

  private func complaint(_ verb: String, _ outcome: Program.Outcome) -> Complaint {
    let reason = outcome.errors.split(separator: "\n").first.map(String.init) ?? "status \(outcome.status)"
    return Complaint("argosy \(verb): \(reason)")
  }
}
