/// ASCII as a compiler or a test run prints it: words, lines of 8 to 79 columns, CR LF.
enum PlainLines {
  static func bytes(_ length: Int) -> [UInt8] {
    var random = SeededGenerator(seed: 0xA5C1_1001)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(length + 128)
    while bytes.count < length {
      let width = random.draw(8...79)
      var line: [UInt8] = []
      while line.count < width {
        line.append(contentsOf: random.pick(Words.english).utf8)
        line.append(0x20)
      }
      bytes.append(contentsOf: line.prefix(width))
      bytes.append(contentsOf: [0x0D, 0x0A])
    }
    return bytes
  }
}
