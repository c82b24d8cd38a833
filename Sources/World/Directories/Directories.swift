public import TmuxControl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where argosy keeps what lives as long as a daemon, and what outlives it.
public enum Directories {
  /// `$XDG_RUNTIME_DIR/argosy`, else `run` under the state directory: sockets and locks. Created 0700.
  ///
  /// - Throws: ``SystemError`` when it cannot be made, or belongs to somebody else.
  public static func runtime(_ environment: [String: String]) throws(SystemError) -> String {
    if let directory = environment["XDG_RUNTIME_DIR"], directory.hasPrefix("/"), isDirectory(directory) {
      return try makePrivate(directory + "/argosy")
    }
    return try makePrivate(try state(environment) + "/run")
  }

  /// `$XDG_STATE_HOME/argosy`, else `~/.local/state/argosy`: journals and logs. Created 0700.
  ///
  /// - Throws: ``SystemError`` when it cannot be made, or belongs to somebody else.
  public static func state(_ environment: [String: String]) throws(SystemError) -> String {
    if let directory = environment["XDG_STATE_HOME"], directory.hasPrefix("/") {
      return try makePrivate(directory + "/argosy")
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else {
      throw SystemError("HOME is not set, and neither is XDG_STATE_HOME", code: ENOENT)
    }
    return try makePrivate(home + "/.local/state/argosy")
  }

  /// Makes the directory and what is missing above it. An existing one is taken only if it is ours; it is closed to
  /// others if it was open.
  static func makePrivate(_ path: String) throws(SystemError) -> String {
    var made = ""
    for part in path.split(separator: "/") {
      made += "/" + part
      if unsafe mkdir(made, 0o700) != 0, errno != EEXIST, !isDirectory(made) {
        throw SystemError("cannot make the directory \(made)", code: errno)
      }
    }
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw SystemError("\(path) is not a directory", code: ENOTDIR)
    }
    guard status.st_uid == getuid() else { throw SystemError("\(path) belongs to another user", code: EPERM) }
    if status.st_mode & 0o077 != 0, unsafe chmod(path, 0o700) != 0 {
      throw SystemError("cannot close \(path) to others", code: errno)
    }
    return path
  }

  private static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
