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
      let line = String(decoding: FileBytes.contents(of: "/proc/\(pid)/stat", limit: 4096), as: UTF8.self)
      // The name stands in parentheses and may hold any character, parentheses too: the last one ends it.
      guard let open = line.firstIndex(of: "("), let close = line.lastIndex(of: ")"), open < close else { return nil }
      let fields = line[line.index(after: close)...].split(separator: " ")
      // A zombie has ended; only its parent has not noticed.
      guard fields.first != "Z" else { return nil }
      // state, ppid, pgrp, session, tty_nr, tpgid
      guard fields.count > 5, let parent = Int32(fields[1]), let group = Int32(fields[2]),
        let foreground = Int32(fields[5])
      else { return nil }
      self.init(
        pid: pid, parent: parent, group: group, foregroundGroup: foreground,
        name: String(line[line.index(after: open)..<close]))
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

    static func executable(of pid: Int32) -> String? {
      let length = 4096
      var buffer = [CChar](repeating: 0, count: length)
      let count = unsafe readlink("/proc/\(pid)/exe", &buffer, length - 1)
      guard count > 0 else { return nil }
      return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }
#endif
