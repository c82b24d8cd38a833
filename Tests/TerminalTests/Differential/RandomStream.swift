import Terminal

/// A random stream and the pane it is for; all of it follows from the seed.
struct RandomStream: CustomStringConvertible {
  let columns: Int
  let rows: Int
  let history: Int
  var bytes: [UInt8]

  private static let sizes = [
    (80, 24), (40, 10), (20, 6), (13, 4), (5, 3), (2, 2), (132, 43), (7, 1), (1, 3), (3, 9), (100, 2),
  ]

  init(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    // The first numbers of neighbouring seeds are alike.
    for _ in 0..<8 { _ = random.next() }
    (columns, rows) = Self.sizes.randomElement(using: &random) ?? (80, 24)
    history = [2000, 2000, 0, 7, 25].randomElement(using: &random) ?? 2000
    var grammar = StreamGrammar(columns: columns, rows: rows, random: random)
    bytes = grammar.stream()
  }

  func terminal(_ version: TmuxVersion) -> Terminal {
    var terminal = Terminal(columns: columns, rows: rows, tmux: version, historyLimit: history)
    terminal.feed(bytes)
    return terminal
  }

  /// For `printf`.
  var escaped: String {
    bytes.map { byte in
      let isPlain = byte >= 0x20 && byte < 0x7F && ![0x25, 0x27, 0x5C].contains(byte)
      if isPlain { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 8)
      return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }.joined()
  }

  var description: String { "\(bytes.count) bytes on \(columns)x\(rows) with history \(history)" }
}

/// Looks for a shorter stream that still differs. It stops after so many tries: a human reads the rest.
func shrink(
  _ stream: RandomStream, tries: Int = 250, _ differs: (RandomStream) throws -> Bool
) rethrows -> RandomStream {
  var least = stream
  var triesLeft = tries
  var step = max(stream.bytes.count / 2, 1)
  while step >= 1, triesLeft > 0 {
    var at = 0
    while at < least.bytes.count, triesLeft > 0 {
      triesLeft -= 1
      var candidate = least
      candidate.bytes.removeSubrange(at..<min(at + step, least.bytes.count))
      if !candidate.bytes.isEmpty, try differs(candidate) { least = candidate } else { at += step }
    }
    step /= 2
  }
  return least
}
