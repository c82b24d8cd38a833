import Foundation

extension Programs {
  /// Writes a script that is to be run.
  ///
  /// By another process: a child that is forked here at this moment has our descriptors until it runs its own program,
  /// and a file that anybody could still write to is not run ("Text file busy").
  public static func write(script: String, to path: String) throws {
    let draft = path + ".draft"
    try script.write(toFile: draft, atomically: false, encoding: .utf8)
    let words = ["sh", "-c", "cat \"$1\" >\"$2\" && chmod 755 \"$2\" && rm \"$1\"", "sh", draft, path]
    let arguments = unsafe words.map { unsafe strdup($0) }
    defer { unsafe arguments.forEach { unsafe free($0) } }
    var pid: pid_t = 0
    var status: Int32 = 0
    guard unsafe posix_spawn(&pid, "/bin/sh", nil, nil, arguments + [nil], environ) == 0 else {
      throw Failure(description: "cannot start /bin/sh")
    }
    while unsafe waitpid(pid, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else { throw Failure(description: "cannot write \(path)") }
  }
}
