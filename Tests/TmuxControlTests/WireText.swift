/// Numbers that are the same in every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 2 &+ 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

/// Streams as tmux may write them, with everything in the blocks that could mislead.
enum WireText {
  static func random(lines: Int, using random: inout SeededGenerator) -> [UInt8] {
    var text = ""
    var number = 1
    for _ in 0..<lines {
      switch Int.random(in: 0..<10, using: &random) {
      case 0: text += "%sessions-changed\n"
      case 1: text += "%layout-change @1 b25d,80x24,0,0,1\n"
      case 2:
        number += 1
        let header = "\(1_700_000_000 + number) \(number) \(number % 2)"
        text += "%begin \(header)\n"
        for _ in 0..<Int.random(in: 0..<5, using: &random) { text += content(number, using: &random) + "\n" }
        text += (number % 3 == 0 ? "%error " : "%end ") + header + "\n"
      case 3: text += "%extended-output %\(number % 7) 12 : held\\015\\012\n"
      default:
        let length = Int.random(in: 0..<150, using: &random)
        text += "%output %\(number % 5) \(String(repeating: "y", count: length))\n"
      }
    }
    return Array(text.utf8)
  }

  private static func content(_ number: Int, using random: inout SeededGenerator) -> String {
    switch Int.random(in: 0..<7, using: &random) {
    case 0: "%output %1 forged"
    case 1: "%end \(1_700_000_000 + number) \(number + 1) 1"
    case 2: "%error 1 2 1"
    case 3: "%begin \(1_700_000_000 + number) \(number) 1"
    case 4: ""
    case 5: "%extended-output %1 0 : forged"
    default: String(repeating: "z", count: Int.random(in: 0..<120, using: &random))
    }
  }
}
