/// Whom tmux asks for the width of a character, decided when it was built.
public enum WidthLibrary: String, Sendable, CaseIterable {
  /// `wcwidth` of glibc: Debian, Ubuntu and most other Linux systems.
  case glibc
  /// utf8proc: Homebrew, Fedora, Arch.
  case utf8proc
}

/// The width of a character as tmux sees it: its library's answer, from 3.4 on with widths tmux fixes itself.
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

  static func table(for tmux: TmuxVersion, _ library: WidthLibrary) -> WidthTable {
    switch library {
    case .glibc: tmux < .v3_4 ? glibc : tmux < .v3_6 ? glibc34 : glibc36
    case .utf8proc: tmux < .v3_4 ? utf8proc : tmux < .v3_6 ? utf8proc34 : utf8proc36
    }
  }

  private static let glibc = WidthTable(glibcWidthRuns)
  private static let glibc34 = WidthTable(glibcWidthRuns, fixed: fixedWide, unprintable: 1, control: 0, regional: 2)
  private static let glibc36 = WidthTable(glibcWidthRuns, fixed: fixedWide, unprintable: 1, control: 0, regional: 1)
  private static let utf8proc = WidthTable(utf8procWidthRuns, control: 0)
  private static let utf8proc34 = WidthTable(
    utf8procWidthRuns, fixed: fixedWide, unprintable: 1, control: 0, regional: 2)
  private static let utf8proc36 = WidthTable(
    utf8procWidthRuns, fixed: fixedWide, unprintable: 1, control: 0, regional: 1)

  /// - Parameters:
  ///   - unprintable: what to use for characters the library has no width for.
  ///   - control: the width of U+0080–9F.
  private init(
    _ runs: [UInt32], fixed: [ClosedRange<UInt32>] = [], unprintable none: Int8 = -1, control: Int8 = -1,
    regional: Int8 = 0
  ) {
    var overrides: [(ClosedRange<UInt32>, Int8)] = fixed.map { ($0, 2) }
    if regional != 0 { overrides.append((RegionalIndicators.range, regional)) }
    overrides.append((0x80...0x9F, control))
    overrides.append((0x20...0x7E, 1))

    var blocks = Blocks()
    var run = 0
    for block in 0..<UInt32(0x1100) {
      let points = block << 8...block << 8 | 0xFF
      while run + 1 < runs.count, runs[run + 1] >> 3 <= points.lowerBound { run += 1 }
      func width(_ run: Int) -> Int8 {
        let width = Int8(truncatingIfNeeded: runs[run] & 7) - 1
        return width < 0 ? none : width
      }
      let fixed = overrides.filter { $0.0.overlaps(points) }
      let isOneRun =
        runs[run] >> 3 <= points.lowerBound && (run + 1 == runs.count || runs[run + 1] >> 3 > points.upperBound)
      if isOneRun, fixed.isEmpty {
        blocks.append(uniform: width(run))
        continue
      }
      var values = [Int8](repeating: none, count: 256)
      for at in run..<runs.count {
        let start = max(runs[at] >> 3, points.lowerBound)
        let end = at + 1 < runs.count ? min(runs[at + 1] >> 3, points.upperBound + 1) : points.upperBound + 1
        guard runs[at] >> 3 <= points.upperBound else { break }
        for point in start..<max(start, end) { values[Int(point & 0xFF)] = width(at) }
      }
      for (range, width) in fixed { for point in range.clamped(to: points) { values[Int(point & 0xFF)] = width } }
      blocks.append(values)
    }
    blockOf = blocks.blockOf
    widths = blocks.widths
    beyond = none
  }

  /// Equal blocks are stored once. Most hold one width throughout: those are told apart without looking at all of them.
  private struct Blocks {
    var blockOf: [UInt16] = []
    var widths: [Int8] = []
    private var uniform: [Int8: UInt16] = [:]
    private var mixed: [[Int8]: UInt16] = [:]

    mutating func append(uniform width: Int8) {
      blockOf.append(uniform[width] ?? store([Int8](repeating: width, count: 256)))
      uniform[width] = blockOf.last
    }

    mutating func append(_ values: [Int8]) {
      blockOf.append(mixed[values] ?? store(values))
      mixed[values] = blockOf.last
    }

    private mutating func store(_ values: [Int8]) -> UInt16 {
      widths += values
      return UInt16(truncatingIfNeeded: widths.count / 256 - 1)
    }
  }
}
