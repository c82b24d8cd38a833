import Foundation
import Terminal
import Testing

/// Streams of real programs and of rules, with what tmux 3.3a itself held after them. They lie beside the
/// repository and are skipped where they are absent.
enum Recordings {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "../shared/corpus/terminal").standardizedFileURL

  static var isPresent: Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: "index.json").path)
  }

  struct Stream: Decodable {
    var name: String
    var file: String
    var w: Int
    var h: Int
    var bytes: Int
    var history: Int?
  }

  /// All truths of a version, unpacked by one process: a line each, in the order of `names`.
  static func truths(_ version: String, _ names: [String]) throws -> [Substring.UTF8View.SubSequence] {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.currentDirectoryURL = folder.appending(path: "truth/\(version)")
    process.arguments = ["-c", "for f in \"$@\"; do gzip -dc \"$f\"; echo; done", "sh"] + names
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    return Substring(text).utf8.split(separator: 0x0A)
  }
}

@Suite("Recorded streams", .enabled(if: Recordings.isPresent))
struct RecordedStreamTests {
  /// Streams whose screen is known to differ, and why. An entry that becomes equal fails the test.
  /// `utf8-invalid` holds F4 90 80 80, which glibc decodes and tmux from 3.4 on keeps; a Swift string cannot,
  /// nor can the recorded truth be read as JSON there.
  static let knownDifferences: [String: Set<String>] = [
    "3.3a": [], "3.5a": ["traps/utf8-invalid"], "3.7c": ["traps/utf8-invalid"],
  ]

  @Test("every recorded stream gives the screen of tmux", arguments: ["3.3a", "3.5a", "3.7c"])
  func equal(version: String) throws {
    let tmux = try #require(TmuxVersion(version))
    let knownDifferences = Self.knownDifferences[version] ?? []
    let index = try Data(contentsOf: Recordings.folder.appending(path: "index.json"))
    let streams = try JSONDecoder().decode([Recordings.Stream].self, from: index)
    let names = streams.map { $0.name.replacingOccurrences(of: "/", with: "__") + ".json.gz" }
    let truths = try Recordings.truths(version, names)
    try #require(truths.count == streams.count)
    for (stream, line) in zip(streams, truths) {
      // What is no Unicode cannot be read from the truth either.
      guard let stages = try? JSONSerialization.jsonObject(with: Data(line)) as? [[String: Any]] else {
        #expect(knownDifferences.contains(stream.name), "\(stream.name): truth unreadable")
        continue
      }
      let bytes = [UInt8](try Data(contentsOf: Recordings.folder.appending(path: stream.file)))
      var terminal = Terminal(columns: stream.w, rows: stream.h, tmux: tmux, historyLimit: stream.history ?? 2000)
      var at = 0
      var difference: String?
      for stage in stages {
        let end = min(max(stage["offset"] as? Int ?? bytes.count, at), bytes.count)
        terminal.feed(Array(bytes[at..<end]))
        at = end
        difference = difference ?? Truth(stage).difference(from: terminal).map { "at byte \(end): \($0)" }
      }
      if knownDifferences.contains(stream.name) {
        #expect(difference != nil, "\(stream.name) is equal now: take it off the list")
      } else {
        #expect(difference == nil, "\(stream.name)")
      }
    }
  }
}

/// What tmux held: text, cells, cursor, flags, title, size of the history.
struct Truth {
  private let stage: [String: Any]
  init(_ stage: [String: Any]) { self.stage = stage }

  func difference(from terminal: Terminal) -> String? {
    let lines = stage["grid"] as? [String] ?? []
    let cells = stage["cells"] as? [[[Any]]] ?? []
    for row in 0..<terminal.rows {
      let line = row < lines.count ? lines[row] : ""
      if trim(line) != trim(text(terminal, row)) { return "row \(row): \(line) / \(text(terminal, row))" }
      let expected = trim(row < cells.count ? cells[row].map(cell) : [])
      let found = trim(self.cells(terminal, row))
      if expected != found { return "cells of row \(row)" }
    }
    return stateDifference(terminal)
  }

  private func stateDifference(_ terminal: Terminal) -> String? {
    let state = stage["state"] as? [String: Any] ?? [:]
    func number(_ key: String) -> Int { (state[key] as? NSNumber)?.intValue ?? -1 }
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
    let tabs = (state["pane_tabs"] as? String) ?? (state["pane_tabs"] as? NSNumber)?.stringValue ?? ""
    if tabs != terminal.tabStopColumns.map(String.init).joined(separator: ",") { return "tab stops \(tabs)" }
    if terminal.hasTitle {
      let title = (state["pane_title"] as? String) ?? (state["pane_title"] as? NSNumber)?.stringValue ?? ""
      if title != terminal.title { return "title \(title) / \(terminal.title)" }
    }
    return nil
  }

  private func trim(_ text: String) -> [Unicode.Scalar] {
    var scalars = Array(text.unicodeScalars)
    while scalars.last == " " { scalars.removeLast() }
    return scalars
  }

  private func trim(_ cells: [String]) -> [String] {
    var cells = cells
    while cells.last == " ||-1|-1|-1" { cells.removeLast() }
    return cells
  }

  /// A tab cell of tmux 3.6 prints as one tab; readers of a `Terminal` get spaces.
  private func text(_ terminal: Terminal, _ row: Int) -> String {
    if !(0..<terminal.columns).contains(where: { terminal.isTab(row: row, column: $0) }) {
      return terminal.text(row: row, trimmed: false)
    }
    return (0..<terminal.usedColumns(row: row)).map { printed(terminal, row, $0) }.joined()
  }

  private func printed(_ terminal: Terminal, _ row: Int, _ column: Int) -> String {
    terminal.isTab(row: row, column: column) ? "\t" : terminal.cell(row: row, column: column).text
  }

  private func cell(_ entry: [Any]) -> String {
    entry.map { ($0 as? String) ?? ($0 as? NSNumber)?.stringValue ?? "?" }.joined(separator: "|")
  }

  private func cells(_ terminal: Terminal, _ row: Int) -> [String] {
    var out: [String] = []
    for column in 0..<terminal.usedColumns(row: row) {
      let cell = terminal.cell(row: row, column: column)
      let letters = Self.letters.filter { cell.style.attributes.contains($0.0) }.map(\.1).joined()
      let colors = [cell.style.foreground, cell.style.background, cell.style.underline].map { "\(number($0))" }
      for scalar in printed(terminal, row, column).unicodeScalars {
        out.append(([String(scalar), letters] + colors).joined(separator: "|"))
      }
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
