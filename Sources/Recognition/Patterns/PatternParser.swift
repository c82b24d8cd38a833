/// A pattern as a tree.
indirect enum PatternNode: Sendable, Hashable {
  case set(ScalarSet)
  case lineStart
  case lineEnd
  case wordEdge
  case sequence([PatternNode])
  case choice([PatternNode])
  case loop(PatternNode, from: Int, to: Int?, isLazy: Bool)
  case capture(PatternNode)
}

/// What is wrong with a pattern, and where.
struct PatternError: Error, Hashable, CustomStringConvertible {
  var message: String
  var offset: Int
  var description: String { "\(message) at character \(offset + 1)" }
}

/// Reads the familiar notation: `. [a-z] [^…] \d \s \w \S ( ) (?: ) | ? * + {2,5} ^ $ \b \x{2800}`.
struct PatternParser {
  private let scalars: [UInt32]
  private var position = 0
  private var captures = 0

  private init(_ source: String) { scalars = source.unicodeScalars.map(\.value) }

  static func parse(_ source: String) throws(PatternError) -> PatternNode {
    var parser = PatternParser(source)
    let node = try parser.choice(depth: 0)
    if parser.position < parser.scalars.count { throw parser.error("a `)` too many") }
    return node
  }

  private func error(_ message: String) -> PatternError { PatternError(message: message, offset: position) }

  private var next: Character? {
    guard position < scalars.count, let scalar = Unicode.Scalar(scalars[position]) else { return nil }
    return Character(scalar)
  }

  private mutating func take(_ character: Character) -> Bool {
    guard next == character else { return false }
    position += 1
    return true
  }

  private mutating func choice(depth: Int) throws(PatternError) -> PatternNode {
    guard depth < 32 else { throw error("groups are nested too deep") }
    var branches = [try sequence(depth: depth)]
    while take("|") { branches.append(try sequence(depth: depth)) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence(depth: Int) throws(PatternError) -> PatternNode {
    var parts: [PatternNode] = []
    while let character = next, character != "|", character != ")" {
      parts.append(try repeated(try atom(depth: depth)))
    }
    return .sequence(parts)
  }

  private mutating func repeated(_ node: PatternNode) throws(PatternError) -> PatternNode {
    var result = node
    while let character = next {
      let bounds: (Int, Int?)
      switch character {
      case "?": bounds = (0, 1)
      case "*": bounds = (0, nil)
      case "+": bounds = (1, nil)
      case "{": bounds = try counts()
      default: return result
      }
      if character != "{" { position += 1 }
      result = .loop(result, from: bounds.0, to: bounds.1, isLazy: take("?"))
    }
    return result
  }

  /// `{3}`, `{2,}` or `{2,5}`.
  private mutating func counts() throws(PatternError) -> (Int, Int?) {
    position += 1
    let from = try number()
    var to: Int? = from
    if take(",") { to = next == "}" ? nil : try number() }
    guard take("}") else { throw error("a `}` is missing") }
    if let to, to < from { throw error("a count that ends before it starts") }
    return (from, to)
  }

  private mutating func number() throws(PatternError) -> Int {
    var value: Int?
    while let digit = next?.wholeNumberValue {
      value = (value ?? 0) * 10 + digit
      position += 1
      if value ?? 0 > 64 { throw error("counts go up to 64") }
    }
    guard let value else { throw error("a number is missing") }
    return value
  }

  private mutating func atom(depth: Int) throws(PatternError) -> PatternNode {
    guard let character = next else { throw error("something is missing") }
    switch character {
    case ".":
      position += 1
      return .set(.any)
    case "^":
      position += 1
      return .lineStart
    case "$":
      position += 1
      return .lineEnd
    case "(": return try group(depth: depth)
    case "[": return .set(try bracket())
    case "*", "+", "?", "{": throw error("nothing before `\(character)`")
    case "\\":
      position += 1
      if take("b") { return .wordEdge }
      return .set(try escape())
    default:
      let value = scalars[position]
      position += 1
      return .set(ScalarSet([value...value]))
    }
  }

  private mutating func group(depth: Int) throws(PatternError) -> PatternNode {
    position += 1
    var isCapture = true
    if take("?") {
      guard take(":") else { throw error("only `(?:` is known") }
      isCapture = false
    }
    let inner = try choice(depth: depth + 1)
    guard take(")") else { throw error("a `)` is missing") }
    // One capture is enough for a rule's detail; further groups only group.
    guard isCapture, captures == 0 else { return inner }
    captures += 1
    return .capture(inner)
  }

  private mutating func bracket() throws(PatternError) -> ScalarSet {
    position += 1
    let isInverted = take("^")
    var set = ScalarSet()
    var isFirst = true
    while let character = next, isFirst || character != "]" {
      isFirst = false
      if character == "\\", let shorthand = try shorthand() {
        set.formUnion(shorthand)
        continue
      }
      let low = try bracketScalar()
      guard next == "-", position + 1 < scalars.count, scalars[position + 1] != 0x5D else {
        set.insert(low...low)
        continue
      }
      position += 1
      let high = try bracketScalar()
      guard low <= high else { throw error("a range that ends before it starts") }
      set.insert(low...high)
    }
    guard take("]") else { throw error("a `]` is missing") }
    return isInverted ? set.inverted() : set
  }

  private mutating func bracketScalar() throws(PatternError) -> UInt32 {
    guard position < scalars.count else { throw error("a `]` is missing") }
    if take("\\") { return try escapedScalar() }
    defer { position += 1 }
    return scalars[position]
  }

  /// `\d` and its like, or nil without moving when something else is escaped.
  private mutating func shorthand() throws(PatternError) -> ScalarSet? {
    guard position + 1 < scalars.count, let letter = Unicode.Scalar(scalars[position + 1]) else { return nil }
    guard let set = Self.shorthands[Character(letter)] else { return nil }
    position += 2
    return set
  }

  private static let shorthands: [Character: ScalarSet] = [
    "d": .digits, "D": ScalarSet.digits.inverted(),
    "s": .blanks, "S": ScalarSet.blanks.inverted(),
    "w": .wordScalars, "W": ScalarSet.wordScalars.inverted(),
  ]

  private mutating func escape() throws(PatternError) -> ScalarSet {
    position -= 1
    if let set = try shorthand() { return set }
    position += 1
    let value = try escapedScalar()
    return ScalarSet([value...value])
  }

  private mutating func escapedScalar() throws(PatternError) -> UInt32 {
    guard let character = next else { throw error("a `\\` at the end") }
    if character == "x" {
      position += 1
      guard take("{") else { throw error("`\\x` needs `{…}`") }
      var value: UInt32 = 0
      while let digit = next?.hexDigitValue, value < 0x11_0000 {
        value = value * 16 + UInt32(digit)
        position += 1
      }
      guard take("}"), Unicode.Scalar(value) != nil else { throw error("not a Unicode scalar") }
      return value
    }
    if character.isLetter || character.isNumber { throw error("`\\\(character)` is not known") }
    let value = scalars[position]
    position += 1
    return value
  }
}
