import Terminal

/// What tmux told about a pane, as it told it.
struct TmuxPane {
  /// The title of a pane whose program set none.
  let firstTitle: String
  var title = ""
  var flags: [String: Int] = [:]
  /// Columns, with commas between.
  var tabStops = ""
  /// With attributes and trailing blanks.
  var rows: [[UInt8]] = []
  /// Rows that continue are one line here.
  var joinedRows: [[UInt8]] = []
  /// The normal screen behind the alternate one.
  var savedRows: [[UInt8]] = []

  static let flagNames =
    [
      "cursor_x", "cursor_y", "scroll_region_upper", "scroll_region_lower", "alternate_on", "history_size",
      "pane_width", "pane_height",
    ] + modeNames.map(\.0)

  static let modeNames: [(String, Modes)] = [
    ("cursor_flag", .cursorVisible), ("insert_flag", .insert), ("wrap_flag", .wrap), ("origin_flag", .origin),
    ("keypad_flag", .keypad), ("keypad_cursor_flag", .cursorKeys), ("mouse_standard_flag", .mouseStandard),
    ("mouse_button_flag", .mouseButton), ("mouse_all_flag", .mouseAll), ("mouse_sgr_flag", .mouseSGR),
    ("mouse_utf8_flag", .mouseUTF8), ("mouse_any_flag", .anyMouse),
  ]

  /// The first thing that is not the same in the model; nil when all is.
  func difference(from terminal: Terminal) -> String? {
    flagDifference(terminal) ?? rowDifference(rows, terminal, "row") ?? wrapDifference(terminal)
      ?? savedDifference(terminal)
  }

  private func flagDifference(_ terminal: Terminal) -> String? {
    let numbers = [
      ("pane_width", terminal.columns), ("pane_height", terminal.rows),
      ("cursor_x", terminal.cursor.column), ("cursor_y", terminal.cursor.row),
      ("scroll_region_upper", terminal.scrollRegion.lowerBound),
      ("scroll_region_lower", terminal.scrollRegion.upperBound),
      ("alternate_on", terminal.isAlternate ? 1 : 0), ("history_size", terminal.historySize),
    ]
    let modes = Self.modeNames.map { ($0.0, terminal.modes.isDisjoint(with: $0.1) ? 0 : 1) }
    for (name, value) in numbers + modes where flags[name] != value {
      return "\(name): tmux \(flags[name] ?? -1), model \(value)"
    }
    let stops = terminal.tabStopColumns.map(String.init).joined(separator: ",")
    if stops != tabStops { return "tab stops: tmux \(tabStops), model \(stops)" }
    let expected = terminal.hasTitle ? terminal.title : firstTitle
    return title == expected ? nil : "title: tmux \(title), model \(expected)"
  }

  private func rowDifference(_ rows: [[UInt8]], _ terminal: Terminal, _ what: String) -> String? {
    var reader = CapturedRows()
    for row in 0..<terminal.rows {
      let held = reader.read(row < rows.count ? rows[row] : [])
      let shown = terminal.printed(row: row)
      guard held != shown else { continue }
      let at = zip(held, shown).prefix { $0 == $1 }.count
      let (left, right) = (held.dropFirst(at).first, shown.dropFirst(at).first)
      return "\(what) \(row), character \(at) of \(held.count): tmux \(text(left)), model \(text(right))"
    }
    return nil
  }

  private func text(_ printed: Printed?) -> String { printed.map { "\($0)" } ?? "nothing" }

  /// Rows that continue, as far as joining tells: behind the last row nothing can be seen.
  private func wrapDifference(_ terminal: Terminal) -> String? {
    var lines: [String] = []
    var isContinued = false
    for row in 0..<terminal.rows {
      let scalars = terminal.printed(row: row).map(\.scalar)
      let text = String(String.UnicodeScalarView(scalars))
      if isContinued { lines[lines.count - 1] += text } else { lines.append(text) }
      isContinued = terminal.isWrapped(row: row)
    }
    var joined = joinedRows.map { String(decoding: $0, as: UTF8.self) }
    while joined.last == "" { joined.removeLast() }
    while lines.last == "" { lines.removeLast() }
    return joined == lines ? nil : "joined rows: tmux \(joined), model \(lines)"
  }

  /// The model's normal screen is looked at by leaving the alternate one, out of whatever state the stream ended in.
  private func savedDifference(_ terminal: Terminal) -> String? {
    guard terminal.isAlternate else { return nil }
    var terminal = terminal
    terminal.feed(bytes("␛\\\u{18}␛[?47l"))
    if terminal.isAlternate { return "the alternate screen cannot be left" }
    return rowDifference(savedRows, terminal, "saved row")
  }
}

extension Terminal {
  /// A row as tmux prints it.
  fileprivate func printed(row: Int) -> [Printed] {
    (0..<usedColumns(row: row)).flatMap { column in
      let cell = cell(row: row, column: column)
      let text = isTab(row: row, column: column) ? "\t" : cell.text
      return text.unicodeScalars.map { Printed(scalar: $0, style: cell.style) }
    }
  }
}
