/// Which versions of a program a rule is for, as a rule file says it: `>=2.1.228 <2.2`. All of its parts must hold.
public struct VersionRange: Sendable, Hashable, CustomStringConvertible {
  private enum Comparison: String, Sendable, CaseIterable {
    // The longer sign first: `>` begins `>=` too.
    case atLeast = ">="
    case atMost = "<="
    case above = ">"
    case below = "<"
    case equal = "="
  }

  private struct Bound: Sendable, Hashable {
    var comparison: Comparison
    var version: [Int]
  }

  private let bounds: [Bound]
  /// As it was written.
  public let description: String

  /// Nil for text that is no range: an empty one, one without a sign, one with a version that is none.
  public init?(_ text: String) {
    var bounds: [Bound] = []
    for part in text.split(separator: " ") {
      guard let comparison = Comparison.allCases.first(where: { part.hasPrefix($0.rawValue) }),
        let version = Self.numbers(part.dropFirst(comparison.rawValue.count))
      else { return nil }
      bounds.append(Bound(comparison: comparison, version: version))
    }
    guard !bounds.isEmpty else { return nil }
    self.bounds = bounds
    description = text
  }

  /// Whether a version is inside. True for nil, and for text that is no version: where the version is not known, every
  /// rule is tried.
  ///
  /// Numbers that are missing count as 0, and what follows a `-` or `+` does not count: `2.2.0-beta.1` is 2.2.
  public func contains(_ version: String?) -> Bool {
    guard let version, let numbers = Self.numbers(version[...]) else { return true }
    return bounds.allSatisfy { bound in
      switch (bound.comparison, Self.order(numbers, bound.version)) {
      case (.atLeast, 0...), (.atMost, ...0), (.above, 1), (.below, -1), (.equal, 0): true
      default: false
      }
    }
  }

  /// One to six numbers with dots between, of at most nine digits; a leading `v` is dropped.
  private static func numbers(_ text: Substring) -> [Int]? {
    let text = text.hasPrefix("v") ? text.dropFirst() : text
    let release = text.prefix { $0 != "-" && $0 != "+" }
    let parts = release.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...6).contains(parts.count) else { return nil }
    var numbers: [Int] = []
    for part in parts {
      let areDigits = part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard areDigits, part.utf8.count <= 9, let number = Int(part) else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  /// -1, 0 or 1.
  private static func order(_ left: [Int], _ right: [Int]) -> Int {
    for index in 0..<max(left.count, right.count) {
      let pair = (index < left.count ? left[index] : 0, index < right.count ? right[index] : 0)
      if pair.0 != pair.1 { return pair.0 < pair.1 ? -1 : 1 }
    }
    return 0
  }
}
