#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// This process and its children.
enum Processes {
  static var identity: Int32 { getpid() }
  static var parent: Int32 { getppid() }

  static func variable(_ name: String) -> String? { unsafe getenv(name).map { unsafe String(cString: $0) } }

  /// All of the environment, sorted by name.
  static var environment: [(name: String, value: String)] {
    var result: [(name: String, value: String)] = []
    var index = 0
    while let entry = unsafe environ[index] {
      let parts = unsafe String(cString: entry).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if let name = parts.first { result.append((String(name), parts.count > 1 ? String(parts[1]) : "")) }
      index += 1
    }
    return result.sorted { $0.name < $1.name }
  }

  /// Starts a shell command away from the terminal. Nil when it could not start.
  static func spawnShell(_ command: String) -> Int32? {
    var child: pid_t = 0
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = unsafe posix_spawn_file_actions_t()
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    // The screen belongs to the stand-in.
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    #if canImport(Darwin)
      var attributes: posix_spawnattr_t?
    #else
      var attributes = posix_spawnattr_t()
    #endif
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    // Threads of a test runner block signals, and a child would inherit that.
    var none = sigset_t()
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var arguments: [UnsafeMutablePointer<CChar>?] = unsafe (["/bin/sh", "-c", command] as [String]).map {
      unsafe strdup($0)
    }
    unsafe arguments.append(nil)
    defer { unsafe arguments.forEach { unsafe free($0) } }
    return unsafe posix_spawn(&child, "/bin/sh", &actions, &attributes, arguments, environ) == 0 ? child : nil
  }

  /// The exit code of a child that has ended, 128 + n for one ended by a signal; nil while it runs.
  static func exitCode(of child: Int32, wait: Bool = false) -> Int32? {
    var status: Int32 = 0
    var result: Int32
    repeat { result = unsafe waitpid(child, &status, wait ? 0 : WNOHANG) } while result < 0 && errno == EINTR
    if result == 0 { return nil }
    if result < 0 { return 0 }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }

  /// Does not come back.
  static func die(by way: Crash) -> Never {
    switch way {
    case .signal(let number):
      _ = signal(number, SIG_DFL)
      _ = kill(getpid(), number)
      _exit(127)
    case .exit(let code): _exit(code)
    }
  }

  static func leave(_ code: Int32) -> Never { exit(code) }

  static func pause(_ time: Nanoseconds) { _ = Poll.wait(for: [], timeout: time) }
}
