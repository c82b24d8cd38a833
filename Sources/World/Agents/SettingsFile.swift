import Foundation
public import TmuxControl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension ClaudeSettings {
  /// Writes the settings to a file of one session, for `--settings FILE`. It is whole or not there; only we can read it.
  ///
  /// - Throws: ``SystemError``.
  public func save(to path: String) throws(SystemError) {
    guard let json = try? json else { throw SystemError("cannot make the settings for \(path)", code: EINVAL) }
    let part = "\(path).part"
    let descriptor = unsafe open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw SystemError("cannot write \(part)", code: errno) }
    let bytes = Array((json + "\n").utf8)
    let count = unsafe write(descriptor, bytes, bytes.count)
    let code = errno
    close(descriptor)
    guard count == bytes.count else {
      unsafe unlink(part)
      throw SystemError("cannot write \(part)", code: count < 0 ? code : ENOSPC)
    }
    guard unsafe rename(part, path) == 0 else { throw SystemError("cannot write \(path)", code: errno) }
  }
}
