/// Branches that are never removed, whatever is asked.
public struct ProtectedBranches: Hashable, Sendable {
  private let patterns: [String]

  /// - Parameter also: the default branch, and what a repository's settings name. A `*` stands for any text.
  public init(also names: [String] = []) {
    patterns = (Self.always + names).map { $0.lowercased() }
  }

  static let always = ["main", "master", "trunk", "develop", "staging", "production"]

  /// Whether a branch is one of them. Letters count alike in upper and lower case: some file systems hold them to be
  /// the same.
  public func contains(_ branch: String) -> Bool {
    let name = Substring(branch.lowercased())
    return patterns.contains { Self.matches(name, Substring($0)) }
  }

  private static func matches(_ name: Substring, _ pattern: Substring) -> Bool {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard let first = parts.first, let last = parts.last, parts.count > 1 else { return name == pattern }
    guard name.hasPrefix(first) else { return false }
    var rest = name.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let range = rest.firstRange(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return rest.hasSuffix(last)
  }
}
