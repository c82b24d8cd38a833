#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

import Foundation

/// One line on standard error that says what is being measured; nothing when nobody watches.
struct Progress {
  private let isWatched = isatty(2) == 1

  func show(_ text: String) {
    write("\r\u{1B}[K\(text) …")
  }

  func clear() {
    write("\r\u{1B}[K")
  }

  private func write(_ text: String) {
    if isWatched { FileHandle.standardError.write(Data(text.utf8)) }
  }
}
