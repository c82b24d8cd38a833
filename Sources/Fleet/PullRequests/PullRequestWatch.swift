/// When to ask for pull requests, and for which: a value without clock and without gh.
///
/// A repository has at most one call under way, and at most one in each interval, however many branches are watched.
/// What runs out of reasons to be asked has no timer: a repository in which nothing is open and nothing was pushed
/// rests until it is told otherwise. So a pull request that was closed, and is opened again while nothing else is open,
/// is noticed with the next ``Event/kick(_:branch:)`` or ``Event/order(_:)``.
public struct PullRequestWatch: Sendable {
  /// A branch that somebody wants to know about.
  public struct Branch: Hashable, Sendable {
    public let name: String
    /// Who owns it, where it is not the repository's own.
    public let owner: String?
    /// Only what was pushed can have a pull request. Once told, it stays so.
    public let isPushed: Bool
    /// What is known of it from before.
    public let pullRequest: PullRequest?

    public init(name: String, owner: String? = nil, isPushed: Bool, pullRequest: PullRequest? = nil) {
      self.name = name
      self.owner = owner
      self.isPushed = isPushed
      self.pullRequest = pullRequest
    }
  }

  public enum Event: Sendable {
    /// All branches of the repository that are wanted; the ones left out are so no longer.
    case watch(RepositoryName, [Branch])
    /// Something was pushed, or a pull request opened. A nil branch: on any of them.
    case kick(RepositoryName, branch: String?)
    /// A person wants to know: also what was given up is tried again.
    case order(RepositoryName)
    case answered(PullRequestCall, PullRequestCall.Answer)
    /// Time has passed, as an effect asked for.
    case woke
  }

  /// What a person has to set right before anything more can be known.
  public enum Obstacle: Hashable, Sendable {
    case missingProgram
    case notLoggedIn(host: String)
    case noSuchRepository(RepositoryName)
  }

  public enum Effect: Hashable, Sendable {
    case call(PullRequestCall)
    /// Come back with ``Event/woke`` at this monotonic time, and no other; nil: at none.
    case wake(at: UInt64?)
    /// Told once, until it is overcome.
    case attention(Obstacle, GitHubFailure)
    case overcome(Obstacle)
  }

  public let pace: PullRequestPace
  var sites: [RepositoryName: Site] = [:]
  var obstacles: Set<Obstacle> = []
  /// Told, and being tried once more.
  var tried: Set<Obstacle> = []
  /// Until when a server wants to be left alone.
  var limits: [String: UInt64] = [:]
  private var armed: UInt64?
  private var lastNumber: Int64 = 0

  public init(pace: PullRequestPace = PullRequestPace()) {
    self.pace = pace
  }

  /// Nothing that was wanted of the repository at once is still to be asked or answered.
  public func isSettled(_ repository: RepositoryName) -> Bool { sites[repository]?.isSettled ?? true }

  /// When the repository is asked for next, or is given up on, in monotonic nanoseconds; nil: not by itself.
  public func nextCall(of repository: RepositoryName, at now: UInt64) -> UInt64? {
    sites[repository].flatMap { due($0, of: repository, at: now) }
  }

  /// Until when the repository's server wants to be left alone; nil when it does not.
  public func limit(of repository: RepositoryName, at now: UInt64) -> UInt64? {
    limits[repository.host].flatMap { $0 > now ? $0 : nil }
  }

  public mutating func apply(_ event: Event, at now: UInt64) -> [Effect] {
    var effects: [Effect] = []
    switch event {
    case .watch(let repository, let branches):
      sites[repository, default: Site(pace)].watch(branches)
    case .kick(let repository, let branch):
      sites[repository]?.kick(branch, at: now, pace)
    case .order(let repository):
      forgive(repository)
    case .answered(let call, let answer):
      effects += take(answer, to: call, at: now)
    case .woke:
      // A timer may be early; what it was for is asked for again.
      if armed != nil { armed = 0 }
    }
    return effects + proceed(at: now)
  }

  /// Makes the calls whose time has come, and asks to be woken for the next.
  private mutating func proceed(at now: UInt64) -> [Effect] {
    var effects: [Effect] = []
    var next: UInt64?
    for repository in sites.keys.sorted() {
      guard var site = sites[repository] else { continue }
      site.giveUpLost(at: now, pace)
      if let due = due(site, of: repository, at: now), due <= now {
        lastNumber += 1
        let call = PullRequestCall(number: lastNumber, repository: repository, kind: site.next(at: now, pace))
        site.begin(call, at: now)
        effects.append(.call(call))
      }
      if let due = due(site, of: repository, at: now) { next = min(next ?? due, due) }
      sites[repository] = site
    }
    if armed != next {
      armed = next
      effects.append(.wake(at: next))
    }
    return effects
  }

  /// Nil while it rests.
  private func due(_ site: Site, of repository: RepositoryName, at now: UInt64) -> UInt64? {
    guard isFree(repository), let due = site.due(at: now, pace) else { return nil }
    guard site.underWay == nil, let limit = limits[repository.host] else { return due }
    return max(due, limit)
  }

  private func isFree(_ repository: RepositoryName) -> Bool {
    obstacles.isDisjoint(with: [
      .missingProgram, .notLoggedIn(host: repository.host), .noSuchRepository(repository),
    ])
  }
}
