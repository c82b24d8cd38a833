#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

import ArgumentParser

/// The program in the panes of `bench fleet`: writes coloured lines in an even rhythm until its pane closes.
struct WriteLinesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "write-lines", abstract: "Write coloured lines in an even rhythm.", shouldDisplay: false)

  @Option(help: "Lines a second.")
  var rate: Int

  @Option(help: "The file that counts what is written.")
  var tally: String

  @Option(help: "Whose place in the file is ours.")
  var slot: Int

  func validate() throws {
    guard (1...100_000).contains(rate) else { throw ValidationError("--rate takes a number from 1 to 100000") }
    guard (0..<Tally.mostSlots).contains(slot) else { throw ValidationError("there is no slot \(slot)") }
  }

  func run() throws {
    var tally = try Tally.Entry(path: tally, slot: slot)
    // tmux sees a line feed with a carriage return before it, which the terminal adds.
    let lines = ColouredLines.bytes(1 << 16).split(separator: 0x0A).map { Array($0.dropLast()) + [0x0A] }
    // Not all panes at the same instant.
    let began = MonotonicTime.now + Double(slot * 37 % 1000) / 1000
    var count = 0
    while true {
      let rest = began + Double(count) / Double(rate) - MonotonicTime.now
      if rest > 0 { usleep(UInt32(rest * 1e6)) }
      let line = lines[(slot + count) % lines.count]
      guard unsafe line.withUnsafeBytes({ unsafe write(1, $0.baseAddress, $0.count) }) == line.count else { return }
      count += 1
      tally.add(line: line.count + 1)
    }
  }
}

/// A clock that nobody sets.
enum MonotonicTime {
  /// Seconds, from an unknown start.
  static var now: Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
