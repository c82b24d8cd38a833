extension PullRequest {
  /// What a reviewer handed in.
  public struct Review: Hashable, Codable, Sendable {
    public enum State: String, Codable, Sendable {
      case approved, changesRequested, commented, dismissed
    }

    public var id: String
    public var author: String
    public var state: State
    public var text: String
    /// Seconds since 1970.
    public var at: Int64

    public init(id: String, author: String, state: State, text: String = "", at: Int64 = 0) {
      self.id = id
      self.author = author
      self.state = state
      self.text = text
      self.at = at
    }
  }

  public struct Comment: Hashable, Codable, Sendable {
    public var id: String
    public var author: String
    /// By a program.
    public var isBot: Bool
    public var text: String
    /// Seconds since 1970.
    public var at: Int64
    /// The file it is about.
    public var path: String?
    /// Counted from 1; nil too for a line that has changed since.
    public var line: Int?

    public init(
      id: String, author: String, isBot: Bool = false, text: String, at: Int64 = 0, path: String? = nil,
      line: Int? = nil
    ) {
      self.id = id
      self.author = author
      self.isBot = isBot
      self.text = text
      self.at = at
      self.path = path
      self.line = line
    }
  }
}

// MARK: Reading what an older argosy wrote

extension PullRequest.Review {
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decode(String.self, forKey: .id)
    author = try values.decode(.author, or: "")
    state = try values.decode(State.self, forKey: .state)
    text = try values.decode(.text, or: "")
    at = try values.decode(.at, or: 0)
  }
}

extension PullRequest.Comment {
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decode(String.self, forKey: .id)
    author = try values.decode(.author, or: "")
    isBot = try values.decode(.isBot, or: false)
    text = try values.decode(.text, or: "")
    at = try values.decode(.at, or: 0)
    path = try values.decodeIfPresent(String.self, forKey: .path)
    line = try values.decodeIfPresent(Int.self, forKey: .line)
  }
}
