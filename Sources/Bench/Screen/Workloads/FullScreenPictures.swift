/// A full-screen program of 80x24 that draws whole pictures in synchronized updates: a frame, a tree at the left, text
/// in RGB colours at the right, a status line. Every second picture changes a few rows only, as most do.
enum FullScreenPictures {
  private static let columns = 80
  private static let rows = 24
  private static let treeWidth = 24

  static func bytes(_ length: Int) -> [UInt8] {
    var painter = Painter()
    while painter.bytes.count < length { painter.paint() }
    return painter.bytes
  }

  /// The first pictures: what a pane shows whose program has drawn and waits.
  static func bytes(pictures: Int) -> [UInt8] {
    var painter = Painter()
    for _ in 0..<pictures { painter.paint() }
    return painter.bytes
  }

  private struct Painter {
    private(set) var bytes: [UInt8] = []
    private var random = SeededGenerator(seed: 0x7013_4004)
    private var pictures = 0

    mutating func paint() {
      write("\u{1B}[?2026h\u{1B}[?25l")
      if pictures.isMultiple(of: 2) {
        for row in 1..<rows { paintRow(row) }
      } else {
        for _ in 0..<4 { paintRow(random.draw(2...rows - 2)) }
      }
      paintStatus()
      write("\u{1B}[\(random.draw(2...rows - 2));\(random.draw(treeWidth + 2...columns))H\u{1B}[?25h\u{1B}[?2026l")
      pictures += 1
    }

    private mutating func paintRow(_ row: Int) {
      write("\u{1B}[\(row);1H")
      let isEdge = row == 1 || row == rows - 1
      if isEdge {
        let left = row == 1 ? "╭" : "╰"
        let right = row == 1 ? "╮" : "╯"
        write("\u{1B}[38;2;88;91;112m" + left + String(repeating: "─", count: columns - 2) + right + "\u{1B}[0m")
      } else {
        paintTree(row)
        paintText(columns - treeWidth - 3)
        write("\u{1B}[0m\u{1B}[K\u{1B}[\(row);\(columns)H\u{1B}[38;2;88;91;112m│\u{1B}[0m")
      }
    }

    private mutating func paintTree(_ row: Int) {
      let name = String((random.pick(Words.english) + "/" + random.pick(Words.english)).prefix(treeWidth - 5))
      let space = String(repeating: " ", count: treeWidth - 4 - name.utf8.count)
      let chosen = row == 7 ? "\u{1B}[48;2;49;50;68m" : ""
      write("\u{1B}[38;2;88;91;112m│\u{1B}[39m" + chosen + " \(Self.colour(&random))▸ " + name + space)
      write("\u{1B}[0m\u{1B}[38;2;88;91;112m│\u{1B}[39m")
    }

    private mutating func paintText(_ width: Int) {
      var left = random.draw(10...width)
      while left > 0 {
        let word = random.pick(Words.english)
        left -= word.utf8.count + 1
        if left < 0 { break }
        write((random.chance(60) ? Self.colour(&random) : "") + word + " ")
      }
    }

    private mutating func paintStatus() {
      write(
        "\u{1B}[\(rows);1H\u{1B}[1;38;2;30;30;46;48;2;137;180;250m NORMAL \u{1B}[22;38;2;205;214;244;48;2;49;50;68m")
      write(" main ● \(random.draw(1...999)):\(random.draw(1...80)) \u{1B}[K\u{1B}[0m")
    }

    /// A colour scheme of fourteen colours.
    private static func colour(_ random: inout SeededGenerator) -> String {
      random.pick(scheme)
    }

    private static let scheme = [
      "205;214;244", "186;194;222", "166;173;200", "147;153;178", "243;139;168", "235;160;172", "250;179;135",
      "249;226;175", "166;227;161", "148;226;213", "137;220;235", "116;199;236", "137;180;250", "203;166;247",
    ].map { "\u{1B}[38;2;\($0)m" }

    private mutating func write(_ text: String) {
      bytes.append(contentsOf: text.utf8)
    }
  }
}
