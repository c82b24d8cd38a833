import ArgumentParser
import TmuxControl

/// One fixed stream as `tmux -C` writes it.
struct WireWorkload {
  enum Name: String, CaseIterable, Encodable, ExpressibleByArgument {
    case plain, short, sgr, tui, blocks, notes, mix

    /// What is in it, for the help.
    var meaning: String {
      switch self {
      case .plain: "%output of ASCII, 2 KB a line"
      case .short: "%output of ASCII, a line of text each"
      case .sgr: "%extended-output of coloured words"
      case .tui: "%output of a full-screen program"
      case .blocks: "replies to capture-pane, 2000 rows each"
      case .notes: "notifications of every kind"
      case .mix: "%extended-output of recorded programs"
      }
    }

    /// MB/s of wire bytes that argosy is held to, parse and unescape; nil for none.
    var goal: Double? {
      switch self {
      case .plain: 1000
      case .sgr, .tui: 300
      case .short, .blocks, .notes, .mix: nil
      }
    }
  }

  let name: Name
  /// The stream, whole lines.
  let wire: [UInt8]
  /// What its panes printed; empty when it holds no output.
  let printed: [UInt8]
  /// The command lines that its reply blocks answer, in order.
  var questions: [ControlLine] = []
  /// Notifications in it.
  var notifications = 0

  /// The synthetic stream of that name; nil for `mix`, which is not made but recorded.
  static func synthetic(_ name: Name) -> WireWorkload? {
    let pane = PaneID(number: 1)
    let plain = WirePacking(form: .plain, pane: pane)
    let extended = WirePacking(form: .extended, pane: pane)
    switch name {
    case .plain:
      let printed = PlainLines.bytes(Workload.length)
      return WireWorkload(name: name, wire: plain.lines(printed), printed: printed)
    case .short:
      let printed = PlainLines.bytes(Workload.length)
      return WireWorkload(name: name, wire: plain.lineByLine(printed), printed: printed)
    case .sgr:
      let printed = ColouredLines.bytes(Workload.length)
      return WireWorkload(name: name, wire: extended.lines(printed), printed: printed)
    case .tui:
      let printed = FullScreenPictures.bytes(Workload.length)
      return WireWorkload(name: name, wire: plain.lines(printed), printed: printed)
    case .blocks:
      let replies = CaptureReplies(bytes: Workload.length)
      return WireWorkload(name: name, wire: replies.wire, printed: [], questions: replies.questions)
    case .notes:
      let events = NotificationLines(bytes: Workload.length)
      return WireWorkload(name: name, wire: events.wire, printed: [], notifications: events.count)
    case .mix:
      return nil
    }
  }

  static func recorded(_ printed: [UInt8]) -> WireWorkload {
    let packing = WirePacking(form: .extended, pane: PaneID(number: 1))
    return WireWorkload(name: .mix, wire: packing.lines(printed), printed: printed)
  }
}
