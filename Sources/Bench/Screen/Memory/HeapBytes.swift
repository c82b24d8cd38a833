#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

import Foundation

/// Bytes this process holds on the heap, by the allocator's own account, with what each block costs besides.
enum HeapBytes {
  static func inUse() throws -> Int {
    #if canImport(Darwin)
      var statistics = malloc_statistics_t()
      unsafe malloc_zone_statistics(nil, &statistics)
      return Int(statistics.size_in_use)
    #elseif canImport(Glibc)
      return try inUseByReport()
    #else
      throw Complaint("memory cannot be measured here: this C library does not tell what is in use")
    #endif
  }

  #if canImport(Glibc)
    private typealias Report = @convention(c) (Int32, UnsafeMutablePointer<FILE>) -> Int32

    /// What `mallinfo2` returns as `uordblks + hblkhd`, read from `malloc_info`: Swift's module of glibc has neither,
    /// and only this one can be called without a C header on every architecture.
    private static func inUseByReport() throws -> Int {
      guard let symbol = unsafe dlsym(nil, "malloc_info") else {
        throw Complaint("memory cannot be measured here: glibc has no malloc_info")
      }
      let write = unsafe unsafeBitCast(symbol, to: Report.self)
      let folder = try TemporaryFolder()
      defer { folder.remove() }
      let path = folder.url.appendingPathComponent("heap.xml").path
      guard let file = unsafe fopen(path, "w") else { throw Complaint("cannot write \(path)") }
      let code = unsafe write(0, file)
      unsafe fclose(file)
      let report = try String(contentsOfFile: path, encoding: .utf8)
      // Totals of all arenas come last; those of one arena look the same and stand before.
      guard code == 0, let fast = lastSize("<total type=\"fast\"", report),
        let free = lastSize("<total type=\"rest\"", report), let mapped = lastSize("<total type=\"mmap\"", report),
        let held = lastSize("<system type=\"current\"", report)
      else { throw Complaint("memory cannot be measured here: malloc_info reports in an unknown form") }
      return held - fast - free + mapped
    }

    private static func lastSize(_ start: String, _ report: String) -> Int? {
      guard let line = report.split(separator: "\n").last(where: { $0.hasPrefix(start) }) else { return nil }
      guard let size = line.range(of: "size=\"") else { return nil }
      return Int(line[size.upperBound...].prefix { $0.isNumber })
    }
  #endif
}
