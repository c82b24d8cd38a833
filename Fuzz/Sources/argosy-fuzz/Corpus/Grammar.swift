import Wire

/// Streams as programs and tmux write them.
enum Grammar {
  /// A pane's output.
  static func output(_ length: Int, _ choices: inout Choices) -> [UInt8] {
    var out: [UInt8] = []
    while out.count < length { out += piece(&choices) }
    return out
  }

  /// What `tmux -C` writes, for a few panes.
  static func controlStream(_ length: Int, _ choices: inout Choices) -> [UInt8] {
    var out: [UInt8] = []
    while out.count < length {
      let pane = PaneID(number: UInt32(choices.below(3)))
      out += ControlPacking.pack(output(1 + choices.below(300), &choices), of: pane, Choices(seed: choices.next()))
    }
    return out
  }

  private static func piece(_ choices: inout Choices) -> [UInt8] {
    switch choices.below(12) {
    case 0...3: Array(words[choices.below(words.count)].utf8)
    case 4...6: controlSequence(&choices)
    case 7: graphicRendition(&choices)
    case 8: string(&choices)
    case 9: Array(characters[choices.below(characters.count)].utf8)
    case 10: Array(("\u{1B}" + escapes[choices.below(escapes.count)]).utf8)
    default: [UInt8(choices.below(256))]
    }
  }

  private static func number(_ choices: inout Choices) -> String {
    ["", "0", "1", "2", "3", "5", "9", "24", "80", "999", "2147483648"][choices.below(11)]
  }

  private static func controlSequence(_ choices: inout Choices) -> [UInt8] {
    if choices.oneIn(4) {
      let mode = ["1", "3", "6", "7", "25", "47", "1000", "1002", "1003", "1006", "1047", "1049", "2004", "2026", "4"]
      let mark = choices.oneIn(8) ? "" : "?"
      return Array("\u{1B}[\(mark)\(mode[choices.below(mode.count)])\(choices.oneIn(2) ? "h" : "l")".utf8)
    }
    let numbers = (0..<choices.below(4)).map { _ in number(&choices) }.joined(separator: ";")
    let finals = Array("@ABCDEFGHJKLMPSTXZ`bcdfgnrstu")
    return Array("\u{1B}[\(numbers)\(finals[choices.below(finals.count)])".utf8)
  }

  private static func graphicRendition(_ choices: inout Choices) -> [UInt8] {
    let number = choices.below(256)
    let parts = [
      "", "0", "1", "2", "3", "4", "5", "7", "8", "9", "22", "24", "27", "39", "49", "53", "59", "4:3", "4:5",
      "\(30 + number % 18)", "\(90 + number % 18)", "38;5;\(number)", "48;2;1;\(number);3", "58:2::\(number):2:3",
      "38:5:\(number)",
    ]
    let chosen = (0...choices.below(3)).map { _ in parts[choices.below(parts.count)] }
    return Array("\u{1B}[\(chosen.joined(separator: ";"))m".utf8)
  }

  private static func string(_ choices: inout Choices) -> [UInt8] {
    let begins = ["]2;", "]0;", "]7;file://", "]8;;http://", "]9;4;1;", "]133;", "]52;c;", "P$q", "_", "k", "^", "X"]
    let ends = ["\u{7}", "\u{1B}\\", "\u{18}", "\u{1B}\\", "\u{7}"]
    let body = words[choices.below(words.count)]
    return Array("\u{1B}\(begins[choices.below(begins.count)])\(body)\(ends[choices.below(ends.count)])".utf8)
  }

  private static let words = [
    "hello ", "a", "The quick brown fox jumps over the lazy dog", "\r\n", "\n", "\r", "\t", "\u{8}", "\u{E}qqxx\u{F}",
    "one two three\r\n", "  ", "0123456789",
  ]
  private static let characters = [
    "漢字", "한국", "é", "e\u{301}", "👍", "👍🏽", "👩\u{200D}👩", "❤\u{FE0F}", "🇩🇪", "─│┌", "\u{A0}", "ᄒ\u{1161}",
    "\u{200B}", "\u{FFFD}",
  ]
  private static let escapes = [
    "7", "8", "D", "E", "H", "M", "=", ">", "c", "\\", "#8", "(0", "(B", ")0", ")B", "[r", "[2;3r", "[m", "[3g",
    "[22;0t", "[23;0t", "[?1049h", "[?1049l",
  ]
}
