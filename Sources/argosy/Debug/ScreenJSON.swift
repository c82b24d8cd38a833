import Terminal

/// Everything that tmux tells about a pane, as JSON bytes under tmux's names. Written by hand because a screen may hold
/// bytes that are no Unicode, which a JSON encoder of strings cannot carry.
enum ScreenJSON {
  static func dump(_ terminal: borrowing Terminal, offset: Int) -> [UInt8] {
    var screen: [PrintedLine] = []
    for row in 0..<terminal.rows { screen.append(terminal.printedLine(row)) }
    var history: [PrintedLine] = []
    for back in (0..<terminal.keptHistory).reversed() { history.append(terminal.printedLine(-1 - back)) }
    var members: [[UInt8]] = [
      member("offset", number(offset)),
      member("raw_tabs", terminal.tmux >= .v3_6 ? Array("true".utf8) : Array("false".utf8)),
      member("grid", list(screen.map { string($0.bytes) })),
      member("cells", list(screen.map(cells))),
      member("wrapped", list(screen.map { flag($0.isWrapped) })),
    ]
    // Without its lines the history is better left out than told wrongly.
    if history.count == terminal.historySize {
      members.append(member("history", list(history.map { string($0.bytes) })))
      members.append(member("history_cells", list(history.map(cells))))
      members.append(member("history_wrapped", list(history.map { flag($0.isWrapped) })))
    }
    members.append(member("state", state(terminal)))
    return object(members)
  }

  private static func state(_ terminal: borrowing Terminal) -> [UInt8] {
    let modes = terminal.modes
    var members: [[UInt8]] = [
      member("pane_width", number(terminal.columns)), member("pane_height", number(terminal.rows)),
      member("cursor_x", number(terminal.cursor.column)), member("cursor_y", number(terminal.cursor.row)),
      member("scroll_region_upper", number(terminal.scrollRegion.lowerBound)),
      member("scroll_region_lower", number(terminal.scrollRegion.upperBound)),
      member("alternate_on", number(terminal.isAlternate ? 1 : 0)),
      member("history_size", number(terminal.historySize)),
      member("mouse_any_flag", number(modes.isDisjoint(with: .anyMouse) ? 0 : 1)),
      member("pane_tabs", string(Array(terminal.tabStopColumns.map(String.init).joined(separator: ",").utf8))),
      // tmux shows the name of the host where no title was set, which is not the screen's to know.
      member("pane_title", terminal.hasTitle ? string(Array(terminal.title.utf8)) : Array("null".utf8)),
    ]
    for (name, mode) in flags { members.append(member(name, number(modes.contains(mode) ? 1 : 0))) }
    return object(members)
  }

  private static let flags: [(String, Modes)] = [
    ("cursor_flag", .cursorVisible), ("insert_flag", .insert), ("wrap_flag", .wrap), ("origin_flag", .origin),
    ("keypad_flag", .keypad), ("keypad_cursor_flag", .cursorKeys), ("mouse_standard_flag", .mouseStandard),
    ("mouse_button_flag", .mouseButton), ("mouse_all_flag", .mouseAll), ("mouse_sgr_flag", .mouseSGR),
    ("mouse_utf8_flag", .mouseUTF8), ("bracket_paste_flag", .bracketedPaste),
  ]

  // MARK: Cells

  /// `[character, attributes, foreground, background, underline]` for each code point, trailing default blanks left
  /// out.
  private static func cells(_ line: PrintedLine) -> [UInt8] {
    var entries: [[UInt8]] = []
    var kept = 0
    for cell in line.cells {
      let tail = Array(",".utf8) + style(cell.style) + Array("]".utf8)
      for character in characters(cell.bytes) { entries.append(Array("[".utf8) + string(character) + tail) }
      if cell.bytes != [0x20] || cell.style != .default { kept = entries.count }
    }
    return list(Array(entries.prefix(kept)))
  }

  /// The code points; a byte that belongs to none stands alone.
  private static func characters(_ bytes: [UInt8]) -> [[UInt8]] {
    var out: [[UInt8]] = []
    var at = 0
    while at < bytes.count {
      let longest = min(4, bytes.count - at)
      let length = (1...longest).first { length in
        String(validating: bytes[at..<at + length], as: UTF8.self).map { $0.unicodeScalars.count == 1 } ?? false
      }
      out.append(Array(bytes[at..<at + (length ?? 1)]))
      at += length ?? 1
    }
    return out
  }

  private static func style(_ style: Style) -> [UInt8] {
    let letters = letters.filter { style.attributes.contains($0.0) }.map(\.1).joined()
    let colors = [style.foreground, style.background, style.underline].map { String(number($0)) }
    return Array("\"\(letters)\",\(colors.joined(separator: ","))".utf8)
  }

  /// -1 default, 0–7 and 90–97 the named ones, from 256 on the palette, from 0x1000000 on RGB.
  private static func number(_ color: Color) -> Int {
    switch color {
    case .default: -1
    case .palette(let number): number < 8 ? Int(number) : Int(number) + 82
    case .indexed(let number): 256 + Int(number)
    case .rgb(let red, let green, let blue): 0x100_0000 | Int(red) << 16 | Int(green) << 8 | Int(blue)
    }
  }

  /// In the order of their letters.
  private static let letters: [(Attributes, String)] = [
    (.doubleUnderline, "2"), (.curlyUnderline, "3"), (.dottedUnderline, "4"), (.dashedUnderline, "5"), (.bold, "b"),
    (.lineDrawing, "c"), (.dim, "d"), (.hidden, "h"), (.italics, "i"), (.blink, "k"), (.overline, "o"),
    (.reverse, "r"), (.strikethrough, "s"), (.underline, "u"),
  ]

  // MARK: JSON

  private static func number(_ value: Int) -> [UInt8] { Array(String(value).utf8) }
  private static func flag(_ value: Bool) -> [UInt8] { Array((value ? "true" : "false").utf8) }
  private static func member(_ name: String, _ value: [UInt8]) -> [UInt8] { Array("\"\(name)\":".utf8) + value }
  private static func list(_ values: [[UInt8]]) -> [UInt8] { [0x5B] + values.joined(separator: [0x2C]) + [0x5D] }
  private static func object(_ members: [[UInt8]]) -> [UInt8] { [0x7B] + members.joined(separator: [0x2C]) + [0x7D] }

  private static func string(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = [0x22]
    for byte in bytes {
      switch byte {
      case 0x22, 0x5C: out += [0x5C, byte]
      case 0x00..<0x20:
        let hex = Array("0123456789abcdef".utf8)
        out += Array("\\u00".utf8) + [hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      default: out.append(byte)
      }
    }
    return out + [0x22]
  }
}
