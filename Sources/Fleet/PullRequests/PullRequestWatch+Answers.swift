extension PullRequestWatch {
  mutating func take(_ answer: PullRequestCall.Answer, to call: PullRequestCall, at now: UInt64) -> [Effect] {
    let repository = call.repository
    // One that was given up, or is of a repository that nobody watches, comes too late.
    guard var site = sites[repository], site.underWay?.call == call else { return [] }
    site.underWay = nil
    var effects: [Effect] = []
    if case .failed(let failure) = answer {
      site.failed(pace, at: now, isRepeated: Self.isTransient(failure))
      effects = took(failure, of: repository, at: now)
    } else {
      site.took(answer, to: call, at: now, pace)
      limits[repository.host] = nil
      for obstacle in [
        Obstacle.missingProgram, .notLoggedIn(host: repository.host), .noSuchRepository(repository),
      ] where tried.remove(obstacle) != nil {
        effects.append(.overcome(obstacle))
      }
    }
    sites[repository] = site
    return effects
  }

  private static func isTransient(_ failure: GitHubFailure) -> Bool {
    switch failure {
    case .network, .garbage: true
    case .missingProgram, .notLoggedIn, .rateLimited, .noSuchRepository: false
    }
  }

  private mutating func took(_ failure: GitHubFailure, of repository: RepositoryName, at now: UInt64) -> [Effect] {
    let obstacle: Obstacle
    switch failure {
    case .network, .garbage: return []
    case .rateLimited(let seconds):
      let asked = seconds.map { UInt64(max(0, $0)).multipliedReportingOverflow(by: 1_000_000_000) }
      let wait = asked.map { $0.overflow ? pace.longestRateLimit : max($0.partialValue, pace.gap) } ?? pace.rateLimit
      let until = now + min(wait, pace.longestRateLimit)
      limits[repository.host] = max(limits[repository.host] ?? 0, until)
      return []
    case .missingProgram: obstacle = .missingProgram
    case .notLoggedIn: obstacle = .notLoggedIn(host: repository.host)
    case .noSuchRepository: obstacle = .noSuchRepository(repository)
    }
    guard obstacles.insert(obstacle).inserted, tried.remove(obstacle) == nil else { return [] }
    return [.attention(obstacle, failure)]
  }

  /// What stood in the way of this repository may be set right: it is tried once more, and the attention stays until
  /// that has gone well.
  mutating func forgive(_ repository: RepositoryName) {
    for obstacle in [
      Obstacle.missingProgram, .notLoggedIn(host: repository.host), .noSuchRepository(repository),
    ] where obstacles.remove(obstacle) != nil {
      tried.insert(obstacle)
    }
    sites[repository]?.order()
  }
}
