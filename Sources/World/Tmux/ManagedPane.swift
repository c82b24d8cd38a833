public import TmuxControl
import TmuxUI

/// The marks by which a session of argosy's is known, whatever anybody renames it to. They live as long as the server.
public enum SessionMark {
  /// On the session: `1`. A person's scripts leave such sessions alone.
  public static let managed = "@fleet_managed"
  /// On the session: what it is about, for a person.
  public static let task = "@claude_task"
  /// On the session: the id of the work item.
  public static let item = Prefix.option + "_item"
  /// On the pane of the agent itself: the id of the work item. Other panes of the session do not have it.
  public static let agent = Prefix.option + "_agent"

  /// Whether a text can be an item's id: up to 64 letters, digits, `-` and `_` of ASCII. It stands in formats.
  public static func isLegal(item: String) -> Bool {
    (1...64).contains(item.utf8.count)
      && item.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }
}

/// A pane of a session that carries one of the marks, as tmux tells it at one instant.
public struct ManagedPane: Hashable, Sendable {
  public let session: SessionID
  public let window: WindowID
  public let windowIndex: Int
  public let pane: PaneID
  /// The pane's own process; of a dead pane, the one that was, or 0 where tmux has forgotten it: 3.8 does.
  public let pid: Int32
  /// The process has ended, and the pane shows its last screen.
  public let isDead: Bool
  /// The exit code of a dead pane's process; nil for one that lives, or was ended by a signal.
  public let exitStatus: Int32?
  /// The number of the signal that ended it.
  public let signal: Int32?
  /// The session was opened by argosy, or by a person who wants it left alone by scripts.
  public let isManaged: Bool
  /// The item of the session.
  public let item: String?
  /// The item whose agent this pane is; nil for other panes.
  public let agentOf: String?
  public let sessionName: String
  public let windowName: String
  /// Where the process is, or where the pane began.
  public let directory: String

  /// Dead, and neither exit code nor signal is told: the end was not noticed yet, or tmux is 3.2, which knows no signals.
  public var isEndUnknown: Bool { isDead && exitStatus == nil && signal == nil }

  static let format = [
    "#{session_id}", "#{window_id}", "#{window_index}", "#{pane_id}", "#{pane_pid}", "#{pane_dead}",
    "#{pane_dead_status}", "#{pane_dead_signal}", "#{@fleet_managed}", "#{\(SessionMark.item)}",
    "#{\(SessionMark.agent)}", "#{session_name}", "#{window_name}",
    "#{?pane_current_path,#{pane_current_path},#{pane_start_path}}",
  ].joined(separator: "\t")

  /// Reads a line of ``format``. Nil for anything else.
  init?(_ line: Substring) {
    let fields = line.split(separator: "\t", maxSplits: 13, omittingEmptySubsequences: false)
    guard fields.count == 14, let session = SessionID(fields[0]), let window = WindowID(fields[1]),
      let index = Int(fields[2]), let pane = PaneID(fields[3]),
      let pid = fields[5] == "1" ? Int32(fields[4]) ?? 0 : Int32(fields[4])
    else { return nil }
    self.session = session
    self.window = window
    windowIndex = index
    self.pane = pane
    self.pid = pid
    isDead = fields[5] == "1"
    signal = isDead ? Int32(fields[7]) : nil
    exitStatus = isDead && signal == nil ? Int32(fields[6]) : nil
    isManaged = fields[8] == "1"
    item = fields[9].isEmpty ? nil : String(fields[9])
    agentOf = fields[10].isEmpty ? nil : String(fields[10])
    sessionName = String(fields[11])
    windowName = String(fields[12])
    directory = String(fields[13])
  }
}
