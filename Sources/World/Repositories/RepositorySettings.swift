public import Recognition

/// What a repository wants of the features that are built in it: `.argosy.yml` at its top.
///
/// Everything is optional. A file that is wrong in one place is refused whole, with the line.
///
/// ```yaml
/// copy: [.env, config/local.yml]       # into each new worktree, what is not there yet
/// link: [node_modules]                 # as links to the main checkout's
/// setup:                               # by `sh -c` in the worktree, one after the other; a text or a list
///   - npm ci
///   - npm run build
/// agent: claude                        # as `argosy agents` names it
/// permission_mode: acceptEdits         # ask, plan, acceptEdits, auto, bypass
/// models: {plan: opus, work: sonnet}   # by stage
/// gates: {plan: human, work: pause}    # after a stage: auto, pause, human
/// limit: 3                             # features at a time
/// notify: "notify-send argosy"         # by `sh -c`, for each thing that waits for a person
/// base: develop                        # instead of the remote's default branch
/// protected: [release/*]               # branches never removed, with main, master and the like
/// pull_requests:
///   on_failure: agent                  # who is told of failing checks: person, agent
///   on_comments: person                # of review comments
///   attempts: 2                        # of the agent, then a person
/// workflow: .argosy/feature.yml        # instead of the built-in one
/// ```
public struct RepositorySettings: Hashable, Sendable {
  /// What happens between a stage that is complete and the next one.
  public enum Gate: String, Hashable, Sendable, CaseIterable {
    case auto, pause, human
  }

  /// Who takes care of something first.
  public enum Handler: String, Hashable, Sendable, CaseIterable {
    case person, agent
  }

  public struct PullRequests: Hashable, Sendable {
    public var onFailure: Handler?
    public var onComments: Handler?
    /// How often the agent tries before a person is asked; 1 to 20.
    public var attempts: Int?

    public init(onFailure: Handler? = nil, onComments: Handler? = nil, attempts: Int? = nil) {
      self.onFailure = onFailure
      self.onComments = onComments
      self.attempts = attempts
    }
  }

  /// The name of the file.
  public static let fileName = ".argosy.yml"

  /// Paths in the repository, checked to stay in it as they are written.
  public var copy: [String] = []
  public var link: [String] = []
  public var setup: [String] = []
  public var agent: String?
  public var permissionMode: LaunchRecipe.Mode?
  /// Model by stage.
  public var models: [String: String] = [:]
  /// Gate by stage.
  public var gates: [String: Gate] = [:]
  /// 1 to 100.
  public var limit: Int?
  public var notify: String?
  public var base: String?
  public var protected: [String] = []
  public var pullRequests = PullRequests()
  /// A path in the repository.
  public var workflow: String?

  public init() {}

  /// The settings of a repository: none where it has no file.
  ///
  /// - Parameter top: the top of the main checkout.
  /// - Throws: ``RuleError`` with file and line; also for a file that cannot be read or is larger than 256 KiB.
  public init(repository top: String) throws(RuleError) {
    let path = "\(top)/\(Self.fileName)"
    guard let kind = FileKind(at: path) else {
      self.init()
      return
    }
    guard kind != .link || FileKind.resolved(path)?.isInside(FileKind.resolved(top) ?? top) == true else {
      throw RuleError(file: path, message: "the file is a link out of the repository, or to nothing")
    }
    let limit = 256 << 10
    guard let tail = FileTail(of: path, limit: limit + 1) else {
      throw RuleError(file: path, message: "the file cannot be read")
    }
    guard tail.bytes.count <= limit else { throw RuleError(file: path, message: "the file is larger than 256 KiB") }
    guard let text = String(validating: tail.bytes, as: UTF8.self) else {
      throw RuleError(file: path, message: "the file is not UTF-8")
    }
    try self.init(yaml: text, file: path)
  }

  /// Reads the text of such a file; an empty one says nothing.
  ///
  /// - Parameter file: its name as errors shall show it.
  /// - Throws: ``RuleError``: the first thing that is wrong.
  public init(yaml text: String, file: String) throws(RuleError) {
    let hasContent = text.split(whereSeparator: \.isNewline).contains { line in
      let start = line.drop(while: \.isWhitespace)
      return !start.isEmpty && !start.hasPrefix("#") && start != "---"
    }
    guard hasContent else {
      self.init()
      return
    }
    self = try RepositorySettingsReader.read(YAMLValue.parse(text, file: file))
  }

  /// The branches that are never removed here.
  ///
  /// - Parameter defaultBranch: the repository's, which is one of them.
  public func protectedBranches(_ defaultBranch: String?) -> ProtectedBranches {
    ProtectedBranches(also: protected + [defaultBranch, base].compactMap { $0 })
  }
}
