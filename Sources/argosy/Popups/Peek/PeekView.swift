import Canvas
import Daemon
import Foundation
import TmuxUI

/// The last screen of one agent, live, with the keys that answer what it asks.
struct PeekView {
  enum Action: Hashable {
    case close
    case go(target: String)
    case answer(pane: String, ask: String, words: [String])
  }

  /// What was asked to be shown: a pane, a session, an item.
  let target: String
  private(set) var row: BoardRow?
  private(set) var screen: [StyledText] = []
  private(set) var note: Note?
  private(set) var isUnderWay = false
  private var missing: String?
  private var changedAt = Date.distantPast
  private var hasStarted = false

  /// As on the board: what is pressed in the instant of a change was meant for what stood there before.
  private static let reaction: TimeInterval = 0.4

  /// What was pressed once, and is to be pressed again.
  private var agreed: Reply?
  private let settings: InterfaceSettings

  init(_ target: String, settings: InterfaceSettings = InterfaceSettings()) {
    self.target = target
    self.settings = settings
  }

  /// Returns the pane to watch, when that is another one now.
  mutating func update(_ status: StatusReport, now: Date) -> String? {
    let rows = BoardRow.rows(status)
    let found = rows.first { $0.pane == row?.pane && $0.pane != nil } ?? rows.first { $0.isMeant(by: target) }
    let before = row
    row = found
    if hasStarted, before?.ask?.id != found?.ask?.id {
      changedAt = now
      agreed = nil
    }
    hasStarted = true
    // A pane without an agent has a screen too.
    let pane = found?.pane ?? (target.hasPrefix("%") ? target : nil)
    missing = pane == nil ? "\(PlainText.line(target, limit: 60)) has no agent to look at" : nil
    return pane != before?.pane || before == nil ? pane : nil
  }

  mutating func show(_ response: Response) {
    if let screen = response.screen {
      self.screen = StyledScreen.rows(screen)
    } else {
      missing = response.error ?? "there is no screen"
    }
  }

  mutating func answered(_ response: Response) {
    isUnderWay = false
    note =
      response.error.map { Note($0, isTrouble: true) } ?? BoardView.verdict(response.delivery, row?.name ?? target)
  }

  mutating func take(_ key: Key, now: Date) -> Action? {
    if key == .enter {
      guard let target = row?.target else { return .close }
      return .go(target: target)
    }
    guard let asked = row?.asked, let pane = row?.pane, let reply = Self.reply(key) else { return .close }
    guard !isUnderWay else { return nil }
    guard now.timeIntervalSince(changedAt) >= Self.reaction else {
      note = Note("it changed just now; press it again", isTrouble: true)
      return nil
    }
    guard let words = reply.words(for: asked) else {
      note = Note("there is no such answer", isTrouble: true)
      return nil
    }
    guard !asked.takesSeveral else {
      note = Note("several may be ticked: answer there, or on the board", isTrouble: true)
      return nil
    }
    if settings.confirmAllow, reply == .always || (reply == .allow && asked.isDestructive), agreed != reply {
      agreed = reply
      note = Note(
        reply == .always ? "always? press A again" : "this cannot be taken back: press y again", isTrouble: true)
      return nil
    }
    agreed = nil
    isUnderWay = true
    note = nil
    return .answer(pane: pane, ask: asked.id, words: words)
  }

  private static func reply(_ key: Key) -> Reply? {
    switch key.typed {
    case "y": .allow
    case "A": .always
    case "d": .deny
    case let character?: Reply.digit(character)
    case nil: nil
    }
  }

  func frame(columns: Int, rows: Int) -> Frame {
    var frame = Frame(columns: columns, rows: rows)
    let room = max(0, rows - 1)
    if screen.isEmpty, let missing {
      frame.put(missing, row: 0, column: 1, style: Look.alarm)
    }
    for (index, text) in screen.suffix(room).enumerated() { frame.put(text.clipped(to: columns), row: index) }
    let last = rows - 1
    if let note {
      frame.put(note.shown, row: last, column: 1, width: columns - 2)
    } else if isUnderWay {
      frame.put("… under way", row: last, column: 1, style: Look.dim)
    } else {
      var hints: [(key: String, what: String)] = row?.asked.map { AskText.hints($0) } ?? []
      if row?.target != nil { hints.append(("⏎", "go there")) }
      hints.append(("any other key", "close"))
      frame.put(Look.hints(hints, columns: columns - 2), row: last, column: 1)
    }
    return frame
  }
}
