import Canvas
import Foundation
import Terminal
import TmuxUI

extension BoardView {
  /// From so many columns on, the preview stands beside the list; from so many rows on, below it. Smaller, it takes the
  /// list's place.
  static let wide = 100
  static let tall = 22

  func frame(columns: Int, rows: Int, now: Date) -> Frame {
    look.shown(drawn(columns, rows, now).frame)
  }

  /// How many rows of a pane's screen are seen at this size.
  func previewRoom(columns: Int, rows: Int) -> Int { drawn(columns, rows, changedAt).preview.count }

  private func drawn(_ columns: Int, _ rows: Int, _ now: Date) -> (frame: Frame, preview: Range<Int>) {
    var frame = Frame(columns: columns, rows: rows)
    header(&frame)
    let bottom = footer(&frame)
    let body = 1..<max(1, bottom)
    var preview = body.upperBound..<body.upperBound
    if columns >= Self.wide {
      let width = showsPreview ? max(44, columns * 45 / 100) : columns
      list(&frame, body, width: width, now)
      guard showsPreview else { return (frame, preview) }
      for row in body { frame.put("│", row: row, column: width, style: Look.dim) }
      preview = details(&frame, body, column: width + 2)..<body.upperBound
      previewRows(&frame, preview, column: width + 2)
    } else if rows >= Self.tall {
      let share = showsPreview ? min(shown.count, max(4, body.count / 3)) : body.count - 6
      let end = min(body.upperBound, body.lowerBound + max(1, share))
      list(&frame, body.lowerBound..<end, width: columns, now)
      guard end < body.upperBound else { return (frame, preview) }
      frame.put(String(repeating: "─", count: columns), row: end, style: Look.dim)
      preview = details(&frame, end + 1..<body.upperBound, column: 0)..<body.upperBound
      if showsPreview { previewRows(&frame, preview, column: 0) }
    } else if showsPreview, selected?.pane != nil {
      // There is room for one of the two: the line above says whose screen it is.
      if let selected { frame.put(line(selected, columns, now, isSelected: false), row: 1) }
      preview = min(2, body.upperBound)..<body.upperBound
      previewRows(&frame, preview, column: 0)
    } else {
      let lines = detailLines(columns - 1).prefix(max(0, min(4, body.count - 3), body.count - shown.count))
      let end = body.upperBound - lines.count
      list(&frame, body.lowerBound..<max(body.lowerBound, end), width: columns, now)
      for (index, text) in lines.enumerated() { frame.put(text, row: end + index, column: 1) }
    }
    return (frame, preview)
  }

  // MARK: Edges

  private func header(_ frame: inout Frame) {
    let waiting = rows.count(where: \.needsYou)
    var text = StyledText(" argosy ", Look.bold)
    if waiting > 0 {
      let word = rows.first?.word ?? .idle
      text += StyledText("· ") + StyledText("\(waiting) need\(waiting == 1 ? "s" : "") you ", look.style(word))
    }
    text += StyledText("· \(rows.count) in all", Look.dim)
    frame.put(text, row: 0)
    if mode == .filter {
      let start = frame.columns > 40 ? frame.columns / 2 : 1
      frame.put(String(repeating: " ", count: frame.columns), row: 0, column: start)
      frame.put("/", row: 0, column: start, style: Look.key)
      let (lines, cursor) = filter.shown(columns: frame.columns - start - 2, rows: 1)
      if let line = lines.first { frame.put(line, row: 0, column: start + 1) }
      frame.cursor = .init(row: 0, column: min(frame.columns - 1, start + 1 + cursor.column))
    } else if !filter.isEmpty {
      let text = StyledText(" /\(filter.text) ", Look.key).cut(to: max(0, frame.columns - 2))
      frame.put(text, row: 0, column: max(0, frame.columns - text.width))
    }
  }

  /// Draws what stands at the bottom. Returns the row where it begins.
  private func footer(_ frame: inout Frame) -> Int {
    let last = frame.rows - 1
    switch mode {
    case .typing(let purpose):
      let height = min(5, max(1, frame.rows / 3))
      let top = max(1, frame.rows - height - 2)
      frame.put(String(repeating: "─", count: frame.columns), row: top, style: Look.dim)
      frame.put(" \(Self.title(purpose)) ", row: top, column: 2, style: Look.bold, width: frame.columns - 4)
      let (lines, cursor) = editor.shown(columns: frame.columns - 2, rows: height)
      for (index, line) in lines.enumerated() { frame.put(line, row: top + 1 + index, column: 1) }
      frame.cursor = .init(row: top + 1 + cursor.row, column: 1 + cursor.column)
      let hints = look.hints(
        [("Enter", "send"), ("Esc", "back"), ("^J", "new line"), ("^E", "editor")], columns: frame.columns - 2)
      frame.put(note?.shown ?? hints, row: last, column: 1)
      return top
    case .confirming(let lines, _):
      let shown = lines.flatMap { StyledText($0, Look.bold).wrapped(to: frame.columns - 2) }.suffix(
        max(0, frame.rows - 3))
      let top = max(1, last - shown.count - 1)
      frame.put(String(repeating: "─", count: frame.columns), row: top, style: Look.alarm)
      for (index, line) in shown.enumerated() { frame.put(line, row: top + 1 + index, column: 1) }
      frame.put(
        look.hints([("y", "yes"), ("any other key", "no")], columns: frame.columns - 2), row: last, column: 1)
      return top
    case .list, .filter:
      if let note {
        frame.put(note.shown, row: last, column: 1, width: frame.columns - 2)
      } else if isUnderWay {
        frame.put("… under way", row: last, column: 1, style: Look.dim)
      } else {
        frame.put(look.hints(hints, columns: frame.columns - 2), row: last, column: 1)
      }
      return last
    }
  }

  private static func title(_ purpose: Purpose) -> String {
    switch purpose {
    case .prompt(_, let name): "Prompt for \(name)"
    case .answer(_, _, let name): "Answer to \(name)"
    case .reason(_, _, _, let name): "Deny, and tell \(name)"
    case .boxes(_, _, let name): "Numbers to tick for \(name)"
    }
  }

  private var hints: [(key: String, what: String)] {
    if mode == .filter { return [("Enter", "keep"), ("Esc", "all again"), ("Up Down", "move")] }
    if scrollback != nil { return [("PgUp PgDn", "scroll"), ("Esc", "back to now"), ("Up Down", "another row")] }
    var hints: [(String, String)] = []
    if let row = selected {
      if row.target != nil { hints.append(("Enter", "go")) }
      if let asked = row.asked {
        hints += AskText.hints(asked)
        if Reply.deny.words(for: asked) != nil { hints.append(("D", "deny…")) }
        if asked.takesText { hints.append(("i", "answer…")) }
      } else if row.pane != nil {
        hints.append(("i", "send…"))
      }
      hints.append(("v", "diff"))
      if row.word == .done { hints.append(("m", "seen")) }
      if row.isParked { hints.append(("z", "unpark")) }
      if row.isMuted { hints.append(("M", "unmute")) }
      if row.item != nil { hints.append(("a", "advance")) }
      if row.url != nil { hints.append(("o", "PR")) }
    }
    hints += [("Tab", "preview"), ("/", "filter"), ("c", "new")]
    if selected?.item != nil { hints.append(("X", "end…")) }
    hints.append(("?", "help"))
    if !isHub { hints.append(("q", "close")) }
    return hints
  }

  // MARK: List

  private func list(_ frame: inout Frame, _ place: Range<Int>, width: Int, _ now: Date) {
    let rows = shown
    guard !rows.isEmpty else {
      let text =
        self.rows.isEmpty ? "No agents yet. Start one in any pane, or press c." : "Nothing here matches the filter."
      for (index, line) in StyledText(text, Look.dim).wrapped(to: width - 4).enumerated() where index < place.count {
        frame.put(line, row: place.lowerBound + index, column: 2)
      }
      return
    }
    let current = rows.firstIndex { $0.id == selected?.id } ?? 0
    let first = max(0, min(current - place.count / 2, rows.count - place.count))
    for (index, row) in rows.dropFirst(first).prefix(place.count).enumerated() {
      frame.put(
        line(row, width, now, isSelected: first + index == current), row: place.lowerBound + index, width: width)
    }
  }

  /// `› ! permission  auth-sso · plan · What it is about            3m`
  private func line(_ row: BoardRow, _ width: Int, _ now: Date, isSelected: Bool) -> StyledText {
    let age = row.since.map { isHub ? ShownTimes.clock($0) : ShownTimes.age(now.timeIntervalSince($0)) } ?? ""
    var text =
      StyledText(isSelected ? "› " : "  ", Look.bold) + StyledText(look.icon(row.word), look.style(row.word))
      + StyledText(" ")
    text += StyledText(row.state, look.style(row.word)).fitted(to: width < 40 ? 6 : 10) + StyledText(" ")
    text += StyledText(row.name, row.needsYou || isSelected ? Look.bold : Look.plain)
    if row.isParked { text += StyledText(" (parked)", Look.dim) }
    if row.isMuted { text += StyledText(" (muted)", Look.dim) }
    if !row.stage.isEmpty { text += StyledText(" · \(row.stage)", Look.dim) }
    if !row.title.isEmpty, row.title != row.name { text += StyledText("  \(row.title)", Look.dim) }
    let end = StyledText(" \(age) ", Look.dim)
    text = text.fitted(to: max(0, width - end.width)) + end
    guard isSelected else { return text }
    return text.restyled { style in
      style = Style(attributes: style.attributes.subtracting(.dim).union(.reverse))
    }
  }

  // MARK: What is selected

  /// Draws what is to be known of it. Returns the row behind.
  private func details(_ frame: inout Frame, _ place: Range<Int>, column: Int) -> Int {
    let lines = detailLines(frame.columns - column - 1)
    let room = showsPreview && !preview.isEmpty ? place.count * 2 / 3 : place.count
    var row = place.lowerBound
    for line in lines.prefix(max(0, room)) {
      frame.put(line, row: row, column: column)
      row += 1
    }
    guard showsPreview, row < place.upperBound, !lines.isEmpty else { return row }
    frame.put(String(repeating: "─", count: frame.columns - column), row: row, column: column, style: Look.dim)
    return row + 1
  }

  private func detailLines(_ width: Int) -> [StyledText] {
    guard let row = selected, width > 4 else { return [] }
    var lines = [
      (StyledText(row.name, Look.bold)
        + StyledText([row.place, row.stage].filter { !$0.isEmpty }.map { "  \($0)" }.joined(), Look.dim)).cut(to: width)
    ]
    if let ask = row.ask {
      lines += AskText(ask).lines(columns: width)
    } else {
      if !row.title.isEmpty, row.title != row.name { lines.append(StyledText(row.title).cut(to: width)) }
      if !row.reason.isEmpty { lines += StyledText(row.reason, look.style(row.word)).wrapped(to: width).prefix(4) }
    }
    return lines
  }

  private func previewRows(_ frame: inout Frame, _ place: Range<Int>, column: Int) {
    guard !place.isEmpty else { return }
    guard selected?.pane != nil else {
      frame.put("It has no pane now.", row: place.lowerBound, column: column, style: Look.dim)
      return
    }
    if let scrollback { return scrollback.draw(on: &frame, rows: place, column: column) }
    for (index, text) in preview.suffix(place.count).enumerated() {
      // A sign for what was cut would stand in the agent's picture.
      frame.put(text.clipped(to: frame.columns - column), row: place.lowerBound + index, column: column)
    }
  }
}
