#if canImport(Darwin)
  import Darwin

  extension ProcessFacts {
    /// Asks the kernel by `proc_pidinfo`. Nil when there is no such process.
    init?(_ pid: Int32) {
      var info = proc_bsdinfo()
      let size = Int32(MemoryLayout<proc_bsdinfo>.size)
      guard unsafe proc_pidinfo(pid, PROC_PIDTBSDINFO, 0, &info, size) == size else { return nil }
      let name = unsafe withUnsafeBytes(of: &info.pbi_comm) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      self.init(
        pid: pid, parent: Int32(bitPattern: info.pbi_ppid), group: Int32(bitPattern: info.pbi_pgid),
        foregroundGroup: Int32(bitPattern: info.e_tpgid), name: name)
    }

    static func children(of pid: Int32) -> [Int32] {
      var pids = [Int32](repeating: 0, count: 512)
      let count = unsafe proc_listchildpids(pid, &pids, Int32(pids.count * MemoryLayout<Int32>.size))
      return Array(pids.prefix(max(0, Int(count))))
    }

    static func arguments(of pid: Int32) -> [String] {
      var name: [Int32] = [CTL_KERN, KERN_PROCARGS2, pid]
      var size = 262_144
      var buffer = [UInt8](repeating: 0, count: size)
      guard unsafe sysctl(&name, 3, &buffer, &size, nil, 0) == 0, size > 4 else { return [] }
      let count = Int(buffer[0]) | Int(buffer[1]) << 8 | Int(buffer[2]) << 16
      // The count, the path, padding of zeros, then the arguments.
      let rest = buffer[4..<size].drop { $0 != 0 }.drop { $0 == 0 }
      return rest.split(separator: 0, omittingEmptySubsequences: false).prefix(count)
        .map { String(decoding: $0, as: UTF8.self) }
    }

    static func executable(of pid: Int32) -> String? {
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = unsafe proc_pidpath(pid, &buffer, UInt32(buffer.count))
      return count > 0 ? String(decoding: buffer.prefix(Int(count)), as: UTF8.self) : nil
    }

    /// Not told: the environment lies behind the arguments, for the user's own processes only.
    static func environment(of pid: Int32) -> [String: String]? { nil }

    static func startTime(of pid: Int32) -> Int64? { nil }
  }
#endif
