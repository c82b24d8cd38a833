#if os(Linux)
  import Foundation
  #if canImport(Glibc)
    import Glibc
  #else
    import Musl
  #endif

  extension ProcessFacts {
    /// Reads `/proc/<pid>/stat`. Nil when there is no such process.
    init?(_ pid: Int32) {
      self.init(pid, stat: FileBytes.contents(of: "/proc/\(pid)/stat", limit: 4096))
    }

    /// Takes that line apart. As bytes: it is read some hundred times a second while a large fleet prints.
    init?(_ pid: Int32, stat line: [UInt8]) {
      // The name stands in parentheses and may hold any byte, parentheses too: the last one ends it.
      guard let open = line.firstIndex(of: UInt8(ascii: "(")), let close = line.lastIndex(of: UInt8(ascii: ")")),
        open < close
      else { return nil }
      // state, ppid, pgrp, session, tty_nr, tpgid, flags
      let fields = line[(close + 1)...].split(separator: UInt8(ascii: " "), maxSplits: 7)
      // A zombie has ended; only its parent has not noticed.
      guard let state = fields.first?.first, state != UInt8(ascii: "Z"), fields.count > 5,
        let parent = Self.number(fields[1]), let group = Self.number(fields[2]),
        let foreground = Self.number(fields[5]), fields.count < 7 || !Self.isExiting(fields[6])
      else { return nil }
      self.init(
        pid: pid, parent: parent, group: group, foregroundGroup: foreground,
        name: String(decoding: line[(open + 1)..<close], as: UTF8.self))
    }

    /// PF_EXITING: it lets go of its terminal and its memory, and is a zombie in a moment. It must not be taken for one
    /// that lives on without showing anything.
    private static func isExiting(_ flags: ArraySlice<UInt8>) -> Bool {
      flags.reduce(UInt64(0)) { $0 &* 10 &+ UInt64($1 &- 0x30) } & 0x4 != 0
    }

    private static func number(_ field: ArraySlice<UInt8>) -> Int32? {
      let isNegative = field.first == UInt8(ascii: "-")
      let digits = isNegative ? field.dropFirst() : field
      guard !digits.isEmpty else { return nil }
      var value: Int32 = 0
      for digit in digits {
        let (product, overflows) = value.multipliedReportingOverflow(by: 10)
        let (sum, carries) = product.addingReportingOverflow(Int32(digit) - 0x30)
        guard 0x30...0x39 ~= digit, !overflows, !carries else { return nil }
        value = sum
      }
      return isNegative ? -value : value
    }

    static func children(of pid: Int32) -> [Int32] {
      // A child hangs on the thread that started it.
      let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")) ?? []
      return threads.prefix(256).flatMap { thread in
        let path = "/proc/\(pid)/task/\(thread)/children"
        return String(decoding: FileBytes.contents(of: path, limit: 65536), as: UTF8.self)
          .split(separator: " ").compactMap { Int32($0) }
      }.sorted()
    }

    static func arguments(of pid: Int32) -> [String] {
      let bytes = FileBytes.contents(of: "/proc/\(pid)/cmdline", limit: 16384)
      return bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast()
        .map { String(decoding: $0, as: UTF8.self) }
    }

    static func environment(of pid: Int32) -> [String: String]? {
      let bytes = FileBytes.contents(of: "/proc/\(pid)/environ", limit: 1 << 20)
      guard !bytes.isEmpty else { return nil }
      var environment: [String: String] = [:]
      for entry in bytes.split(separator: 0) {
        guard let equals = entry.firstIndex(of: UInt8(ascii: "=")) else { continue }
        environment[String(decoding: entry[..<equals], as: UTF8.self)] =
          String(decoding: entry[(equals + 1)...], as: UTF8.self)
      }
      return environment
    }

    static func startTime(of pid: Int32) -> Int64? {
      let line = FileBytes.contents(of: "/proc/\(pid)/stat", limit: 4096)
      guard let close = line.lastIndex(of: UInt8(ascii: ")")) else { return nil }
      // The twentieth field behind the name, in ticks since the machine was started.
      let fields = line[(close + 1)...].split(separator: UInt8(ascii: " "))
      guard fields.count > 19, let ticks = Int64(String(decoding: fields[19], as: UTF8.self)) else { return nil }
      return bootTime.map { $0 + ticks / Int64(max(1, sysconf(Int32(_SC_CLK_TCK)))) }
    }

    private static let bootTime: Int64? = {
      let lines = FileBytes.contents(of: "/proc/stat", limit: 1 << 20).split(separator: 0x0A)
      let line = lines.first { $0.starts(with: Array("btime ".utf8)) }
      return line.flatMap { Int64(String(decoding: $0.dropFirst(6), as: UTF8.self)) }
    }()

    static func executable(of pid: Int32) -> String? {
      let length = 4096
      var buffer = [CChar](repeating: 0, count: length)
      let count = unsafe readlink("/proc/\(pid)/exe", &buffer, length - 1)
      guard count > 0 else { return nil }
      return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }
#endif
