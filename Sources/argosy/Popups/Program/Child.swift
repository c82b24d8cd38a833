import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Programs that a popup runs and waits for: in the foreground of its own terminal, or quietly.
enum Child {
  struct Outcome: Hashable {
    /// The exit code; 128 and the signal's number for one that was killed; 127 for one that could not be started.
    let status: Int32
    /// What it printed, both ways, where it ran quietly.
    let output: String
  }

  /// Gives the terminal to a program until it ends. It belongs to our own group of processes: a pager must be allowed to
  /// read the terminal.
  static func foreground(_ words: [String], environment: [String: String]) -> Int32 {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    guard let pid = unsafe spawn(words, environment, &actions) else { return 127 }
    return wait(pid)
  }

  /// More bytes than a screen can show are nothing that anybody asked for.
  static let usualLimit = 1 << 20

  /// Runs a program without a terminal to the end of its output.
  ///
  /// - Parameter limit: about how many bytes of the output are kept.
  static func quiet(_ words: [String], environment: [String: String], limit: Int = usualLimit) -> Outcome {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return Outcome(status: 127, output: "") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    for output: Int32 in [1, 2] { unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], output) }
    let pid = unsafe spawn(words, environment, &actions)
    unsafe posix_spawn_file_actions_destroy(&actions)
    close(ends[1])
    defer { close(ends[0]) }
    guard let pid else { return Outcome(status: 127, output: "") }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = unsafe read(ends[0], &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      if bytes.count < limit { bytes += chunk.prefix(count) }
    }
    return Outcome(status: wait(pid), output: String(decoding: bytes, as: UTF8.self))
  }

  private static func wait(_ pid: pid_t) -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(pid, &status, 0) < 0 {
      guard errno == EINTR else { return 127 }
    }
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
  }

  private static func spawn(
    _ words: [String], _ environment: [String: String], _ actions: inout posix_spawn_file_actions_t
  ) -> pid_t? {
    guard let program = words.first else { return nil }
    var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    var variables = unsafe environment.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
    defer {
      unsafe arguments.forEach { unsafe free($0) }
      unsafe variables.forEach { unsafe free($0) }
    }
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    for number in [SIGINT, SIGQUIT, SIGTSTP, SIGPIPE] { unsafe sigaddset(&signals, number) }
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var pid: pid_t = 0
    return unsafe posix_spawnp(&pid, program, &actions, &attributes, &arguments, &variables) == 0 ? pid : nil
  }
}
