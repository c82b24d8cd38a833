/// The fixed text in a pattern: what every screen that it matches may be known to hold.
///
/// Alternatives are written out, so that `auto-(accept|deny)` is two words and not three pieces, as far as they are few.
/// A place where anything may stand breaks the text.
struct Literals {
  /// Stands where the pattern leaves something open.
  static let gap: UInt32 = 0

  private static let mostAlternatives = 64

  private var finished: [[UInt32]] = []
  private var open: [[UInt32]] = [[]]

  /// Every text of a pattern, folded as patterns are, with ``gap`` where anything may stand.
  static func of(_ pattern: Pattern) -> [[UInt32]] {
    guard let tree = try? PatternParser.parse(pattern.source) else { return [] }
    var literals = Literals()
    literals.take(tree)
    return literals.finished + literals.open
  }

  private mutating func take(_ node: PatternNode) {
    switch node {
    case .set(let set): append(set.only ?? Self.gap)
    case .lineStart, .lineEnd, .wordEdge: break
    case .sequence(let parts): for part in parts { take(part) }
    case .capture(let inner): take(inner)
    case .choice(let branches): alternate(branches)
    case .loop(let inner, let from, let to, _):
      if from == 0, to == 1 {
        alternate([.sequence([]), inner])
      } else if from == 1, to == 1 {
        take(inner)
      } else {
        append(Self.gap)
        alternate([.sequence([]), inner])
        append(Self.gap)
      }
    }
  }

  private mutating func append(_ scalar: UInt32) {
    for index in open.indices { open[index].append(scalar) }
  }

  private mutating func alternate(_ branches: [PatternNode]) {
    let before = open
    var after: [[UInt32]] = []
    for branch in branches {
      open = before
      take(branch)
      after += open
    }
    guard after.count > Self.mostAlternatives else {
      open = after
      return
    }
    finished += after
    open = [[Self.gap]]
  }
}

extension ScalarSet {
  /// Its one member; nil for a set of several.
  fileprivate var only: UInt32? {
    var found: UInt32?
    for scalar in asciiMembers {
      guard found == nil else { return nil }
      found = scalar
    }
    for range in wideRanges {
      guard found == nil, range.lowerBound == range.upperBound else { return nil }
      found = range.lowerBound
    }
    return found
  }
}
