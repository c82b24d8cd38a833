/// The session `$3` of one tmux server. Never reused while that server lives; meaningless on any other.
public struct SessionID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  public let number: UInt32

  public init(number: UInt32) { self.number = number }

  /// Reads `$3`. Nil for anything else.
  public init?(_ text: some StringProtocol) {
    guard let number = parseIdentifier(text, sigil: "$") else { return nil }
    self.number = number
  }

  public var description: String { "$\(number)" }

  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// The window `@3` of one tmux server.
public struct WindowID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  public let number: UInt32

  public init(number: UInt32) { self.number = number }

  /// Reads `@3`. Nil for anything else.
  public init?(_ text: some StringProtocol) {
    guard let number = parseIdentifier(text, sigil: "@") else { return nil }
    self.number = number
  }

  public var description: String { "@\(number)" }

  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// The pane `%3` of one tmux server.
public struct PaneID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  public let number: UInt32

  public init(number: UInt32) { self.number = number }

  /// Reads `%3`. Nil for anything else.
  public init?(_ text: some StringProtocol) {
    guard let number = parseIdentifier(text, sigil: "%") else { return nil }
    self.number = number
  }

  public var description: String { "%\(number)" }

  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// One life of one tmux server. Ids start again at zero with the next one, so every id is scoped by this.
public struct ServerEpoch: Hashable, Sendable, Codable {
  public let pid: Int32
  /// Seconds since 1970, as the server reports its own start.
  public let startTime: Int64

  public init(pid: Int32, startTime: Int64) {
    self.pid = pid
    self.startTime = startTime
  }
}

private func parseIdentifier(_ text: some StringProtocol, sigil: Character) -> UInt32? {
  guard text.first == sigil else { return nil }
  let digits = text.dropFirst()
  guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
  return UInt32(digits)
}
