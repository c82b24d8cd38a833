import Daemon
import Foundation
import TmuxControl
import TmuxUI
import World

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The demo's own tmux server, `tmux -L argosy-demo`, and the folder with its scripts and logs.
struct DemoServer {
  static let name = "argosy-demo"

  let tmux: TmuxProgram
  let address: ServerAddress
  /// Scripts, logs, the configuration.
  let folder: URL
  let standIn: String

  init() throws {
    let environment = DaemonAccess.environment
    tmux = try TmuxProgram(environment)
    address = ServerAddress(name: Self.name, path: nil, environment: environment)
    folder = URL(fileURLWithPath: try Directories.runtime(environment)).appendingPathComponent(address.fileName)
    standIn =
      URL(fileURLWithPath: DaemonAccess.executable).deletingLastPathComponent()
      .appendingPathComponent("argosy-standin").path
    guard FileManager.default.isExecutableFile(atPath: standIn) else {
      throw Complaint("the demo needs argosy-standin beside argosy; build it with: swift build")
    }
  }

  /// One agent on the stage.
  struct Player {
    let session: String
    let pane: String
    let log: URL
  }

  /// Starts the server and argosy, and brings the agents into their panes, where each waits for `begin`; an old demo
  /// gives way.
  func start(_ fleet: DemoFleet) async throws -> [Player] {
    _ = await stop()
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let configuration = folder.appendingPathComponent("demo.conf")
    try (TmuxConfiguration.text + "\n" + Self.look).write(to: configuration, atomically: true, encoding: .utf8)
    let argosy = ShellWord.typed(DaemonAccess.executable)
    try await startTmux([
      "new-session", "-d", "-x", "120", "-y", "32", "-s", "bridge", "-c", folder.path,
      "exec \(argosy) status --watch -S \(ShellWord.typed(address.socket))",
    ])
    try await tmux.run(["source-file", configuration.path], on: address)
    _ = try DaemonAccess(address).daemon().client.ask(Request(.ready))
    var players: [Player] = []
    for member in fleet.members { players.append(try await enter(member)) }
    return players
  }

  /// A server that was just ended may still hold its socket for an instant and turn its successor away.
  private func startTmux(_ command: [String]) async throws {
    for _ in 0..<40 {
      if try await started(command) { return }
      try await Task.sleep(for: .milliseconds(25))
    }
    throw Complaint("the demo's tmux server does not start; try: argosy demo --stop")
  }

  /// False when the old server was in the way.
  private func started(_ command: [String]) async throws -> Bool {
    do {
      try await tmux.run(arguments: ["-L", Self.name, "-f", "/dev/null"] + command)
    } catch {
      guard "\(error)".contains("server exited") else { throw error }
      return false
    }
    return true
  }

  /// Lets the agents play: whoever measures them is looking by then.
  func begin(_ players: [Player]) async throws {
    for player in players {
      try await tmux.run(["wait-for", "-S", Self.cue(player.session)], on: address)
    }
  }

  /// One channel for each agent: tmux keeps a signal for a waiter that is yet to come, but only for one.
  private static func cue(_ session: String) -> String {
    "argosy-demo-\(session)"
  }

  private func enter(_ member: DemoFleet.Member) async throws -> Player {
    let script = folder.appendingPathComponent("\(member.session).txt")
    let log = folder.appendingPathComponent("\(member.session).log")
    try member.script.write(to: script, atomically: true, encoding: .utf8)
    // bash: a plain sh has no `exec -a`, which gives the process an agent's name.
    let command =
      "\(ShellWord.typed(tmux.path)) wait-for \(Self.cue(member.session)) && exec bash -c 'exec -a \(member.process) \"$0\" --script \"$1\" --log \"$2\"' \(ShellWord.typed(standIn)) "
      + "\(ShellWord.typed(script.path)) \(ShellWord.typed(log.path))"
    let pane = try await tmux.run(
      [
        "new-session", "-d", "-P", "-F", "#{pane_id}", "-x", "120", "-y", "32", "-s", member.session, "-c", folder.path,
        command,
      ], on: address)
    return Player(session: member.session, pane: pane.split(separator: "\n").first.map(String.init) ?? "", log: log)
  }

  /// - Throws: when there is no terminal to attach.
  static func requireTerminal() throws {
    guard isatty(0) == 1, isatty(1) == 1 else {
      throw Complaint("the demo needs a terminal; without one, use: argosy demo --headless")
    }
  }

  /// Becomes a tmux client of the demo's server. Returns only if that fails.
  func attach() throws {
    unsafe unsetenv("TMUX")
    let words = [tmux.path, "-u", "-L", Self.name, "attach-session", "-t", "=bridge"]
    var pointers = unsafe words.map { unsafe strdup($0) }
    unsafe pointers.append(nil)
    _ = unsafe execv(tmux.path, &pointers)
    throw Complaint("cannot start \(tmux.path): error \(errno)")
  }

  /// Ends the server and its daemon. False when there was none.
  func stop() async -> Bool {
    _ = try? DaemonAccess(address).stopDaemon()
    let hadServer = (try? await tmux.run(["kill-server"], on: address)) != nil
    try? FileManager.default.removeItem(at: folder)
    return hadServer
  }

  /// How the demo's tmux looks: the token, and a line that says what to press.
  private static let look = """
    set -g status 2
    set -g status-interval 0
    set -g status-left "#[bold] argosy demo #[default]· #S "
    set -g status-left-length 40
    set -g status-right-length 60
    set -g status-right "#{E:@argosy}"
    set -g window-status-format ""
    set -g window-status-current-format ""
    set -g status-style "bg=default,fg=default"
    set -g status-format[1] "#[dim] C-b s  choose an agent · 1 2 3  answer it · C-b L  back · C-b d  leave, then: argosy demo --stop"
    bind s choose-tree -Zs -O name -f "#{@argosy_status}" -F "#{E:@argosy_tree}"
    set -g remain-on-exit on
    set -g mouse on
    set -g default-terminal "tmux-256color"
    set -g escape-time 10
    """
}
