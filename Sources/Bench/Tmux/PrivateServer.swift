import Foundation

/// A tmux server of the bench's own, without anybody's configuration, in its own folder.
final class PrivateServer: Sendable {
  let folder: URL
  let socket: String
  let pid: Int32
  /// As `tmux -V` says it.
  let version: String
  let program: Program
  private let ticket: Leftovers.Ticket

  /// The session that stands from the start and shows nothing.
  static let restingSession = "resting"

  /// - Parameter tmux: the program's path; nil for the one on PATH.
  /// - Throws: `Complaint` when it cannot be started.
  init(tmux: String?) throws {
    let path = try Self.path(tmux)
    let folder = try TemporaryFolder()
    let program = Program(path: path, environment: Self.environment(folder.url))
    let socket = folder.url.appendingPathComponent("s").path
    do {
      version = try Self.text(program.run(["-V"]), "tmux -V")
      let answer = try Self.text(
        program.run(
          [
            "-u", "-S", socket, "-f", "/dev/null", "new-session", "-d", "-P", "-F", "#{pid}", "-x", "80", "-y", "24",
            "-s", Self.restingSession, "-c", folder.url.path, "exec sleep 86400",
          ]), "tmux new-session")
      guard let pid = Int32(answer) else { throw Complaint("tmux did not tell its process: \(answer)") }
      self.pid = pid
    } catch {
      folder.remove()
      throw error
    }
    self.folder = folder.url
    self.socket = socket
    self.program = program
    ticket = Leftovers.all.add { [pid] in
      ProcessFigures(pid: pid).end()
      folder.remove()
    }
  }

  /// Runs one command line and returns what it printed, without the last line feed.
  ///
  /// - Throws: `Complaint` with tmux's own words.
  @discardableResult
  func run(_ arguments: [String]) throws -> String {
    try Self.text(program.run(["-u", "-S", socket] + arguments), "tmux \(arguments.first ?? "")")
  }

  /// Ends the server and everything in it.
  func end() { Leftovers.all.settle(ticket) }

  /// The tmux that would be used; nil when there is none.
  static func installed(_ chosen: String?) -> String? {
    guard let chosen else { return Tool(name: "tmux").path }
    return FileManager.default.isExecutableFile(atPath: chosen) ? chosen : nil
  }

  private static func path(_ chosen: String?) throws -> String {
    guard let path = installed(chosen) else {
      throw Complaint(chosen.map { "\($0) is no program" } ?? "tmux is not installed, or not on PATH")
    }
    return URL(fileURLWithPath: path).path
  }

  /// Nothing of the person's but where programs are, and the language.
  private static func environment(_ folder: URL) -> [String: String] {
    var environment = ProcessInfo.processInfo.environment.filter { ["PATH", "LANG", "LC_ALL"].contains($0.key) }
    environment["HOME"] = folder.path
    environment["TMUX_TMPDIR"] = folder.path
    environment["XDG_RUNTIME_DIR"] = folder.path
    environment["XDG_STATE_HOME"] = folder.appendingPathComponent("state").path
    environment["SHELL"] = "/bin/sh"
    environment["TERM"] = "xterm-256color"
    return environment
  }

  private static func text(_ outcome: Program.Outcome, _ what: String) throws -> String {
    guard outcome.status == 0 else {
      let reason = outcome.errors.split(separator: "\n").first.map(String.init) ?? "status \(outcome.status)"
      throw Complaint("\(what): \(reason)")
    }
    return outcome.output.hasSuffix("\n") ? String(outcome.output.dropLast()) : outcome.output
  }
}
