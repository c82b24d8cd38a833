import Canvas
import Terminal
import TmuxUI

/// The keys of argosy, as this server has them, and what its tmux cannot do.
struct HelpView {
  struct Line: Hashable {
    let key: String
    let text: String

    /// A heading, where there is no key.
    init(_ key: String, _ text: String) {
      self.key = key
      self.text = text
    }
  }

  let lines: [Line]
  private(set) var top = 0
  private let look: Look

  /// - Parameters:
  ///   - prefix: the person's prefix key.
  ///   - notes: what `list-keys -N` says for the tables, by table.
  init(prefix: String, notes: [(table: String, text: String)], version: TmuxVersion, look: Look = Look()) {
    self.look = look
    var lines: [Line] = []
    for (table, text) in notes {
      let keys = Self.keys(in: text)
      guard !keys.isEmpty else { continue }
      if !lines.isEmpty { lines.append(Line("", "")) }
      lines.append(Line("", Self.title(table, prefix)))
      lines += Self.gathered(keys)
    }
    if lines.isEmpty {
      lines = [Line("", "argosy's keys are not loaded on this server: argosy tmux load binds them")]
    }
    for table in KeyHelp.all {
      lines += [Line("", ""), Line("", table.title)]
      lines += table.entries.map { Line($0.keys.map(look.key).joined(separator: " "), $0.what) }
    }
    let limits = VersionLimits.lines(version)
    if !limits.isEmpty {
      lines += [Line("", ""), Line("", "What tmux \(version) cannot do")]
      lines += limits.map { Line("–", $0) }
    }
    self.lines = lines
  }

  private static func title(_ table: String, _ prefix: String) -> String {
    switch table {
    case "prefix": "After \(prefix)"
    case "root": "Without any prefix"
    default: "After argosy's key"
    }
  }

  /// The keys whose note is ours: `G    Argosy: menu`.
  static func keys(in text: String) -> [Line] {
    text.split(separator: "\n").compactMap { line in
      guard let mark = line.firstRange(of: "Argosy: ") else { return nil }
      let key = line[..<mark.lowerBound].split(separator: " ").last.map(String.init) ?? ""
      guard !key.isEmpty, key != "Any" else { return nil }
      return Line(PlainText.line(key, limit: 20), PlainText.line(String(line[mark.upperBound...]), limit: 100))
    }
  }

  /// The rows' digits as one line.
  private static func gathered(_ keys: [Line]) -> [Line] {
    let rows = keys.filter { Int($0.key) != nil && $0.text == "go to row \($0.key)" }
    guard let first = rows.first, let last = rows.last, rows.count > 2 else { return keys }
    return keys.compactMap { line in
      guard rows.contains(line) else { return line }
      return line == first ? Line("\(first.key) … \(last.key)", "go to that row") : nil
    }
  }

  /// Returns false for a key that closes it.
  mutating func take(_ key: Key, columns: Int = 80, rows: Int) -> Bool {
    guard let step = BoardView.move(key, page: max(1, rows - 2)) ?? (key == .plain(" ") ? max(1, rows - 2) : nil) else {
      return false
    }
    top = min(max(0, top + step), max(0, drawn(columns).count - (rows - 1)))
    return true
  }

  /// The lines as rows: a text that is longer than its row goes on below itself.
  private func drawn(_ columns: Int) -> [StyledText] {
    // A key that would stand in the way of all texts has its own text further right.
    let edge = min(15, max(5, columns / 3))
    return lines.flatMap { line -> [StyledText] in
      guard !line.key.isEmpty else {
        return StyledText(line.text, Look.bold).wrapped(to: max(8, columns - 2)).map { StyledText(" ") + $0 }
      }
      let isListed = line.key == "–"
      let key = StyledText("   ") + StyledText(line.key, Look.key).cut(to: max(1, columns * 2 / 3))
      let start = isListed ? 5 : max(edge, key.width + 1)
      let texts = StyledText(line.text).wrapped(to: max(8, columns - start - 1))
      return texts.enumerated().map { index, text in
        (index == 0 ? key.fitted(to: start) : StyledText(String(repeating: " ", count: start))) + text
      }
    }
  }

  func frame(columns: Int, rows: Int) -> Frame {
    var frame = Frame(columns: columns, rows: rows)
    let room = max(0, rows - 1)
    let drawn = drawn(columns)
    let first = min(top, max(0, drawn.count - room))
    for (index, text) in drawn.dropFirst(first).prefix(room).enumerated() { frame.put(text, row: index) }
    var hints = [("any key", "close")]
    if drawn.count > room { hints.insert(("PgUp PgDn", "more"), at: 0) }
    frame.put(look.hints(hints, columns: columns - 2), row: rows - 1, column: 1)
    return look.shown(frame)
  }
}
