public import TmuxUI

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The program that shows notices on this desktop.
public struct DesktopNotifier: Sendable {
  public let program: DesktopProgram
  public let path: String
  private let environment: [String: String]

  /// Looks for one on PATH. Nil where there is none.
  public init?(_ environment: [String: String]) {
    let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    for program in DesktopProgram.candidates {
      for folder in folders where folder.hasPrefix("/") {
        let path = "\(folder)/\(program.rawValue)"
        guard unsafe access(path, X_OK) == 0 else { continue }
        (self.program, self.path, self.environment) = (program, path, environment)
        return
      }
    }
    return nil
  }

  /// Shows a notice; the program has ten seconds.
  ///
  /// - Returns: what went wrong; nil for nothing.
  public func show(_ notice: Notice) async -> String? {
    let run = BoundedRun(
      program: path, arguments: program.arguments(notice), environment: environment, directory: "/",
      timeout: .seconds(10), limit: 64 << 10)
    do {
      let outcome = try await run.collecting()
      guard outcome.status != 0 else { return nil }
      return "\(program.rawValue): exit code \(outcome.status): \(outcome.errors.prefix(300))"
    } catch {
      return "\(program.rawValue): \(error)"
    }
  }
}
