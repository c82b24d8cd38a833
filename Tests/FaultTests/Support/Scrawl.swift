/// Random output of a program: pieces that change all that a screen has.
struct Scrawl {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// A number below `bound`.
  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }

  private mutating func one(of texts: [String]) -> String { texts[below(texts.count)] }

  /// So many pieces.
  mutating func bytes(pieces: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<pieces { bytes += piece().utf8 }
    return bytes
  }

  private mutating func piece() -> String {
    switch below(16) {
    case 0...3: one(of: ["word ", "x", "漢字", "é😀", "e\u{301}", "a long line of text without an end "])
    case 4: one(of: ["\r\n", "\n", "\r", "\t", "\u{8}", "\u{1B}M"])
    case 5, 6: "\u{1B}[\(1 + below(12));\(1 + below(40))H"
    case 7: "\u{1B}[\(below(4))\(one(of: ["A", "B", "C", "D", "G", "d"]))"
    case 8: "\u{1B}[\(one(of: ["", "1", "2"]))\(one(of: ["J", "K"]))"
    case 9: "\u{1B}[\(1 + below(5))\(one(of: ["@", "P", "X", "L", "M", "S"]))"
    case 10, 11:
      one(of: [
        "\u{1B}[m", "\u{1B}[0;1;3\(below(8))m", "\u{1B}[48;5;\(below(256))m", "\u{1B}[38;2;1;2;\(below(256))m",
        "\u{1B}[0m", "\u{1B}[7;4m",
      ])
    case 12: one(of: ["\u{1B}[\(1 + below(5));\(7 + below(5))r", "\u{1B}[r"])
    case 13:
      one(of: [
        "\u{1B}[?25l", "\u{1B}[?25h", "\u{1B}[?7l", "\u{1B}[?7h", "\u{1B}[?6h", "\u{1B}[?6l", "\u{1B}[4h", "\u{1B}[4l",
        "\u{1B}[?1049h", "\u{1B}[?1049l", "\u{1B}[?1000h", "\u{1B}[?1000l",
      ])
    case 14: one(of: ["\u{1B}]2;title \(below(9)) 漢\u{7}", "\u{1B}P$qm\u{1B}\\", "\u{1B}_note\u{1B}\\"])
    default: one(of: ["\u{1B}H", "\u{1B}[3g", "\u{1B}7", "\u{1B}8", "\u{1B}(0lqk\u{1B}(B", "\u{1B}[2b"])
    }
  }
}
