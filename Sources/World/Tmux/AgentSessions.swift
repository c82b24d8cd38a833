public import TmuxControl
import TmuxUI

/// Opens, finds and ends the tmux sessions that agents work in, by spawned tmux commands.
///
/// Everything is addressed by ids, or by an exact name in the very command that made it. No client is moved, and the
/// environment of nobody's session is changed.
public struct AgentSessions: Sendable {
  public let tmux: TmuxProgram
  public let server: ServerAddress
  /// How long tmux may take for one command.
  public let timeout: Duration

  public init(tmux: TmuxProgram, server: ServerAddress, timeout: Duration = .seconds(10)) {
    self.tmux = tmux
    self.server = server
    self.timeout = timeout
  }

  /// What an agent is started with.
  public struct Opening: Hashable, Sendable {
    /// The id of its work item: see ``SessionMark/isLegal(item:)``.
    public var item: String
    /// What the session is called, if that is free: else `NAME-2`, `NAME-3`, ….
    public var name: FeatureName
    /// What it is about, for a person.
    public var title: String
    /// Absolute; there already.
    public var directory: String
    public var program: AgentProgram
    /// Columns and rows until a client shows it.
    public var columns = 200
    public var rows = 50

    public init(item: String, name: FeatureName, title: String, directory: String, program: AgentProgram) {
      self.item = item
      self.name = name
      self.title = title
      self.directory = directory
      self.program = program
    }
  }

  /// The pane of an agent that runs.
  public struct Started: Hashable, Sendable {
    public let pane: ManagedPane
    /// False when it ran already: nothing was started.
    public let isNew: Bool
  }

  /// The window that agents are in is called so: a person's scripts look for it.
  static let windowName = "claude"

  // MARK: Starting

  /// Opens a detached session whose first pane is the agent. If a session of the item's is there, it is told instead.
  ///
  /// The session has its marks in the moment it exists: hooks that run for it see them. Its pane stays when the agent
  /// ends, so that the exit code can be read.
  ///
  /// - Throws: ``TmuxFailure``: tmux's words; also for a command line longer than tmux takes (16 KB): a long prompt has
  ///   to be sent when the agent is ready.
  public func open(_ opening: Opening) async throws(TmuxFailure) -> Started {
    try check(opening)
    let (panes, inherited) = try await look()
    if let known = Self.agent(of: opening.item, in: panes) { return Started(pane: known, isNew: false) }
    var last = TmuxFailure.refused("no name is free for \(opening.name)")
    for name in opening.name.candidates {
      do throws(TmuxFailure) {
        return try await open(opening, named: name.session, inherited)
      } catch {
        guard case .refused(let words) = error else { throw error }
        last = error
        if words.hasPrefix("duplicate session") { continue }
        // A hook of a person's may end or move what was just made; then what stands is what counts.
        if let known = Self.agent(of: opening.item, in: try await self.panes()) {
          return Started(pane: known, isNew: true)
        }
        throw error
      }
    }
    throw last
  }

  private func open(
    _ opening: Opening, named name: String, _ inherited: [String]
  ) async throws(TmuxFailure) -> Started {
    let session = "=\(name):"
    // Where the agent is unless a hook has put something in front of it.
    let first = "\(session)^.{top-left}"
    var line = [
      // Without -E the session would get our SSH_AUTH_SOCK and DISPLAY, or lose them.
      "new-session", "-d", "-E", "-P", "-F", "#{pane_id}", "-s", FormatText.literal(name), "-n", Self.windowName,
      "-x", "\(opening.columns)", "-y", "\(opening.rows)",
    ]
    line += Self.startingWords(opening, inherited)
    let options = [
      (SessionMark.item, opening.item), (SessionMark.managed, "1"), (SessionMark.task, Self.title(opening)),
      // A person's setting would end the session at once: nobody is attached.
      ("destroy-unattached", "off"),
    ]
    for (option, value) in options {
      line += [";", "set-option", "-t", session, option, CommandWord.word(value)]
    }
    for (option, value) in Self.paneOptions(opening.item) {
      line += [";", "set-option", "-p", "-t", first, option, value]
    }
    line += [";", "display-message", "-p", "-t", first, "#{pane_id}"]
    let answer = try await run(line).split(separator: "\n")
    guard let made = answer.first.flatMap({ PaneID($0) }) else { throw .refused("tmux did not tell the new pane") }
    if let marked = answer.last.flatMap({ PaneID($0) }), marked != made {
      for (option, _) in Self.paneOptions(opening.item) {
        try await run(["set-option", "-p", "-u", "-t", "\(marked)", option])
      }
      try await mark(made, opening.item)
    }
    return Started(pane: try await pane(made), isNew: true)
  }

  /// Starts the agent of an item anew: in its own pane if that is dead, in a new window of its session if the pane has
  /// gone, in a new session if that has gone too. One that runs is told instead, and left alone.
  ///
  /// - Parameter quieting: is called with the pane before it is respawned. Up to 3.7c, tmux crashes when a pane is
  ///   respawned of whose output a control client has not read all; so whoever watches it must pause it there
  ///   (`refresh-client -A '%N:pause'`), and let it continue when this returns.
  /// - Throws: ``TmuxFailure``.
  public func relaunch(
    _ opening: Opening, quieting: (PaneID) async -> Void
  ) async throws(TmuxFailure) -> Started {
    try check(opening)
    let (panes, inherited) = try await look()
    if let known = Self.agent(of: opening.item, in: panes), known.agentOf == opening.item {
      guard known.isDead else { return Started(pane: known, isNew: false) }
      await quieting(known.pane)
      return try await respawn(known, opening, inherited)
    }
    if let other = panes.first(where: { $0.item == opening.item }) {
      return try await openWindow(in: other.session, beside: panes, opening, inherited)
    }
    return try await open(opening)
  }

  private func respawn(
    _ pane: ManagedPane, _ opening: Opening, _ inherited: [String]
  ) async throws(TmuxFailure) -> Started {
    // Without -k tmux itself refuses if somebody was faster.
    var line = ["respawn-pane", "-t", "\(pane.pane)"] + Self.startingWords(opening, inherited)
    for (option, value) in Self.paneOptions(opening.item) {
      line += [";", "set-option", "-p", "-t", "\(pane.pane)", option, value]
    }
    try await run(line)
    return Started(pane: try await self.pane(pane.pane), isNew: true)
  }

  private func openWindow(
    in session: SessionID, beside panes: [ManagedPane], _ opening: Opening, _ inherited: [String]
  ) async throws(TmuxFailure) -> Started {
    // A number of its own, so that the same command can address the window that it makes.
    let free = (panes.filter { $0.session == session }.map(\.windowIndex).max() ?? 0) &+ 1
    var last = TmuxFailure.refused("no window could be opened in \(session)")
    for index in free..<free &+ 5 {
      let target = "\(session):\(index)"
      var line = ["new-window", "-d", "-P", "-F", "#{pane_id}", "-t", target, "-n", Self.windowName]
      line += Self.startingWords(opening, inherited)
      for (option, value) in Self.paneOptions(opening.item) {
        line += [";", "set-option", "-p", "-t", "\(target).{top-left}", option, value]
      }
      do throws(TmuxFailure) {
        let answer = try await run(line)
        guard let made = PaneID(answer.trimmed) else { throw .refused("tmux did not tell the new pane") }
        return Started(pane: try await pane(made), isNew: true)
      } catch {
        guard case .refused(let words) = error, words.contains("in use") else { throw error }
        last = error
      }
    }
    throw last
  }

  // MARK: Ending

  /// Ends a session with everything in it, if it is the item's. Windows that other sessions hold go on.
  ///
  /// - Returns: false when there is no such session any more, or its id means another one by now.
  /// - Throws: ``TmuxFailure``.
  @discardableResult
  public func end(_ session: SessionID, item: String) async throws(TmuxFailure) -> Bool {
    guard SessionMark.isLegal(item: item) else { throw .refused("`\(item)` is no item") }
    do throws(TmuxFailure) {
      let answer = try await run([
        "if-shell", "-F", "-t", "\(session):", "#{==:#{\(SessionMark.item)},\(item)}",
        "display-message -p ended ; kill-session -t '\(session)'", "display-message -p foreign",
      ])
      return answer.trimmed == "ended"
    } catch {
      guard case .refused(let words) = error, words.hasPrefix("can't find") else { throw error }
      return false
    }
  }

  // MARK: Words

  private static func agent(of item: String, in panes: [ManagedPane]) -> ManagedPane? {
    panes.first { $0.agentOf == item } ?? panes.first { $0.item == item }
  }

  private static func paneOptions(_ item: String) -> [(String, String)] {
    [("remain-on-exit", "on"), (SessionMark.agent, item)]
  }

  private static func startingWords(_ opening: Opening, _ inherited: [String]) -> [String] {
    var words = ["-c", CommandWord.word(FormatText.literal(opening.directory))]
    for (name, value) in opening.program.variables.sorted(by: { $0.key < $1.key }) {
      words += ["-e", CommandWord.word("\(name)=\(value)")]
    }
    return words + ["--"] + opening.program.vector(inheriting: inherited).map(CommandWord.word)
  }

  private static func title(_ opening: Opening) -> String {
    PlainText.line(opening.title, limit: 200)
  }

  private func check(_ opening: Opening) throws(TmuxFailure) {
    guard SessionMark.isLegal(item: opening.item) else { throw .refused("`\(opening.item)` is no item") }
    if let fault = opening.program.fault { throw .refused(fault) }
    guard opening.directory.hasPrefix("/"), FileKind.resolved(opening.directory).map(FileKind.init) == .directory else {
      throw .refused("there is no directory \(opening.directory)")
    }
  }

  /// tmux takes 16 KB in one message. What is longer it refuses too, but with words that help nobody.
  private static let lineLimit = 15_000

  @discardableResult
  private func run(_ line: [String]) async throws(TmuxFailure) -> String {
    let size = line.reduce(0) { $0 + $1.utf8.count + 1 }
    guard size <= Self.lineLimit else {
      throw .refused("the command line has \(size) bytes, and tmux takes \(Self.lineLimit): send the prompt later")
    }
    return try await tmux.run(line, on: server, timeout: timeout)
  }

  private func mark(_ pane: PaneID, _ item: String) async throws(TmuxFailure) {
    for (option, value) in Self.paneOptions(item) {
      try await run(["set-option", "-p", "-t", "\(pane)", option, value])
    }
  }

  private func pane(_ id: PaneID) async throws(TmuxFailure) -> ManagedPane {
    guard let pane = try await panes().first(where: { $0.pane == id }) else {
      throw .refused("the pane \(id) was gone at once")
    }
    return pane
  }
}
