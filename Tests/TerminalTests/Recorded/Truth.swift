import Foundation
@testable import Terminal

/// What tmux told of a pane: text, cells, cursor, flags, title, wrapped rows, history.
struct Truth {
  private let stage: [String: Any]

  /// The offset into the stream at which tmux was asked.
  var offset: Int? { stage["offset"] as? Int }

  static func stages(_ json: Data) throws -> [Truth] {
    let stages =
      try (try? JSONSerialization.jsonObject(with: json))
      ?? JSONSerialization.jsonObject(with: Data(withoutLoneSurrogates([UInt8](json))))
    return (stages as? [[String: Any]] ?? []).map { Truth(stage: $0) }
  }

  /// Bytes that are no UTF-8 stand in the truth as the surrogates DC80–DCFF, which no string can hold: they are read as
  /// U+F780–F7FF of the private use area, here and in what is compared with them.
  private static func withoutLoneSurrogates(_ json: [UInt8]) -> [UInt8] {
    var out = json
    var at = 0
    while at + 5 < out.count {
      guard out[at] == 0x5C else {
        at += 1
        continue
      }
      guard out[at + 1] == UInt8(ascii: "u") else {
        at += 2
        continue
      }
      let high = String(decoding: out[at + 2..<at + 4], as: UTF8.self).lowercased()
      if ["d8", "d9", "da", "db"].contains(high) {
        at += 12
      } else {
        if high == "dc" { out.replaceSubrange(at + 2..<at + 4, with: Array("f7".utf8)) }
        at += 6
      }
    }
    return out
  }

  /// The first thing in which a terminal differs; nil when it is equal in everything.
  func difference(from terminal: Terminal) -> String? {
    let screen = (0..<terminal.rows).map { terminal.printedLine($0) }
    let history = (0..<terminal.keptHistory).reversed().map { terminal.printedLine(-1 - $0) }
    return linesDifference("row", "grid", "cells", screen)
      ?? linesDifference("history line", "history", "history_cells", history)
      ?? wrapDifference(history, screen)
      ?? stateDifference(terminal)
  }

  private func linesDifference(_ what: String, _ text: String, _ style: String, _ found: [PrintedLine]) -> String? {
    let lines = stage[text] as? [String] ?? []
    let cells = stage[style] as? [[[Any]]] ?? []
    if lines.count != found.count { return "\(lines.count) \(text) lines, not \(found.count)" }
    for (number, line) in found.enumerated() {
      // As in a capture with -N: blanks at the end count.
      let text = line.bytes.isEmpty ? "" : Self.characters(line.bytes).joined()
      if lines[number] != text { return "\(what) \(number): \(lines[number]) / \(text)" }
      let expected = trimmed(number < cells.count ? cells[number].map(entry) : [])
      if expected != trimmed(entries(line)) { return "cells of \(what) \(number)" }
    }
    return nil
  }

  /// tmux shows wrapped rows only by joining them, which says nothing of some rows; ours are looked at the same way.
  private func wrapDifference(_ history: [PrintedLine], _ screen: [PrintedLine]) -> String? {
    var joined: [[UInt8]] = []
    var current: [UInt8] = []
    let lines = history + screen
    for line in lines {
      current += line.bytes
      if line.isWrapped { continue }
      joined.append(current)
      current = []
    }
    if lines.last?.isWrapped == true { joined.append(current) }
    let flags = WrapFlags.between(lines.map(\.bytes), and: joined)
    let expected = (stage["history_wrapped"] as? [Bool] ?? []) + (stage["wrapped"] as? [Bool] ?? [])
    if expected == flags { return nil }
    let rows = { (flags: [Bool]) in flags.indices.filter { flags[$0] }.map { $0 - history.count } }
    return "wrapped rows \(rows(expected)) / \(rows(flags))"
  }

  private func stateDifference(_ terminal: Terminal) -> String? {
    let state = stage["state"] as? [String: Any] ?? [:]
    func number(_ key: String) -> Int { (state[key] as? NSNumber)?.intValue ?? -1 }
    func text(_ key: String) -> String { (state[key] as? String) ?? (state[key] as? NSNumber)?.stringValue ?? "" }
    let values: [(String, Int)] = [
      ("cursor_x", terminal.cursor.column), ("cursor_y", terminal.cursor.row),
      ("scroll_region_upper", terminal.scrollRegion.lowerBound),
      ("scroll_region_lower", terminal.scrollRegion.upperBound),
      ("alternate_on", terminal.isAlternate ? 1 : 0), ("history_size", terminal.historySize),
    ]
    for (key, value) in values where number(key) != value { return "\(key): \(number(key)) / \(value)" }
    let flags: [(String, Modes)] = [
      ("cursor_flag", .cursorVisible), ("insert_flag", .insert), ("wrap_flag", .wrap), ("origin_flag", .origin),
      ("keypad_flag", .keypad), ("keypad_cursor_flag", .cursorKeys), ("mouse_standard_flag", .mouseStandard),
      ("mouse_button_flag", .mouseButton), ("mouse_all_flag", .mouseAll), ("mouse_sgr_flag", .mouseSGR),
      ("mouse_utf8_flag", .mouseUTF8),
    ]
    for (key, mode) in flags where (number(key) == 1) != terminal.modes.contains(mode) { return key }
    let tabs = terminal.tabStopColumns.map(String.init).joined(separator: ",")
    if text("pane_tabs") != tabs { return "tab stops \(text("pane_tabs")) / \(tabs)" }
    if terminal.hasTitle, text("pane_title") != terminal.title {
      return "title \(text("pane_title")) / \(terminal.title)"
    }
    return nil
  }

  // MARK: Cells

  private func entry(_ entry: [Any]) -> String {
    entry.map { ($0 as? String) ?? ($0 as? NSNumber)?.stringValue ?? "?" }.joined(separator: "|")
  }

  private func entries(_ line: PrintedLine) -> [String] {
    line.cells.flatMap { cell in
      let letters = Self.letters.filter { cell.style.attributes.contains($0.0) }.map(\.1).joined()
      let colors = [cell.style.foreground, cell.style.background, cell.style.underline].map { "\(number($0))" }
      return Self.characters(cell.bytes).map { ([$0, letters] + colors).joined(separator: "|") }
    }
  }

  private func trimmed(_ cells: [String]) -> [String] {
    var cells = cells
    while cells.last == " ||-1|-1|-1" { cells.removeLast() }
    return cells
  }

  /// A string for each code point, and for each byte that belongs to none.
  private static func characters(_ bytes: [UInt8]) -> [String] {
    if let text = String(validating: bytes, as: UTF8.self) { return text.unicodeScalars.map { String($0) } }
    var out: [String] = []
    var at = 0
    while at < bytes.count {
      let lengths = 1...min(4, bytes.count - at)
      let text = lengths.lazy.compactMap { String(validating: bytes[at..<at + $0], as: UTF8.self) }.first
      let stray = UnicodeScalar(0xF700 + UInt32(bytes[at])).map { String($0) }
      out.append(text ?? stray ?? "?")
      at += max(text?.utf8.count ?? 1, 1)
    }
    return out
  }

  private func number(_ color: Color) -> Int {
    switch color {
    case .default: -1
    case .palette(let number): number < 8 ? Int(number) : Int(number) + 82
    case .indexed(let number): 256 + Int(number)
    case .rgb(let red, let green, let blue): 0x100_0000 | Int(red) << 16 | Int(green) << 8 | Int(blue)
    }
  }

  private static let letters: [(Attributes, String)] = [
    (.doubleUnderline, "2"), (.curlyUnderline, "3"), (.dottedUnderline, "4"), (.dashedUnderline, "5"), (.bold, "b"),
    (.lineDrawing, "c"), (.dim, "d"), (.hidden, "h"), (.italics, "i"), (.blink, "k"), (.overline, "o"),
    (.reverse, "r"), (.strikethrough, "s"), (.underline, "u"),
  ]
}
