import ArgumentParser
import Foundation
import Terminal

struct DebugScreen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screen", abstract: "A raw byte stream to rows, cursor, title and modes.",
    discussion: """
      With --jobs any program can compare argosy's screen with another terminal's: each line of standard input is \
      {"file":…,"w":80,"h":24,"history":2000,"stops":[…]} and is answered by one line, a list of dumps, one for each \
      stop (an offset into the file) and one for the end. A dump holds grid, cells, wrapped, history and state under \
      tmux's names. "resizes":[[offset,columns,rows],…] may be added to a job.
      """)

  @Argument(help: ArgumentHelp("The file to read; - reads standard input.", valueName: "file"))
  var file: String?

  @Flag(help: "Read jobs from standard input, answer each with a line of JSON.")
  var jobs = false

  @Option(help: ArgumentHelp("The screen's size.", valueName: "COLUMNSxROWS"))
  var size = ScreenSize(columns: 80, rows: 24)

  @Option(name: .customLong("tmux-version"), help: "Behave as this tmux: 3.3a, 3.5a, 3.7c, …")
  var tmuxVersion = "3.3a"

  @Option(help: "Whom that tmux asks for widths: \(WidthLibrary.allCases.map(\.rawValue).joined(separator: " or ")).")
  var widths = WidthLibrary.glibc.rawValue

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    guard let version = TmuxVersion(tmuxVersion) else { throw Complaint("\(tmuxVersion) is not a version of tmux") }
    guard let widths = WidthLibrary(rawValue: widths) else { throw Complaint("--widths is glibc or utf8proc") }
    if jobs { return try answerJobs(version, widths) }
    guard let file else { throw ValidationError("a file is needed, or --jobs") }
    var terminal = Terminal(columns: size.columns, rows: size.rows, tmux: version, widths: widths)
    terminal.feed(try InputFile.bytes(path: file))
    let dump = ScreenDump(terminal)
    if json {
      print(try JSONText.pretty(dump))
    } else {
      for row in dump.rows { print(row) }
      print("cursor \(dump.cursor.column),\(dump.cursor.row)\(dump.cursor.visible ? "" : " hidden")")
      print("title  \(dump.title)")
      print("modes  \(dump.modes.joined(separator: " "))")
    }
  }
}

extension DebugScreen {
  /// Answers line by line until the input ends. A job that cannot be done ends the program: an answer left out would
  /// shift all later ones.
  func answerJobs(_ version: TmuxVersion, _ widths: WidthLibrary) throws {
    guard file == nil else { throw ValidationError("--jobs reads standard input; leave out \(file ?? "")") }
    while let line = readLine() {
      if line.allSatisfy(\.isWhitespace) { continue }
      do {
        let answer = try ScreenJob(json: line).answer(tmux: version, widths: widths)
        try FileHandle.standardOutput.write(contentsOf: Data(answer + [0x0A]))
      } catch let error as ScreenJobError {
        throw Complaint(error.reason)
      }
    }
  }
}

/// A screen, printed.
struct ScreenDump: Encodable {
  struct Cursor: Encodable {
    let column: Int
    let row: Int
    let visible: Bool
  }

  let columns: Int
  let rows: [String]
  let cursor: Cursor
  let title: String
  let alternate: Bool
  let modes: [String]

  private static let names: [(mode: Modes, name: String)] = [
    (.cursorVisible, "cursor-visible"), (.wrap, "wrap"), (.insert, "insert"), (.origin, "origin"),
    (.keypad, "keypad"), (.cursorKeys, "cursor-keys"), (.mouseStandard, "mouse-standard"),
    (.mouseButton, "mouse-button"), (.mouseAll, "mouse-all"), (.mouseUTF8, "mouse-utf8"), (.mouseSGR, "mouse-sgr"),
    (.focusEvents, "focus-events"), (.bracketedPaste, "bracketed-paste"),
    (.synchronizedUpdate, "synchronized-update"),
  ]

  init(_ terminal: borrowing Terminal) {
    columns = terminal.columns
    var rows: [String] = []
    for row in 0..<terminal.rows { rows.append(terminal.text(row: row)) }
    self.rows = rows
    cursor = Cursor(
      column: terminal.cursor.column, row: terminal.cursor.row, visible: terminal.cursor.isVisible)
    title = terminal.title
    alternate = terminal.isAlternate
    let held = terminal.modes
    modes = Self.names.filter { held.contains($0.mode) }.map(\.name)
  }
}
