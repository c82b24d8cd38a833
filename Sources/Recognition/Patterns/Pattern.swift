/// A compiled pattern over folded text.
///
/// Why not `Regex`: rules are compiled once and used from any thread, which `Regex` is not made for, and thousands of
/// tests run for each screen, which it is not fast enough for. This matcher backtracks with a memory of the states
/// that failed, so its time is at most pattern length × text length, whatever a user's rule looks like.
struct Pattern: Sendable, Hashable {
  struct Match: Sendable, Hashable {
    var range: Range<Int>
    /// What the first `( )` took.
    var capture: Range<Int>?
  }

  private enum Step: Sendable, Hashable {
    case set(ScalarSet)
    case lineStart
    case lineEnd
    case wordEdge
    /// Try the first; if that fails, the second.
    case split(Int, Int)
    case jump(Int)
    case captureStart
    case captureEnd
    case accept
  }

  let source: String
  private let steps: [Step]
  /// What a match can begin with; nil when it can begin with anything or be empty.
  private let first: ScalarSet?
  private let isAnchored: Bool

  init(_ source: String) throws(PatternError) {
    self.source = source
    let tree = try PatternParser.parse(source)
    var steps: [Step] = []
    try Self.compile(tree, into: &steps)
    steps.append(.accept)
    self.steps = steps
    (first, isAnchored) = Self.beginning(of: tree)
  }

  private static func compile(_ node: PatternNode, into steps: inout [Step]) throws(PatternError) {
    guard steps.count < 4_000 else { throw PatternError(message: "the pattern is too long", offset: 0) }
    switch node {
    case .set(let set): steps.append(.set(set))
    case .lineStart: steps.append(.lineStart)
    case .lineEnd: steps.append(.lineEnd)
    case .wordEdge: steps.append(.wordEdge)
    case .sequence(let parts):
      for part in parts { try compile(part, into: &steps) }
    case .capture(let inner):
      steps.append(.captureStart)
      try compile(inner, into: &steps)
      steps.append(.captureEnd)
    case .choice(let branches):
      var jumps: [Int] = []
      for (index, branch) in branches.enumerated() {
        guard index < branches.count - 1 else {
          try compile(branch, into: &steps)
          break
        }
        let split = steps.count
        steps.append(.accept)
        try compile(branch, into: &steps)
        jumps.append(steps.count)
        steps.append(.accept)
        steps[split] = .split(split + 1, steps.count)
      }
      for jump in jumps { steps[jump] = .jump(steps.count) }
    case .loop(let inner, let from, let to, let isLazy):
      try compileLoop(inner, from: from, to: to, isLazy: isLazy, into: &steps)
    }
  }

  private static func compileLoop(
    _ inner: PatternNode, from: Int, to: Int?, isLazy: Bool, into steps: inout [Step]
  ) throws(PatternError) {
    for _ in 0..<from { try compile(inner, into: &steps) }
    func split(_ inside: Int, _ outside: Int) -> Step { isLazy ? .split(outside, inside) : .split(inside, outside) }
    guard let to else {
      let start = steps.count
      steps.append(.accept)
      try compile(inner, into: &steps)
      steps.append(.jump(start))
      steps[start] = split(start + 1, steps.count)
      return
    }
    var splits: [Int] = []
    for _ in from..<to {
      splits.append(steps.count)
      steps.append(.accept)
      try compile(inner, into: &steps)
    }
    for start in splits { steps[start] = split(start + 1, steps.count) }
  }

  /// The scalars a match can start with, and whether it can only start at the start of the text.
  private static func beginning(of node: PatternNode) -> (ScalarSet?, Bool) {
    switch node {
    case .set(let set): return (set, false)
    case .capture(let inner): return beginning(of: inner)
    case .loop(let inner, let from, _, _): return from > 0 ? (beginning(of: inner).0, false) : (nil, false)
    case .sequence(let parts):
      guard let head = parts.first else { return (nil, false) }
      if case .lineStart = head {
        return (beginning(of: .sequence(Array(parts.dropFirst()))).0, true)
      }
      return beginning(of: head)
    case .choice(let branches):
      var set: ScalarSet?
      for branch in branches {
        guard let start = beginning(of: branch).0 else { return (nil, false) }
        if set == nil { set = start } else { set?.formUnion(start) }
      }
      return (set, false)
    case .lineStart, .lineEnd, .wordEdge: return (nil, false)
    }
  }

  /// The leftmost match in folded text.
  func match(in text: [UInt32]) -> Match? {
    var search: Search?
    for start in 0...(isAnchored ? 0 : text.count) {
      if let first {
        guard start < text.count, first.contains(text[start]) else { continue }
      }
      if search == nil { search = Search(width: text.count + 1, steps: steps.count) }
      if let match = search?.run(steps, on: text, from: start) { return match }
    }
    return nil
  }

  func matches(_ text: [UInt32]) -> Bool { match(in: text) != nil }

  /// One search: the stack of choices still open and the states known to lead nowhere.
  private struct Search {
    private enum Open {
      case state(step: Int, position: Int)
      /// Undo of a capture, for when the branch that made it failed.
      case restore(start: Int, end: Int)
    }

    private let width: Int
    private var visited: [UInt64]
    private var stack: [Open] = []
    private var captureStart = -1
    private var captureEnd = -1

    init(width: Int, steps: Int) {
      self.width = width
      visited = Array(repeating: 0, count: (width * steps + 63) / 64)
    }

    /// True the first time a state is seen. A state that was seen before has failed before: success ends the search.
    private mutating func enter(_ step: Int, _ position: Int) -> Bool {
      let index = step * width + position
      let bit: UInt64 = 1 << UInt64(index & 63)
      if visited[index >> 6] & bit != 0 { return false }
      visited[index >> 6] |= bit
      return true
    }

    mutating func run(_ steps: [Step], on text: [UInt32], from start: Int) -> Match? {
      stack.removeAll(keepingCapacity: true)
      stack.append(.state(step: 0, position: start))
      captureStart = -1
      captureEnd = -1
      while let open = stack.popLast() {
        switch open {
        case .restore(let start, let end):
          captureStart = start
          captureEnd = end
        case .state(let step, let position):
          guard let end = follow(steps, on: text, step: step, position: position) else { continue }
          let capture = captureStart >= 0 && captureEnd >= captureStart ? captureStart..<captureEnd : nil
          return Match(range: start..<end, capture: capture)
        }
      }
      return nil
    }

    /// Goes on from one state until it accepts (the end of the match) or fails (nil).
    private mutating func follow(_ steps: [Step], on text: [UInt32], step: Int, position: Int) -> Int? {
      var step = step
      var position = position
      while enter(step, position) {
        switch steps[step] {
        case .accept: return position
        case .set(let set):
          guard position < text.count, set.contains(text[position]) else { return nil }
          position += 1
          step += 1
        case .lineStart:
          guard position == 0 else { return nil }
          step += 1
        case .lineEnd:
          guard position == text.count else { return nil }
          step += 1
        case .wordEdge:
          let before = position > 0 && ScalarSet.wordScalars.contains(text[position - 1])
          let after = position < text.count && ScalarSet.wordScalars.contains(text[position])
          guard before != after else { return nil }
          step += 1
        case .jump(let target): step = target
        case .split(let one, let other):
          stack.append(.state(step: other, position: position))
          step = one
        case .captureStart:
          stack.append(.restore(start: captureStart, end: captureEnd))
          captureStart = position
          step += 1
        case .captureEnd:
          stack.append(.restore(start: captureStart, end: captureEnd))
          captureEnd = position
          step += 1
        }
      }
      return nil
    }
  }
}
