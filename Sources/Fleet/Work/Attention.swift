public import Recognition

/// A thing that waits for a person, with its text, its options and since when.
public struct Attention: Hashable, Sendable, Codable {
  /// The most urgent first: an agent that stands still, then what is broken, then what can wait.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    case permission
    case question
    case plan
    case trust
    case login
    case limit
    case error
    /// The agent ended in the middle of its work.
    case crash
    /// argosy could not do what it had to.
    case trouble
    /// Something was typed for the agent and nothing proves what became of it.
    case delivery
    case ciFailing = "ci-failing"
    case conflict
    case reviewComments = "review-comments"
    /// A stage is over and the next one waits for a word.
    case gate = "decision-gate"
    case prReady = "pr-ready"
    case prClosed = "pr-closed"
    case orphan

    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }

    public init(_ kind: BlockKind) {
      self =
        switch kind {
        case .permission: .permission
        case .question: .question
        case .plan: .plan
        case .trust: .trust
        case .login: .login
        case .limit: .limit
        case .error: .error
        }
    }

    /// The agent itself waits, in its pane.
    public var isAsked: Bool {
      switch self {
      case .permission, .question, .plan, .trust, .login, .limit, .error: true
      default: false
      }
    }
  }

  public var kind: Kind
  public var text: String
  public var detail: [String]
  public var options: [Ask.Option]
  /// The ask in the pane that this is about.
  public var askID: String?
  /// What a person would do about it: a verb of the command line.
  public var hint: String?
  /// Nanoseconds since 1970.
  public var since: Int64

  public init(
    _ kind: Kind, _ text: String, detail: [String] = [], options: [Ask.Option] = [], askID: String? = nil,
    hint: String? = nil, since: Int64
  ) {
    self.kind = kind
    self.text = text
    self.detail = detail
    self.options = options
    self.askID = askID
    self.hint = hint
    self.since = since
  }
}

// MARK: Reading what an older argosy wrote

extension Attention {
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    kind = try values.decode(Kind.self, forKey: .kind)
    text = try values.decode(.text, or: "")
    detail = try values.decode(.detail, or: [])
    options = try values.decode(.options, or: [])
    askID = try values.decodeIfPresent(String.self, forKey: .askID)
    hint = try values.decodeIfPresent(String.self, forKey: .hint)
    since = try values.decode(Int64.self, forKey: .since)
  }
}
