import Foundation

/// A person's terminal: a tmux client attached to a test's server, inside a pane of a second server.
///
/// What the outer pane shows is exactly what the person would see, menus and popups included. Keys go through the
/// client's own key tables.
public final class AttachedClient: Sendable {
  /// The server that the person uses.
  public let server: PrivateTmux
  /// As `list-clients` has it on that server.
  public let name: String
  private let outer: PrivateTmux
  private let pane: String

  /// Attaches a client.
  ///
  /// - Parameters:
  ///   - session: a target of the server's.
  ///   - columns: of the terminal; its last row is the server's status line.
  ///   - isUnicode: whether it shows UTF-8.
  fileprivate init(
    _ server: PrivateTmux, session: String, columns: Int, rows: Int, isUnicode: Bool
  ) async throws {
    self.server = server
    // Keys that come together are keys all the same: to tmux they are a paste, which no binding sees.
    try await server.run("set-option", "-g", "assume-paste-time", "0")
    let known = try await Self.clients(server)
    // Its program is that of the tests; only the inner one differs in version.
    outer = try await PrivateTmux(
      session: "terminal", tmux: Programs.path(of: "tmux"),
      preparing: { home in
        let path = home.appendingPathComponent("outer.conf")
        try """
        set -g status off
        set -g prefix None
        set -g prefix2 None
        unbind -a -T root
        set -s escape-time 0
        set -g default-terminal tmux-256color
        set -ga terminal-features ',*:RGB'
        set -g allow-passthrough on
        """.write(to: path, atomically: true, encoding: .utf8)
        return PrivateTmux.Surroundings(configuration: path.path)
      })
    do {
      // Where the variable is set, tmux refuses to be attached inside itself.
      pane = try await outer.run(
        "new-session", "-d", "-P", "-F", "#{pane_id}", "-x", "\(columns)", "-y", "\(rows)", "-s", "client",
        "exec env -u TMUX -u TMUX_PANE \(isUnicode ? "" : "LC_ALL=C") '\(server.tmux)' \(isUnicode ? "-u" : "") -S '\(server.socket)' attach-session -t '\(session)'"
      )
      name = try await eventually("a client is attached to \(session)") {
        try await Self.clients(server).subtracting(known).first ?? ""
      } until: {
        !$0.isEmpty
      }
    } catch {
      await outer.stop()
      throw error
    }
  }

  private static func clients(_ server: PrivateTmux) async throws -> Set<String> {
    let list = try await server.run("list-clients", "-F", "#{client_control_mode}#{client_name}")
    return Set(list.split(separator: "\n").filter { $0.hasPrefix("0") }.map { String($0.dropFirst()) })
  }

  /// Presses keys, as `send-keys` names them.
  public func press(_ keys: String...) async throws {
    for key in keys {
      try await outer.run("send-keys", "-t", pane, key)
    }
  }

  /// Presses keys faster than any answer can come, yet as keys.
  public func hurry(_ keys: String...) async throws {
    var words: [String] = []
    for key in keys { words += ["send-keys", "-t", pane, key, ";", "run-shell", "-d", "0.004", ";"] }
    try await outer.run(words.dropLast())
  }

  /// Types text, key by key.
  public func type(_ text: String) async throws {
    for character in text {
      // Alone it would end the command.
      try await outer.run("send-keys", "-t", pane, "-l", "--", character == ";" ? "\\;" : String(character))
    }
  }

  public enum Button: Int, Sendable {
    case left = 0
    case middle = 1
    case right = 2
  }

  /// Moves the mouse to a cell, counted from 0, and clicks there.
  public func click(column: Int, row: Int, _ button: Button = .left) async throws {
    try await hold(column: column, row: row, button)
    try await release(column: column, row: row, button)
  }

  /// The first half of a click.
  public func hold(column: Int, row: Int, _ button: Button) async throws {
    try await mouse(35, column, row, "M")
    try await mouse(button.rawValue, column, row, "M")
  }

  /// The second half of a click.
  public func release(column: Int, row: Int, _ button: Button) async throws {
    try await mouse(button.rawValue, column, row, "m")
  }

  /// An SGR mouse report.
  private func mouse(_ code: Int, _ column: Int, _ row: Int, _ end: String) async throws {
    let bytes = "\u{1B}[<\(code);\(column + 1);\(row + 1)\(end)".utf8.map { String($0, radix: 16) }
    try await outer.run(["send-keys", "-t", pane, "-H"] + bytes)
  }

  /// The rows that the person sees, without trailing blanks.
  public func screen() async throws -> String {
    try await outer.run("capture-pane", "-p", "-t", pane)
  }

  /// The same with colours, as SGR sequences.
  public func picture() async throws -> String {
    try await outer.run("capture-pane", "-p", "-e", "-N", "-t", pane)
  }

  /// Waits until the screen is as described, and returns it.
  @discardableResult
  public func sees(
    _ what: String, within deadline: Duration = patience, until condition: (String) -> Bool
  ) async throws -> String {
    try await eventually("the screen shows \(what)", within: deadline) {
      try await screen()
    } until: {
      condition($0)
    }
  }

  /// Waits until the screen shows a text in one of its rows, and returns the screen.
  @discardableResult
  public func sees(_ text: String) async throws -> String {
    try await sees("\"\(text)\"") { $0.contains(text) }
  }

  /// Waits until nothing on the screen shows a text any more.
  @discardableResult
  public func seesNo(_ text: String) async throws -> String {
    try await sees("no \"\(text)\"") { !$0.contains(text) }
  }

  /// Writes down every byte that the terminal is sent from now on, in the file whose path is returned. One at a time.
  public func record() async throws -> String {
    let record = outer.directory.appendingPathComponent("record-\(UUID().uuidString.prefix(8))")
    try await outer.run("pipe-pane", "-t", pane, "exec cat >'\(record.path)'")
    _ = try await eventually("the terminal is recorded") {
      FileManager.default.fileExists(atPath: record.path)
    } until: {
      $0
    }
    return record.path
  }

  /// How many seconds it takes from the beginning of something until the terminal is sent a text, told to about a
  /// millisecond.
  public func time(untilShown text: String, _ deed: () async throws -> Void) async throws -> Double {
    let record = URL(fileURLWithPath: try await record())
    let clock = ContinuousClock()
    let start = clock.now
    async let watched = Self.moment(of: text, in: record, clock)
    try await deed()
    let end = try await watched
    try await outer.run("pipe-pane", "-t", pane)
    return (end - start) / .seconds(1)
  }

  private static func moment(
    of text: String, in record: URL, _ clock: ContinuousClock
  ) async throws -> ContinuousClock.Instant {
    let wanted = Data(text.utf8)
    let found = try await eventually("the terminal is sent \(text)", every: .milliseconds(1)) {
      (try? Data(contentsOf: record))?.range(of: wanted) == nil ? nil : clock.now
    } until: {
      $0 != nil
    }
    guard let found else { throw NeverHappened(description: "the terminal was never sent \(text)") }
    return found
  }

  /// Another size of the terminal.
  public func resize(columns: Int, rows: Int) async throws {
    try await outer.run("resize-window", "-t", pane, "-x", "\(columns)", "-y", "\(rows)")
    let size = "\(columns)x\(rows)"
    _ = try await eventually("the client has \(size)") {
      try await fact("#{client_width}x#{client_height}")
    } until: {
      $0 == size
    }
  }

  /// What the client is, of its own: not of whichever client was used last. Empty when it has gone.
  public func fact(_ format: String) async throws -> String {
    let list = try await server.run("list-clients", "-F", "#{client_name}\t\(format)")
    let line = list.split(separator: "\n").first { $0.hasPrefix(name + "\t") }
    return line.map { String($0.dropFirst(name.count + 1)) } ?? ""
  }

  /// Waits until the client shows a session.
  public func arrives(at session: String) async throws {
    _ = try await eventually("the client shows \(session)") {
      try await fact("#{session_name}")
    } until: {
      $0 == session
    }
  }

  fileprivate func close() async { await outer.stop() }
}

/// Runs a test's body with a client that is attached to a server of its own; afterwards it is gone.
public func withClient<Result>(
  of server: PrivateTmux, session: String = "=first:", columns: Int = 100, rows: Int = 30, isUnicode: Bool = true,
  _ body: (AttachedClient) async throws -> Result
) async throws -> Result {
  let client = try await AttachedClient(server, session: session, columns: columns, rows: rows, isUnicode: isUnicode)
  do {
    let result = try await body(client)
    await client.close()
    return result
  } catch {
    let screen = (try? await client.screen()) ?? "no screen"
    await client.close()
    throw Programs.Failure(description: "\(error)\nthe client's screen:\n\(screen)")
  }
}
