#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Gives the terminal back when the program crashes, before what else is done about it.
enum Crash {
  private struct Remains {
    let device: Device
    let exit: [UInt8]
  }

  // Read in a signal's handler, where no lock may be waited for; written while none is installed.
  nonisolated(unsafe) private static var remains: Remains?
  nonisolated(unsafe) private static var previous: [Int32: sigaction] = [:]

  private static let signals = [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE]

  static func guardAgainst(_ device: Device) {
    unsafe remains = Remains(device: device, exit: Array(Device.exit.utf8))
    for number in signals {
      var (action, old) = (sigaction(), sigaction())
      #if canImport(Darwin)
        unsafe action.__sigaction_u.__sa_handler = { Crash.giveBack($0) }
      #else
        unsafe action.__sigaction_handler.sa_handler = { Crash.giveBack($0) }
      #endif
      guard unsafe sigaction(number, &action, &old) == 0 else { continue }
      unsafe previous[number] = old
    }
  }

  static func forget() {
    for number in signals {
      guard var action = unsafe previous[number] else { continue }
      unsafe sigaction(number, &action, nil)
    }
    unsafe previous = [:]
    unsafe remains = nil
  }

  private static func giveBack(_ number: Int32) {
    if let remains = unsafe remains { remains.device.abandon(remains.exit) }
    // Whoever looked after crashes before sees this one as if nothing had been in between.
    if var action = unsafe previous[number] { unsafe sigaction(number, &action, nil) }
    raise(number)
  }
}
