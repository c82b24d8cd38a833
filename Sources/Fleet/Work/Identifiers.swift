/// Which work item: chosen when it is ordered, never used again, also written into its tmux session.
public struct ItemID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  public let text: String

  public init(_ text: String) { self.text = text }

  public init(from decoder: any Decoder) throws { text = try decoder.singleValueContainer().decode(String.self) }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  public var description: String { text }

  public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

/// Which effect with consequences: counted up within one store, so that a result finds what it is the result of.
public struct EffectID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  public let number: Int

  public init(_ number: Int) { self.number = number }

  public init(from decoder: any Decoder) throws { number = try decoder.singleValueContainer().decode(Int.self) }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(number)
  }

  public var description: String { "\(number)" }

  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
