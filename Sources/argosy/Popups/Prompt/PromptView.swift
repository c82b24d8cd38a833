import Canvas
import Daemon
import Fleet
import Foundation
import TmuxUI

/// A prompt for one agent, in as many lines as it takes.
struct PromptView: EditingView, Hashable {
  struct Order: Hashable {
    let pane: String
    let text: String
  }

  let target: String
  private let look: Look
  /// The server's socket: each server counts its panes from 0.
  private let server: String
  private(set) var draftName: String?
  private(set) var editor = TextEditor(allowsLines: true)
  private(set) var row: BoardRow?
  private(set) var note: Note?
  private(set) var isUnderWay = false
  /// It was taken: the next key closes.
  private(set) var isOver = false

  init(_ target: String, server: String = "", look: Look = Look()) {
    self.target = target
    self.server = server
    self.look = look
  }

  mutating func update(_ status: StatusReport) -> Order? {
    let rows = BoardRow.rows(status)
    row = rows.first { $0.pane == row?.pane && $0.pane != nil } ?? rows.first { $0.isMeant(by: target) }
    if draftName == nil, let row {
      draftName = row.item.map { "prompt-item-\($0)" } ?? row.pane.map { "prompt-\(server)-\(status.server.pid)-\($0)" }
    }
    return nil
  }

  mutating func restore(_ draft: String) { if editor.isEmpty { editor.set(draft) } }

  var kept: String? { isOver || editor.text.allSatisfy(\.isWhitespace) ? nil : editor.text }

  var pause: TimeInterval? { isOver ? 1.5 : nil }

  func request(_ order: Order) -> Request { .send(order.text, to: order.pane) }

  mutating func answered(_ response: Response) -> Order? {
    isUnderWay = false
    note =
      response.error.map { Note($0, isTrouble: true) } ?? BoardView.verdict(response.delivery, row?.name ?? target)
    isOver = response.delivery.map { $0.verdict == "submitted" || $0.verdict == "queued" } ?? false
    return nil
  }

  mutating func edited(_ text: String) { editor.set(text) }

  mutating func failed(_ error: any Error) {
    isUnderWay = false
    note = Note("\(error)", isTrouble: true)
  }

  mutating func paste(_ text: String) { if !isUnderWay, !isOver { editor.insert(text) } }

  mutating func take(_ key: Key) -> EditingAction<Order>? {
    if isOver { return .close }
    guard !isUnderWay else { return nil }
    switch key {
    case .escape, .control("c"): return .close
    case .control("e"): return .edit(editor.text)
    case .enter: return send()
    default:
      if editor.take(key) { note = nil }
      return nil
    }
  }

  private mutating func send() -> EditingAction<Order>? {
    let text = editor.text
    guard text.contains(where: { !$0.isWhitespace }) else {
      note = Note("nothing is written yet", isTrouble: true)
      return nil
    }
    guard let pane = row?.pane else {
      note = Note("\(target) has no agent to talk to", isTrouble: true)
      return nil
    }
    if let refusal { note = refusal; return nil }
    isUnderWay = true
    note = nil
    return .order(Order(pane: pane, text: text))
  }

  /// What it asks is not to be answered by accident.
  private var refusal: Note? {
    guard let row, row.ask != nil else { return nil }
    return Note("\(row.name) asks something: answer that first", isTrouble: true)
  }

  /// The agents take such a text for a command of their own.
  var warning: String? {
    switch editor.characters.first {
    case "!": "a leading ! may run as a shell command"
    case "/": "a leading / is a command of the agent's"
    case "#": "a leading # may go to the agent's memory"
    default: nil
    }
  }

  func frame(columns: Int, rows: Int) -> Frame {
    var frame = Frame(columns: columns, rows: rows)
    let last = rows - 1
    var top = 0
    if rows > 3 {
      let name = row.map { "\($0.name)  \(look.icon($0.word)) \($0.state)" } ?? target
      frame.put(
        StyledText("To ", Look.dim) + StyledText(PlainText.line(name, limit: 100), Look.bold), row: 0, column: 1)
      top = 1
    }
    let (lines, cursor) = editor.shown(columns: columns - 2, rows: max(1, last - top))
    for (index, line) in lines.enumerated() { frame.put(line, row: top + index, column: 1) }
    if !isOver { frame.cursor = .init(row: top + cursor.row, column: 1 + cursor.column) }
    if let note {
      frame.put(note.shown, row: last, column: 1, width: columns - 2)
    } else if isUnderWay {
      frame.put("… under way", row: last, column: 1, style: Look.dim)
    } else if let shown = refusal ?? warning.map({ Note($0, isTrouble: true) }) {
      frame.put(shown.shown, row: last, column: 1, width: columns - 2)
    } else {
      let hints = [("Enter", "send"), ("Esc", "cancel"), ("^J", "new line"), ("^E", "editor")]
      frame.put(look.hints(hints, columns: columns - 2), row: last, column: 1)
    }
    return look.shown(frame)
  }
}
