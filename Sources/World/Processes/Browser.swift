import Dispatch
import TmuxControl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The person's browser, as the desktop starts it.
public enum Browser {
  #if os(macOS)
    private static let opener = "open"
  #else
    private static let opener = "xdg-open"
  #endif

  /// Opens an address.
  ///
  /// - Parameter patience: seconds after which an opener that still runs counts as one that has opened it: it may have
  ///   become the browser.
  /// - Returns: false where there is no opener, or it says that it could not.
  public static func open(_ address: String, environment: [String: String], patience: Double = 3) -> Bool {
    guard let program = path(environment["PATH"] ?? "/usr/bin:/bin") else { return false }
    let nowhere = openNowhere()
    guard nowhere >= 0 else { return false }
    defer { close(nowhere) }
    guard
      let process = try? SpawnedProcess(
        .init(
          path: program, arguments: [program, address], environment: environment, standardInput: nowhere,
          standardOutput: nowhere, standardError: nowhere, leadsSession: true))
    else { return false }
    let (ended, failed) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    DispatchQueue.global().async {
      if process.wait() != 0 { failed.signal() }
      ended.signal()
    }
    guard ended.wait(timeout: .now() + patience) == .success else { return true }
    return failed.wait(timeout: .now()) != .success
  }

  private static func path(_ folders: String) -> String? {
    folders.split(separator: ":").map { "\($0)/\(opener)" }.first { unsafe access($0, X_OK) == 0 }
  }
}

/// Outside of the type, whose own function would hide the system's.
private func openNowhere() -> Int32 { unsafe open("/dev/null", O_RDWR | O_CLOEXEC) }
