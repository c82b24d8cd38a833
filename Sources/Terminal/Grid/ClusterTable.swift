/// Cells of more than one code point (a letter with combining marks, an emoji sequence), interned as UTF-8.
struct ClusterTable: Sendable {
  private var texts: [[UInt8]] = []
  private var numbers: [[UInt8]: UInt32] = [:]
  private var limit = 4_096

  /// What the 21 bits of a cell can name.
  static let capacity = 1 << 21

  var count: Int { texts.count }
  var needsCompaction: Bool { texts.count &+ 2 >= limit }

  subscript(number: Int) -> [UInt8] {
    number < texts.count ? texts[number] : []
  }

  /// Nil when the table is full of clusters in use.
  mutating func number(of text: [UInt8]) -> UInt32? {
    if let number = numbers[text] { return number }
    guard texts.count < Self.capacity else { return nil }
    let number = UInt32(truncatingIfNeeded: texts.count)
    texts.append(text)
    numbers[text] = number
    return number
  }

  /// Forgets all clusters but those marked; returns the new number of each old one.
  mutating func compact(keeping used: [Bool]) -> [UInt32] {
    let old = texts
    var renumbered = [UInt32](repeating: 0, count: old.count)
    texts = []
    numbers = [:]
    for number in old.indices where number < used.count && used[number] {
      renumbered[number] = UInt32(truncatingIfNeeded: texts.count)
      numbers[old[number]] = renumbered[number]
      texts.append(old[number])
    }
    limit = max(4_096, texts.count * 2)
    return renumbered
  }
}
