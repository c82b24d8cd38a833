/// All that the stand-in for GitHub knows: a JSON file that tests edit. What is missing in it has a default.
///
/// Times are texts as GitHub writes them.
public struct GitHubState: Codable, Sendable {
  /// Who gh is logged in as.
  public var login: String
  /// By `owner/name`.
  public var repositories: [String: Repository]
  public var faults: [Fault]
  /// For whatever needs a number that nothing else has.
  public var lastID: Int

  public init(login: String = "agent", repositories: [String: Repository] = [:], faults: [Fault] = []) {
    self.login = login
    self.repositories = repositories
    self.faults = faults
    lastID = 1000
  }

  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    login = try fields.value(.login, or: "agent")
    repositories = try fields.value(.repositories, or: [:])
    faults = try fields.value(.faults, or: [])
    lastID = try fields.value(.lastID, or: 1000)
  }

  /// A number that was not given before.
  public mutating func newID() -> Int {
    lastID += 1
    return lastID
  }

  public struct Repository: Codable, Sendable {
    /// The number of the pull request that comes next.
    public var next: Int
    public var pulls: [Pull]
    public var issues: [Issue]
    /// Where its branches are; with it, a pull request follows what is pushed.
    public var remote: String?

    public init(next: Int = 42, pulls: [Pull] = [], issues: [Issue] = [], remote: String? = nil) {
      self.next = next
      self.pulls = pulls
      self.issues = issues
      self.remote = remote
    }

    public init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: CodingKeys.self)
      next = try fields.value(.next, or: 42)
      pulls = try fields.value(.pulls, or: [])
      issues = try fields.value(.issues, or: [])
      remote = try fields.decodeIfPresent(String.self, forKey: .remote)
    }
  }

  public struct Issue: Codable, Sendable {
    public var number: Int
    public var title: String
    public var body: String
    /// OPEN or CLOSED.
    public var state: String
    public var labels: [String]

    public init(number: Int, title: String, body: String = "", state: String = "OPEN", labels: [String] = []) {
      self.number = number
      self.title = title
      self.body = body
      self.state = state
      self.labels = labels
    }

    public init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: CodingKeys.self)
      number = try fields.decode(Int.self, forKey: .number)
      title = try fields.value(.title, or: "")
      body = try fields.value(.body, or: "")
      state = try fields.value(.state, or: "OPEN")
      labels = try fields.value(.labels, or: [])
    }
  }

  /// What goes wrong. The first that fits a call is used for it.
  public struct Fault: Codable, Sendable {
    public enum Kind: String, Codable, Sendable {
      case rateLimited, network, notLoggedIn, garbage, slow
    }

    public var kind: Kind
    /// How often; nil for always.
    public var times: Int?
    /// How slow, or how long the limit lasts.
    public var seconds: Double
    /// The first words of the commands that it strikes, such as `api`; nil for all.
    public var commands: [String]?

    public init(_ kind: Kind, times: Int? = nil, seconds: Double = 60, commands: [String]? = nil) {
      self.kind = kind
      self.times = times
      self.seconds = seconds
      self.commands = commands
    }

    public init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: CodingKeys.self)
      kind = try fields.decode(Kind.self, forKey: .kind)
      times = try fields.decodeIfPresent(Int.self, forKey: .times)
      seconds = try fields.value(.seconds, or: 60)
      commands = try fields.decodeIfPresent([String].self, forKey: .commands)
    }
  }

  /// The fault that strikes this command, which is used up by that.
  public mutating func takeFault(for command: String) -> Fault? {
    let place = faults.firstIndex { fault in
      fault.times ?? 1 > 0 && fault.commands.map { $0.contains(command) } ?? true
    }
    guard let place else { return nil }
    let fault = faults[place]
    if let times = fault.times { faults[place].times = times - 1 }
    faults.removeAll { $0.times == 0 }
    return fault
  }
}

extension KeyedDecodingContainer {
  func value<Value: Decodable>(_ key: Key, or missing: Value) throws -> Value {
    try decodeIfPresent(Value.self, forKey: key) ?? missing
  }
}
