import Fleet
import Recognition
import TmuxControl

/// A session of tmux with one pane and the agent in it, as they truly are.
struct Pane {
  enum Phase: Hashable {
    case starting
    case ready
    /// It was given a command and looks as if it waited still.
    case took
    case working
    case asking
    case exited
    case crashed(Int32)

    var isAlive: Bool {
      switch self {
      case .exited, .crashed: false
      default: true
      }
    }
  }

  enum Box: Hashable {
    case empty
    /// A person's words.
    case draft
    /// Pasted by the delivery of this effect, Enter still to come.
    case pasted(Int)
  }

  /// Who is in it: another life of the same pane is somebody else.
  struct Key: Hashable {
    let epoch: Int32
    let number: UInt32
    let pid: Int32
  }

  let epoch: Int32
  let number: UInt32
  /// What the session is marked with.
  let item: ItemID
  var pid: Int32
  var name: String
  var phase = Phase.starting
  var box = Box.empty
  var isInterrupted = false
  var hasWorked = false
  /// It does nothing any more.
  var isHung = false
  var conversation: String?
  var questions = 0

  var key: Key { Key(epoch: epoch, number: number, pid: pid) }

  /// As its screen says.
  var looksReady: Bool { phase == .ready || phase == .took }

  var sight: AgentSight {
    switch phase {
    case .starting: AgentSight(.starting)
    case .ready: AgentSight(hasWorked ? .done : .idle, isInterrupted: isInterrupted)
    case .took: AgentSight(hasWorked ? .done : .idle)
    case .working: AgentSight(.working)
    case .asking:
      AgentSight(.blocked, kind: questions % 3 == 0 ? .permission : .question, ask: Self.ask(questions % 4))
    case .exited, .crashed: AgentSight(.exited)
    }
  }

  private static let asks = (0..<4).map { Ask(question: "Which way, \($0)?", options: []) }

  private static func ask(_ number: Int) -> Ask? { asks.indices.contains(number) ? asks[number] : nil }

  /// As whoever looks at tmux would describe it.
  func session(at wall: Int64) -> AgentSession {
    var session = AgentSession(
      server: ServerEpoch(pid: epoch, startTime: Int64(epoch)), session: SessionID(number: number),
      window: WindowID(number: number), pane: PaneID(number: number), sessionName: name, agent: "claude", pid: pid,
      conversation: conversation, openedAt: wall)
    switch phase {
    case .exited: session.life = .exited
    case .crashed(let code): session.life = .crashed(code: code)
    default: break
    }
    return session
  }
}

extension AgentSession {
  var key: Pane.Key { Pane.Key(epoch: server.pid, number: pane.number, pid: pid ?? 0) }
}
