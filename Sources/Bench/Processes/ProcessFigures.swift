#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

import Foundation

/// What the system tells of a process by its id. Linux only: elsewhere nothing is known.
struct ProcessFigures {
  let pid: Int32

  /// Seconds of processor time of all its threads, in steps of a hundredth. Nil when there is no such process.
  var processorSeconds: Double? {
    // The name stands in parentheses and may hold anything: count from behind it.
    guard let text = read("stat"), let name = text.lastIndex(of: ")") else { return nil }
    let fields = text[name...].split(separator: " ")
    guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else { return nil }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// Bytes in memory now, and at most so far.
  var memory: (resident: Int, peak: Int)? {
    guard let text = read("status"), let resident = kilobytes("VmRSS:", text), let peak = kilobytes("VmHWM:", text)
    else { return nil }
    return (resident * 1024, peak * 1024)
  }

  private func read(_ file: String) -> String? {
    // Read to its end: the size the system tells of such a file is 0.
    guard let handle = FileHandle(forReadingAtPath: "/proc/\(pid)/\(file)") else { return nil }
    defer { try? handle.close() }
    return (try? handle.readToEnd()).map { String(decoding: $0, as: UTF8.self) }
  }

  private func kilobytes(_ field: String, _ text: String) -> Int? {
    let line = text.split(separator: "\n").first { $0.hasPrefix(field) }
    return line.flatMap { $0.split(whereSeparator: \.isWhitespace).dropFirst().first }.flatMap { Int($0) }
  }

  /// Asks the process to end, waits, and ends it without its consent if it does not.
  func end() {
    guard kill(pid, SIGTERM) == 0 else { return }
    for _ in 0..<250 {
      guard kill(pid, 0) == 0 else { return }
      usleep(20_000)
    }
    kill(pid, SIGKILL)
  }
}
