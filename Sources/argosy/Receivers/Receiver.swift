import Daemon
import Foundation
import Recognition
import World

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What agents run: `argosy hook` with every event, `argosy statusline` for every line.
///
/// They stand between an agent and its work, so they come before everything else this program can do, take some
/// milliseconds, wait for nobody, and end with 0 whatever happens to argosy.
enum Receiver: String {
  case hook, statusline

  /// Of the argument list, when it calls for one.
  init?(_ arguments: [String]) {
    guard arguments.count > 1, !arguments.contains("--help"), !arguments.contains("-h") else { return nil }
    self.init(rawValue: arguments[1])
  }

  func run(_ arguments: [String]) -> Never {
    // Whoever started us may not read what we print, and the daemon may end in the middle.
    signal(SIGPIPE, SIG_IGN)
    // With nobody to tell, a writer that holds its pipe open holds up its agent for nothing.
    let input = StandardInput.readObject(limit: 16 << 20, silence: Self.isHeard ? 400 : 60, within: 2000)
    switch self {
    case .hook: Self.hook(input, arguments)
    case .statusline: Self.statusline(input, arguments)
    }
    exit(0)
  }

  private static func hook(_ input: [UInt8], _ arguments: [String]) {
    guard let event = HookEvent(input) else { return }
    // What subagents do is their own affair.
    guard !event.isSubagent else { return }
    var word = newWord()
    word.event = event.name
    word.sessionID = event.sessionID
    word.transcriptPath = event.transcriptPath
    word.evidence = event.evidence
    word.prompt = event.prompt.map { String($0.prefix(128 * 1024)) }
    guard arguments.count > 3, arguments[2] == "--hold", let seconds = Double(arguments[3]), seconds > 0,
      let permission = event.permission
    else { return pass(word) }
    hold(word, permission, for: min(seconds, 3600), event)
  }

  /// Waits for what `argosy answer` says. Without a word of it nothing is printed, and the dialog decides.
  private static func hold(
    _ word: AgentWord, _ permission: HeldPermission, for seconds: Double, _ event: HookEvent
  ) {
    guard let socket else { return }
    var request = Request(.hold, word: word)
    request.permission = permission
    request.timeout = seconds
    guard let decision = DaemonClient.hold(request, at: socket, within: seconds), let output = event.output(decision)
    else { return }
    print(output)
  }

  private static func statusline(_ input: [UInt8], _ arguments: [String]) {
    let vitals = Vitals(input)
    if let vitals {
      var word = newWord()
      word.vitals = vitals
      word.sessionID = vitals.sessionID
      word.transcriptPath = vitals.transcriptPath
      pass(word)
    }
    if arguments.count > 3, arguments[2] == "--" {
      WrappedCommand.become(arguments[3], input: input)
    }
    print(vitals.map(line) ?? "")
  }

  /// For those who have no status line of their own.
  private static func line(_ vitals: Vitals) -> String {
    [
      vitals.model, vitals.contextUsed.flatMap { Int(exactly: $0.rounded()) }.map { "\($0) % of context" },
      vitals.cost.map { String(format: "$%.2f", $0) },
    ].compactMap(\.self).joined(separator: " · ")
  }

  private static func newWord() -> AgentWord {
    AgentWord(
      ancestors: ProcessTree.ancestors(of: getpid()), pane: DaemonAccess.environment["TMUX_PANE"],
      at: Int64(Date().timeIntervalSince1970 * 1e9))
  }

  /// To the daemon of the tmux server that the agent is on, if there is one, and if it can take it now.
  private static func pass(_ word: AgentWord) {
    guard let socket else { return }
    DaemonClient.tell(Request(.hear, word: word), at: socket)
  }

  private static var isHeard: Bool { socket.map { DaemonClient.isListening(at: $0) } ?? false }

  private static var socket: String? {
    let address = ServerAddress(name: nil, path: nil, environment: DaemonAccess.environment)
    return try? DaemonAccess(address).paths().socket
  }
}
