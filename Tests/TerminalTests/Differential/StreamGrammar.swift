/// Makes terminal output of the kinds that programs write, and of some that none does.
struct StreamGrammar {
  let columns: Int
  let rows: Int
  var random: SeededGenerator

  mutating func stream() -> [UInt8] {
    let isWild = Bool.random(using: &random)
    var out: [UInt8] = []
    for _ in 0..<one(of: [15, 60, 200, 400]) { out += Array(piece(isWild).utf8) }
    if oneIn(3) { damage(&out) }
    removeJoiners(&out)
    return out.isEmpty ? [0x78] : out
  }

  // MARK: Pieces

  private mutating func piece(_ isWild: Bool) -> String {
    switch below(100) {
    case 0..<32: text()
    case 32..<41: characters()
    case 41..<50:
      one(of: ["\r\n", "\r\n", "\r", "\n", "\u{8}", "\t", "\t\t", "\u{B}", "\u{C}", "\u{1B}M", "\u{1B}D", "\u{1B}E"])
    case 50..<60: movement()
    case 60..<67: "\u{1B}[\(one(of: ["", "0", "1", "2", "1", "2", "3"]))\(one(of: ["J", "K"]))"
    case 67..<75: "\u{1B}[\(number(min(columns, rows)))\(one(of: ["@", "P", "X", "L", "M", "S", "T", "b"]))"
    case 75..<85: graphicRendition()
    case 85..<88: oneIn(3) ? "\u{1B}[r" : "\u{1B}[\(number(rows));\(number(rows))r"
    case 88..<90: one(of: ["\u{1B}7", "\u{1B}8", "\u{1B}[s", "\u{1B}[u"])
    case 90..<94: mode()
    case 94..<96:
      one(of: ["\u{1B}(0lqqk", "\u{1B}(0", "\u{1B}(B", "\u{1B})0", "\u{1B})B", "\u{E}", "\u{F}", "\u{E}xq\u{F}"])
    case 96..<97: one(of: ["\u{1B}H", "\u{1B}[g", "\u{1B}[3g", "\u{1B}[\(number(9))Z", "\u{1B}[2g"])
    default: isWild ? wild() : "word "
    }
  }

  private mutating func text() -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789 .,-")
    return String((0..<1 + below(one(of: [4, 12, columns + 9]))).map { _ in one(of: letters) })
  }

  private mutating func characters() -> String {
    let some = [
      "漢", "字", "한", "국", "日", "本", "😀", "👍", "é", "ß", "─", "│", "█", "→", "\u{A0}", "\u{E0B0}", "a", " ", "Ж",
      "e\u{301}", "漢\u{308}", "\u{20D7}", "o\u{323}\u{302}", "❤\u{FE0F}", "👍🏽", "🇩🇪", "\u{200B}", "\u{AD}", "ا",
      "ᄒ\u{1161}", "\u{FFFD}", "\u{3000}", "①", "\u{2028}", "\u{85}", "\u{FEFF}", "\u{E0001}", "\u{10FFFF}", "ก\u{E33}",
    ]
    return (0..<1 + below(8)).map { _ in one(of: some) }.joined()
  }

  private mutating func movement() -> String {
    if oneIn(2) { return "\u{1B}[\(number(rows));\(number(columns))\(one(of: ["H", "H", "f"]))" }
    return "\u{1B}[\(number(max(columns, rows)))\(one(of: ["A", "B", "C", "D", "E", "F", "G", "d", "`"]))"
  }

  private mutating func graphicRendition() -> String {
    let parts = (0..<below(4)).map { _ in attribute() }
    return "\u{1B}[\(parts.joined(separator: ";"))m"
  }

  private mutating func attribute() -> String {
    switch below(10) {
    case 0...3:
      one(of: [
        "0", "", "1", "2", "3", "4", "5", "6", "7", "8", "9", "21", "22", "23", "24", "25", "27", "28", "29", "39",
        "49", "53", "55", "59", "4:0", "4:1", "4:2", "4:3", "4:4", "4:5", "4:9", "38", "48;5", "38;2;1", "99",
      ])
    case 4, 5: "\(30 + below(20))"
    case 6: "\(90 + below(18))"
    case 7: "\(one(of: [38, 48, 58]));5;\(below(260))"
    case 8: "\(one(of: [38, 48, 58]));2;\(below(256));\(below(256));\(below(260))"
    default:
      one(of: ["38:5:\(below(260))", "48:2::1:\(below(256)):3", "58:2::9:\(below(256)):7", "58:2:4:5:6", "58:5:3"])
    }
  }

  private mutating func mode() -> String {
    let set = one(of: ["h", "l"])
    if oneIn(5) { return "\u{1B}[4\(set)" }
    if oneIn(8) { return one(of: ["\u{1B}=", "\u{1B}>", "\u{1B}[?1;7;25\(set)", "\u{1B}[34\(set)", "\u{1B}[2 q"]) }
    let number = one(of: [
      1, 3, 6, 7, 12, 25, 47, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1047, 1048, 1049, 2004, 2026, 9999, 6, 7,
      1049,
    ])
    return "\u{1B}[?\(number)\(set)"
  }

  private mutating func wild() -> String {
    let end = one(of: ["\u{7}", "\u{1B}\\", "\u{18}", "\u{1A}", ""])
    switch below(9) {
    case 0: return one(of: ["\u{1B}c", "\u{1B}#8", "\u{1B}[?3h", "\u{1B}#3", "\u{1B}[!p"])
    case 1:
      let words = ["title \(below(9))", "漢字", "", "#[fg=red]#(x)#{pid}", "\\ \"'", "\u{2028}", ";;"]
      return "\u{1B}]\(one(of: ["0", "2", "1", "02", ""]))\(one(of: [";", ";", ""]))\(one(of: words))\(end)"
    case 2:
      return "\u{1B}]\(one(of: ["4;1;?", "7;file:///", "8;;x:y", "10;?", "11;red", "52;c;?", "104", "133;A"]))\(end)"
    case 3: return "\u{1B}\(one(of: ["P", "_", "k", "^", "X", "P1$q", "Ptmux;\u{1B}", "P+q"]))some \(below(9))\(end)"
    case 4: return "\u{1B}[\(one(of: ["22;0", "23;0", "22;2", "23;2", "22", "14", "3;1;1", "8;9;9"]))t"
    case 5: return "\u{1B}[\(one(of: ["c", ">c", "=c", "5n", "6n", ">q", "?6n", "x", "0 @", "1;2;3;4$r", "?1$p"]))"
    default:
      let some: [UInt8] = [
        0x1B, 0x5B, 0x3F, 0x3B, 0x20, 0x24, 0x30, 0x31, 0x32, 0x6D, 0x48, 0x4A, 0x5D, 0x07, 0x18, 0x50, 0x5C, 0x5F,
        0x3A, 0x3E, 0x41, 0x68, 0x6C, 0x7F, 0x00, 0x05,
      ]
      return String(String.UnicodeScalarView((0..<1 + below(8)).map { _ in UnicodeScalar(one(of: some)) }))
    }
  }

  // MARK: Choices

  /// Near the limit, small, missing, or far out.
  private mutating func number(_ limit: Int) -> String {
    if oneIn(12) { return "1" + String(repeating: "0", count: 1 + below(11)) }
    return one(of: ["\(below(limit + 3))", "\(1 + below(max(1, limit / 4)))", "", "0", "1", "999"])
  }

  private mutating func one<Value>(of values: [Value]) -> Value {
    values[below(values.count)]
  }

  private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

  private mutating func oneIn(_ odds: Int) -> Bool { below(odds) == 0 }

  // MARK: Bytes

  private mutating func damage(_ bytes: inout [UInt8]) {
    for _ in 0..<1 + below(12) where !bytes.isEmpty {
      let at = below(bytes.count)
      if oneIn(2) {
        bytes[at] = UInt8(below(256))
      } else {
        bytes.removeSubrange(at..<min(at + 1 + below(3), bytes.count))
      }
    }
  }

  /// In tmux 3.3 a ZWJ waits for the next character only as long as one read of the pane lasts, and nobody sees from
  /// outside where a read ended.
  private func removeJoiners(_ bytes: inout [UInt8]) {
    var at = 0
    while at + 2 < bytes.count {
      if bytes[at] == 0xE2, bytes[at + 1] == 0x80, bytes[at + 2] == 0x8D {
        bytes.removeSubrange(at...at + 2)
        at = max(at - 2, 0)
      } else {
        at += 1
      }
    }
  }
}
