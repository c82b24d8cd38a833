/// Lines of which most characters are not ASCII, of one and of two columns.
enum InternationalLines {
  static func bytes(_ length: Int) -> [UInt8] {
    var random = SeededGenerator(seed: 0x0F8A_3003)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(length + 1024)
    while bytes.count < length {
      for _ in 0..<random.draw(4...11) {
        bytes.append(contentsOf: word(&random).utf8)
        bytes.append(0x20)
      }
      bytes.append(contentsOf: [0x0D, 0x0A])
    }
    return bytes
  }

  private static func word(_ random: inout SeededGenerator) -> String {
    switch random.draw(0...99) {
    case 0..<35: random.pick(Words.accented)
    case 35..<60: random.pick(Words.eastAsian)
    case 60..<80: random.pick(Words.boxes)
    case 80..<88: random.pick(Words.emoji)
    default: random.pick(Words.english)
    }
  }
}
