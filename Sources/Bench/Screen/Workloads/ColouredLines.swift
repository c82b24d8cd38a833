/// Lines in which every word has its own rendition, in all the ways programs write colours.
enum ColouredLines {
  static func bytes(_ length: Int) -> [UInt8] {
    var random = SeededGenerator(seed: 0x5612_2002)
    var text = ""
    var bytes: [UInt8] = []
    bytes.reserveCapacity(length + 1024)
    while bytes.count < length {
      text = ""
      var columns = random.draw(20...78)
      while columns > 0 {
        let word = random.pick(Words.english)
        columns -= word.utf8.count + 1
        if columns < 0 { break }
        text += rendition(&random) + word + (random.chance(50) ? "\u{1B}[0m " : " ")
      }
      text += "\u{1B}[0m\r\n"
      bytes.append(contentsOf: text.utf8)
    }
    return bytes
  }

  private static func rendition(_ random: inout SeededGenerator) -> String {
    switch random.draw(0...9) {
    case 0, 1: "\u{1B}[\(random.draw(30...37))m"
    case 2: "\u{1B}[1;\(random.draw(30...37))m"
    case 3: "\u{1B}[\(random.draw(90...97));\(random.draw(40...47))m"
    case 4: "\u{1B}[38;5;\(random.draw(16...255))m"
    case 5: "\u{1B}[38;5;\(random.draw(16...255));48;5;\(random.draw(232...255))m"
    case 6, 7: "\u{1B}[38;2;\(channel(&random));\(channel(&random));\(channel(&random))m"
    case 8: "\u{1B}[3;4m"
    default: "\u{1B}[22;23;24;39;49m"
    }
  }

  /// Six steps a channel, as of a colour scheme: a program does not use sixteen million colours.
  private static func channel(_ random: inout SeededGenerator) -> Int { random.draw(0...5) * 51 }
}
