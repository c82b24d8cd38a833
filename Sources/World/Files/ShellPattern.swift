#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A pattern of one directory and names in it, such as `docs/plans/*-plan.md`.
public struct ShellPattern: Hashable, Sendable {
  /// Empty for the top; no wildcards.
  public let directory: String
  /// As shells match names: `*`, `?`, `[…]`; a dot in front has to be written.
  public let name: String

  public init(_ pattern: String) {
    let parts = pattern.split(separator: "/")
    directory = parts.dropLast().joined(separator: "/")
    name = parts.last.map(String.init) ?? ""
  }

  public func matches(_ name: String) -> Bool { unsafe fnmatch(self.name, name, FNM_PERIOD) == 0 }
}
