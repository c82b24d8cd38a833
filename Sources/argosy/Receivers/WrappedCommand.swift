#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A person's own status line behind ours.
enum WrappedCommand {
  /// Becomes the shell that runs the command, with the same input as we had. Returns only when that cannot be done.
  static func become(_ command: String, input: [UInt8]) {
    guard let file = temporaryFile(input) else { return }
    guard dup2(file, STDIN_FILENO) >= 0 else { return }
    close(file)
    var arguments: [UnsafeMutablePointer<CChar>?] = unsafe [strdup("sh"), strdup("-c"), strdup(command), nil]
    signal(SIGPIPE, SIG_DFL)
    unsafe execv("/bin/sh", &arguments)
  }

  /// `$TMPDIR`, where it may be used.
  private static var directory: String {
    let directory = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? ""
    return directory.hasPrefix("/") ? directory : "/tmp"
  }

  private static func nameless(in directory: String) -> Int32? {
    var name = Array("\(directory)/argosy-line-XXXXXX".utf8CString)
    let file = unsafe mkstemp(&name)
    guard file >= 0 else { return nil }
    unsafe unlink(name)
    return file
  }

  /// A file without a name, to be read from its beginning: a pipe would hold 64 KB only.
  private static func temporaryFile(_ bytes: [UInt8]) -> Int32? {
    guard let file = nameless(in: directory) ?? nameless(in: "/tmp") else { return nil }
    var written = 0
    while written < bytes.count {
      let rest = Array(bytes[written...])
      let count = unsafe write(file, rest, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        close(file)
        return nil
      }
      written += count
    }
    lseek(file, 0, SEEK_SET)
    return file
  }
}
