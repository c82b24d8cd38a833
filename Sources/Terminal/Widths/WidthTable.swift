/// The width of a character as tmux sees it: its libc's `wcwidth`, from 3.4 on with widths tmux fixes itself.
/// Two stages: 256 code points a block, equal blocks stored once.
struct WidthTable: Sendable {
  private let blockOf: [UInt16]
  private let widths: [Int8]

  /// -1 unprintable, 0 combining, 1 or 2 columns.
  @inline(__always)
  func width(_ point: UInt32) -> Int {
    let block = Int(point >> 8)
    guard block < blockOf.count else { return Int(beyond) }
    return Int(widths[Int(blockOf[block]) &* 256 &+ Int(point & 0xFF)])
  }

  /// Above U+10FFFF, where glibc still decodes.
  private let beyond: Int8

  static func table(for tmux: TmuxVersion) -> WidthTable {
    if tmux < .v3_4 { return libc }
    return tmux < .v3_6 ? fixed34 : fixed36
  }

  private static let libc = WidthTable(fixed: [], unprintable: nil, regional: 0)
  private static let fixed34 = WidthTable(fixed: fixedWide, unprintable: 1, regional: 2)
  private static let fixed36 = WidthTable(fixed: fixedWide, unprintable: 1, regional: 1)

  /// - Parameter unprintable: what to use for characters libc has no width for; nil leaves them at -1.
  private init(fixed: [ClosedRange<UInt32>], unprintable: Int8?, regional: Int8) {
    var overrides: [(ClosedRange<UInt32>, Int8)] = fixed.map { ($0, 2) }
    if regional != 0 { overrides.append((RegionalIndicators.range, regional)) }
    if unprintable != nil { overrides.append((0x80...0x9F, 0)) }
    let none = unprintable ?? -1

    var blockOf: [UInt16] = []
    var widths: [Int8] = []
    var known: [[Int8]: UInt16] = [:]
    var run = 0
    for block in 0..<UInt32(0x1100) {
      let first = block << 8
      var values = [Int8](repeating: none, count: 256)
      while run + 1 < glibcWidthRuns.count, glibcWidthRuns[run + 1] >> 3 <= first { run += 1 }
      var at = run
      while at < glibcWidthRuns.count, glibcWidthRuns[at] >> 3 <= first | 0xFF {
        let start = max(glibcWidthRuns[at] >> 3, first)
        let end = at + 1 < glibcWidthRuns.count ? min(glibcWidthRuns[at + 1] >> 3, first + 256) : first + 256
        let width = Int8(truncatingIfNeeded: glibcWidthRuns[at] & 7) - 1
        if start < end { for point in start..<end { values[Int(point - first)] = width < 0 ? none : width } }
        at += 1
      }
      if block == 0 { for point in 0x20..<0x7F { values[point] = 1 } }
      for (range, width) in overrides where range.overlaps(first...(first | 0xFF)) {
        for point in range.clamped(to: first...(first | 0xFF)) { values[Int(point - first)] = width }
      }
      if let number = known[values] {
        blockOf.append(number)
      } else {
        let number = UInt16(truncatingIfNeeded: known.count)
        known[values] = number
        blockOf.append(number)
        widths.append(contentsOf: values)
      }
    }
    self.blockOf = blockOf
    self.widths = widths
    beyond = none
  }
}
