#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why nothing can be drawn.
public enum CanvasError: Error, Hashable, CustomStringConvertible {
  case notATerminal
  case system(String, Int32)

  public var description: String {
    switch self {
    case .notATerminal: "this needs a terminal"
    case .system(let what, let code): "\(what): \(unsafe String(cString: strerror(code)))"
    }
  }
}
