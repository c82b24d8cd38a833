public import TmuxControl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is there whole or not at all.
public enum AtomicFile {
  /// Writes the file beside its place, for its owner alone (0600), and puts it there.
  ///
  /// - Throws: ``SystemError``; then nothing has changed.
  public static func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
    let draft = path + ".new"
    unsafe unlink(draft)
    let file = unsafe open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw SystemError("cannot write \(path)", code: errno) }
    var written = 0
    while written < bytes.count {
      let rest = Array(bytes[written...])
      let count = unsafe writeBytes(file, rest, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let code = errno
        close(file)
        unsafe unlink(draft)
        throw SystemError("cannot write \(path)", code: code)
      }
      written += count
    }
    guard close(file) == 0, unsafe rename(draft, path) == 0 else {
      let code = errno
      unsafe unlink(draft)
      throw SystemError("cannot write \(path)", code: code)
    }
  }
}

/// The system's `write`, which the method of that name hides.
private func writeBytes(_ file: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
  unsafe write(file, bytes, count)
}
