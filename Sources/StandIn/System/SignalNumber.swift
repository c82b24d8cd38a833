#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Signals by the names that scenarios use.
enum SignalNumber {
  static let kill: Int32 = SIGKILL

  static func named(_ name: String) -> Int32? {
    switch name.lowercased() {
    case "kill": SIGKILL
    case "term": SIGTERM
    case "segv": SIGSEGV
    case "abrt": SIGABRT
    case "hup": SIGHUP
    default: nil
    }
  }
}
