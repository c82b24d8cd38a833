import Canvas
import Daemon
import Foundation
import TmuxUI

/// The last screen of one agent, live, with the keys that answer what it asks.
struct PeekView: Hashable {
  enum Action: Hashable {
    case close
    /// Fetches what the pane has shown, for ``PeekView/lookBack(_:room:)``.
    case history(pane: String)
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
  var look: Look
  /// What is shown in place of the screen.
  private(set) var scrollback: Scrollback?
  private var wantedStep: Scrollback.Step?

  init(_ target: String, look: Look = Look()) {
    self.target = target
    self.look = look
  }

  /// The pane that is shown. One without an agent has a screen too.
  var pane: String? { row?.pane ?? (target.hasPrefix("%") ? target : nil) }

  /// Returns the pane to watch, when that is another one now.
  mutating func update(_ status: StatusReport, now: Date) -> String? {
    let rows = BoardRow.rows(status)
    let found = rows.first { $0.pane == row?.pane && $0.pane != nil } ?? rows.first { $0.isMeant(by: target) }
    let before = row
    let shown = pane
    row = found
    if shown != pane { scrollback = nil }
    if hasStarted, before?.ask?.id != found?.ask?.id {
      changedAt = now
      agreed = nil
    }
    hasStarted = true
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

  /// What was wanted could not be done; the peek goes on.
  mutating func failed(_ error: any Error) {
    isUnderWay = false
    note = Note("\(error)", isTrouble: true)
  }

  // MARK: Looking back

  /// What the pane has shown, as it was asked for.
  ///
  /// - Parameter room: how many rows there are for it.
  mutating func lookBack(_ lines: [StyledText], room: Int) {
    guard let step = wantedStep else { return }
    wantedStep = nil
    guard var back = Scrollback(lines, room: room) else {
      note = Note("there is nothing above what is shown")
      return
    }
    back.move(step)
    scrollback = back
  }

  mutating func stopLookingBack() { scrollback = nil }

  private mutating func scroll(_ step: Scrollback.Step) -> Action? {
    note = nil
    if scrollback != nil {
      scrollback?.move(step)
      if scrollback?.isAtEnd == true { scrollback = nil }
      return nil
    }
    guard step.isUp, let pane else { return nil }
    wantedStep = step
    return .history(pane: pane)
  }

  /// Nothing else is here that arrows could move.
  private static func step(_ key: Key) -> Scrollback.Step? {
    switch (key.base, key.modifiers) {
    case (.up, []): .lines(1)
    case (.down, []): .lines(-1)
    case (.home, []): .oldest
    case (.end, []): .newest
    default: Scrollback.step(key)
    }
  }

  // MARK: What a person presses

  mutating func take(_ key: Key, now: Date) -> Action? {
    if let step = Self.step(key) { return scroll(step) }
    if scrollback != nil {
      // As in tmux's copy mode; and nothing is answered that is not seen.
      if key == .escape || key == .plain("q") {
        scrollback = nil
        return nil
      }
      if Self.reply(key) != nil, row?.asked != nil {
        note = Note("this is what was: End shows what is asked now", isTrouble: true)
        return nil
      }
    }
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
    if look.settings.confirmAllow, reply == .always || (reply == .allow && asked.asksTwice), agreed != reply {
      agreed = reply
      note = Note(
        reply == .always
          ? "always? press A again"
          : asked.isDestructive ? "this cannot be taken back: press y again" : "it is long: read it, and press y again",
        isTrouble: true)
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
    if let scrollback {
      scrollback.draw(on: &frame, rows: 0..<room, column: 0)
    } else {
      for (index, text) in screen.suffix(room).enumerated() { frame.put(text.clipped(to: columns), row: index) }
    }
    let last = rows - 1
    if let note {
      frame.put(note.shown, row: last, column: 1, width: columns - 2)
    } else if isUnderWay {
      frame.put("… under way", row: last, column: 1, style: Look.dim)
    } else {
      var hints: [(key: String, what: String)] = scrollback == nil ? row?.asked.map { AskText.hints($0) } ?? [] : []
      if scrollback != nil { hints = [("PgUp PgDn", "scroll"), ("Esc", "back to now")] }
      if row?.target != nil { hints.append(("Enter", "go there")) }
      hints.append(("any other key", "close"))
      if scrollback == nil { hints.append(("PgUp", "what was before")) }
      frame.put(look.hints(hints, columns: columns - 2), row: last, column: 1)
    }
    return look.shown(frame)
  }
}
