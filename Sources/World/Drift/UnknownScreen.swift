public import Recognition

/// A screen that held an agent and matched none of its rules.
public struct UnknownScreen: Hashable, Sendable, Codable {
  public struct Row: Hashable, Sendable, Codable {
    public var text: String
    /// It goes on in the next row.
    public var isWrapped: Bool?
    /// With blanks for what is faint.
    public var solid: String?
    public var highlight: String?
  }

  public var agent: String
  public var version: String?
  public var argosy: String
  public var tmux: String
  public var columns: Int
  public var rows: [Row]
  public var title: String
  public var isAlternate: Bool
  public var isRedacted: Bool
  public var near: [NearRule]
  /// How often it stood there for long.
  public var count: Int
  /// When it was seen first and last, in nanoseconds since 1970.
  public var first: Int64
  public var last: Int64

  public init(
    _ screen: ScreenText, agent: String, version: String?, argosy: String, tmux: String, near: [NearRule],
    isRedacted: Bool, at moment: Int64
  ) {
    self.agent = agent
    self.version = version
    self.argosy = argosy
    self.tmux = tmux
    columns = screen.columns
    rows = screen.rows.map {
      Row(text: $0.text, isWrapped: $0.isWrapped ? true : nil, solid: $0.solid, highlight: $0.highlight)
    }
    while let end = rows.last, end.text.isEmpty { rows.removeLast() }
    title = screen.title
    isAlternate = screen.isAlternate
    self.isRedacted = isRedacted
    self.near = near
    count = 1
    first = moment
    last = moment
  }

  /// The screen as recognition reads it.
  public var screen: ScreenText {
    ScreenText(
      rows: rows.map {
        .init(text: $0.text, isWrapped: $0.isWrapped ?? false, solid: $0.solid, highlight: $0.highlight)
      }, columns: columns, title: title, isAlternate: isAlternate)
  }
}

/// How often screens of one version of an agent were not known.
public struct UnknownCount: Hashable, Sendable, Codable {
  public var agent: String
  public var version: String?
  public var count: Int
  /// Since when they are counted, and when the last was seen, in nanoseconds since 1970.
  public var since: Int64
  public var last: Int64

  public init(agent: String, version: String?, count: Int, since: Int64, last: Int64) {
    self.agent = agent
    self.version = version
    self.count = count
    self.since = since
    self.last = last
  }
}
