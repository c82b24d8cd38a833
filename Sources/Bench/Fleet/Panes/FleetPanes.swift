import Foundation
import TmuxControl

/// The panes of the measured server: writers, and a few agents among them.
struct FleetPanes {
  struct Agent {
    /// `%12`
    let pane: String
    let log: URL
  }

  /// Every pane that writes, agents included: `%12`.
  let all: [String]
  let agents: [Agent]
  let tally: Tally
  let writers: Int

  /// Opens them, a session for each pane, and waits until every one has written.
  ///
  /// - Parameters:
  ///   - rate: lines a second of every writer.
  ///   - standIn: the path of argosy-standin.
  init(count: Int, rate: Int, on server: PrivateServer, standIn: String, _ progress: Progress) throws {
    let scripts = AgentScripts.all.prefix(count)
    writers = count - scripts.count
    tally = try Tally(path: server.folder.appendingPathComponent("tally").path, slots: writers)
    // An agent is known by the name of its program.
    let claude = server.folder.appendingPathComponent("claude")
    try FileManager.default.createSymbolicLink(atPath: claude.path, withDestinationPath: standIn)
    var commands: [(session: String, command: String)] = []
    var agents: [Agent] = []
    let bench = ShellWord.quoted(try Self.executable)
    let counting = "--tally \(ShellWord.quoted(tally.path))"
    for slot in 0..<writers {
      commands.append(("writer-\(slot)", "exec \(bench) write-lines --rate \(rate) --slot \(slot) \(counting)"))
    }
    for (index, script) in scripts.enumerated() {
      let (text, log) = (server.folder.appendingPathComponent("\(index).txt"), Self.log(index, server))
      try script.write(to: text, atomically: true, encoding: .utf8)
      // Among the others, not behind them.
      commands.insert(
        (
          "agent-\(index)",
          "exec \(ShellWord.quoted(claude.path)) --script \(ShellWord.quoted(text.path)) --log \(ShellWord.quoted(log.path))"
        ),
        at: min(commands.count, index * count / 3))
    }
    for start in stride(from: 0, to: commands.count, by: Self.batch) {
      progress.show("opening panes: \(start) of \(commands.count)")
      try Self.open(commands[start..<min(start + Self.batch, commands.count)], server)
    }
    var all: [String] = []
    for row in try server.run(["list-panes", "-a", "-F", "#{pane_id} #{session_name}"]).split(separator: "\n") {
      let words = row.split(separator: " ").map(String.init)
      guard words.count == 2, words[1] != PrivateServer.restingSession else { continue }
      all.append(words[0])
      if let index = scripts.indices.first(where: { words[1] == "agent-\($0)" }) {
        agents.append(Agent(pane: words[0], log: Self.log(index, server)))
      }
    }
    self.all = all
    self.agents = agents
    guard all.count == count else { throw Complaint("\(all.count) of \(count) panes stand: their programs ended") }
    try wait(progress)
  }

  /// Commands in one call of tmux, whose arguments have little room.
  private static let batch = 25

  private static func open(_ commands: ArraySlice<(session: String, command: String)>, _ server: PrivateServer) throws {
    var arguments: [String] = []
    for (session, command) in commands {
      if !arguments.isEmpty { arguments.append(";") }
      arguments += ["new-session", "-d", "-x", "80", "-y", "24", "-s", session, "-c", server.folder.path, command]
    }
    try server.run(arguments)
  }

  private static func log(_ index: Int, _ server: PrivateServer) -> URL {
    server.folder.appendingPathComponent("\(index).log")
  }

  private static var executable: String {
    get throws {
      guard let url = Bundle.main.executableURL else { throw Complaint("cannot tell where this program itself is") }
      return url.resolvingSymlinksInPath().path
    }
  }

  private func wait(_ progress: Progress) throws {
    let deadline = MonotonicTime.now + 120
    while true {
      let started = try tally.sum().writers
      let agentsStarted = agents.filter { FileManager.default.fileExists(atPath: $0.log.path) }.count
      if started == writers, agentsStarted == agents.count { return }
      progress.show("waiting for the panes' programs: \(started) of \(writers)")
      guard MonotonicTime.now < deadline else {
        throw Complaint("after two minutes only \(started) of \(writers) panes have written")
      }
      Thread.sleep(forTimeInterval: 0.1)
    }
  }
}
