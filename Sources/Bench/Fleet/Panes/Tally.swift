#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

import Foundation

/// What the writers in the panes have written, in one file with a place for each.
struct Tally {
  /// What all of them have written so far.
  struct Sum {
    var lines = 0
    /// As tmux reads them, carriage returns included.
    var bytes = 0
    /// How many have written at all.
    var writers = 0
  }

  static let mostSlots = 100_000
  private static let entrySize = 16

  let path: String

  /// Makes the file.
  init(path: String, slots: Int) throws {
    self.path = path
    try Data(count: slots * Self.entrySize).write(to: URL(fileURLWithPath: path))
  }

  func sum() throws -> Sum {
    let data = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    var sum = Sum()
    for start in stride(from: 0, to: data.count - Self.entrySize + 1, by: Self.entrySize) {
      let lines = Self.number(data, start)
      sum.lines += lines
      sum.bytes += Self.number(data, start + 8)
      if lines > 0 { sum.writers += 1 }
    }
    return sum
  }

  private static func number(_ data: [UInt8], _ start: Int) -> Int {
    Int(data[start..<start + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }

  /// One writer's place, kept by that writer.
  struct Entry {
    private let file: Int32
    private let offset: Int
    private var counts: [UInt64] = [0, 0]

    init(path: String, slot: Int) throws {
      file = unsafe open(path, O_WRONLY | O_CLOEXEC)
      guard file >= 0 else { throw Complaint("cannot write \(path): error \(errno)") }
      offset = slot * entrySize
    }

    /// Notes a line of so many bytes.
    mutating func add(line size: Int) {
      counts[0] += 1
      counts[1] += UInt64(size)
      let stored = counts.map(\.littleEndian)
      _ = unsafe stored.withUnsafeBytes { unsafe pwrite(file, $0.baseAddress, $0.count, off_t(offset)) }
    }
  }
}
