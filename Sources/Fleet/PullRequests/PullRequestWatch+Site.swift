extension PullRequestWatch {
  /// What is known of one repository, for the sake of the pace.
  struct Site: Sendable {
    struct Known: Hashable, Sendable {
      let number: Int
      let state: PullRequest.State
      let updated: Int64
      let head: String
      let ci: PullRequest.CI
      let hasRunningChecks: Bool
      let isMergeabilityPending: Bool

      init(_ pullRequest: PullRequest) {
        number = pullRequest.number
        state = pullRequest.state
        updated = pullRequest.updated
        head = pullRequest.head
        ci = pullRequest.ci
        hasRunningChecks = pullRequest.state.isOpen && pullRequest.hasRunningChecks
        isMergeabilityPending = pullRequest.state.isOpen && pullRequest.isMergeabilityPending
      }
    }

    struct Watched: Hashable, Sendable {
      var owner: String?
      var isPushed: Bool
      var known: Known?

      var isOpen: Bool { known?.state.isOpen ?? false }
      /// Nothing comes after a merge.
      var mayChange: Bool { known?.state != .merged }
      /// Pushed, and a pull request may come.
      var isMissing: Bool { isPushed && known == nil }
    }

    private(set) var branches: [String: Watched] = [:]
    var underWay: (call: PullRequestCall, since: UInt64)?
    private var tag: String?
    /// The newest entry of the last list.
    private var newestListed: Int64?
    private var lastCall: UInt64?
    private var lastDetails: UInt64?
    /// A closer look is wanted as soon as may be.
    private var isUrgent = false
    private var eagerUntil: UInt64 = 0
    private var quiet: UInt64
    private var failures: UInt64 = 0
    private var mergeabilityAsks: UInt64 = 0
    /// Where the next call goes on, when there are too many branches for one.
    private var rotation = 0

    init(_ pace: PullRequestPace) { quiet = pace.quiet }

    // MARK: Being told

    mutating func watch(_ wanted: [Branch]) {
      var next: [String: Watched] = [:]
      for branch in wanted {
        let before = branches[branch.name]
        let known = before?.known ?? branch.pullRequest.map(Known.init)
        let isPushed = branch.isPushed || before?.isPushed ?? false || known != nil
        let watched = Watched(owner: branch.owner?.lowercased(), isPushed: isPushed, known: known)
        if before?.isPushed != isPushed, watched.isOpen || watched.isMissing { isUrgent = true }
        next[branch.name] = watched
      }
      branches = next
    }

    mutating func kick(_ branch: String?, at now: UInt64, _ pace: PullRequestPace) {
      let names = branch.map { [$0] } ?? Array(branches.keys)
      for name in names where branches[name] != nil {
        branches[name]?.isPushed = true
        isUrgent = true
      }
      guard isUrgent else { return }
      eagerUntil = now + pace.eager
      quiet = pace.quiet
      failures = 0
    }

    mutating func order() {
      isUrgent = !branches.isEmpty
      failures = 0
    }

    var isSettled: Bool { !isUrgent && underWay == nil }

    // MARK: The next call

    /// When to call next, or to give up waiting for what is under way. Nil: there is no reason to.
    func due(at now: UInt64, _ pace: PullRequestPace) -> UInt64? {
      if let underWay { return underWay.since + pace.lost }
      guard let interval = interval(at: now, pace) else { return nil }
      guard let lastCall else { return now }
      guard failures > 0 else { return lastCall + interval }
      let doubled = pace.retry << min(failures - 1, 16)
      return lastCall + max(min(doubled, pace.longestRetry), pace.gap)
    }

    private func interval(at now: UInt64, _ pace: PullRequestPace) -> UInt64? {
      guard branches.values.contains(where: \.mayChange) else { return nil }
      var reasons: [UInt64] = []
      if isUrgent { reasons.append(pace.gap) }
      if isRunning || now < eagerUntil { reasons.append(pace.running) }
      if isWaitingForMergeability { reasons.append(pace.mergeability << min(mergeabilityAsks, 5)) }
      if branches.values.contains(where: \.isOpen) { reasons.append(quiet) }
      if branches.values.contains(where: \.isMissing) { reasons.append(pace.missing) }
      return reasons.min().map { max($0, pace.gap) }
    }

    private var isRunning: Bool { branches.values.contains { $0.known?.hasRunningChecks ?? false } }

    private var isWaitingForMergeability: Bool {
      mergeabilityAsks < 6 && branches.values.contains { $0.known?.isMergeabilityPending ?? false }
    }

    mutating func next(at now: UInt64, _ pace: PullRequestPace) -> PullRequestCall.Kind {
      let isDeep = lastDetails.map { now - $0 >= pace.deep } ?? true
      guard isUrgent || isDeep || isRunning || now < eagerUntil || isWaitingForMergeability else {
        return .list(tag: tag)
      }
      return .details(questions(pace.most))
    }

    /// Whatever may still change, the open ones first.
    private mutating func questions(_ most: Int) -> [PullRequestCall.Question] {
      let names = branches.filter(\.value.mayChange).keys.sorted()
      let ordered = names.filter { branches[$0]?.isOpen ?? false } + names.filter { !(branches[$0]?.isOpen ?? false) }
      if rotation >= ordered.count { rotation = 0 }
      let some = ordered[rotation...].prefix(max(1, most))
      rotation += some.count
      return some.map { name in
        let watched = branches[name]
        // One that was closed may have a successor.
        return .init(
          branch: name, owner: watched?.owner, number: watched?.isOpen == true ? watched?.known?.number : nil)
      }
    }

    mutating func begin(_ call: PullRequestCall, at now: UInt64) {
      underWay = (call, now)
      lastCall = now
      guard case .details = call.kind else { return }
      // The rest of them as soon as may be. What is wanted meanwhile comes after.
      isUrgent = rotation < branches.values.count(where: \.mayChange)
      if !isUrgent { rotation = 0 }
    }

    mutating func giveUpLost(at now: UInt64, _ pace: PullRequestPace) {
      guard let underWay, now >= underWay.since + pace.lost else { return }
      failed(pace, at: now, isRepeated: true)
      self.underWay = nil
    }

    // MARK: Answers

    mutating func failed(_ pace: PullRequestPace, at now: UInt64, isRepeated: Bool) {
      if isRepeated { failures += 1 }
      isUrgent = true
      rotation = 0
    }

    mutating func took(
      _ answer: PullRequestCall.Answer, to call: PullRequestCall, at now: UInt64, _ pace: PullRequestPace
    ) {
      failures = 0
      switch (answer, call.kind) {
      case (.list(let entries, let tag, let isWhole), _):
        if isNews(entries, isWhole: isWhole) {
          isUrgent = true
        } else {
          slowDown(pace)
        }
        self.tag = tag
        newestListed = entries.map(\.updated).max() ?? newestListed
      case (.details(let found), .details(let questions)):
        lastDetails = now
        took(found, for: questions, at: now, pace)
      default: slowDown(pace)
      }
    }

    private func isNews(_ entries: [PullRequestCall.Entry], isWhole: Bool) -> Bool {
      for entry in entries {
        guard let watched = branches[entry.branch], watched.mayChange, watched.owner == entry.owner else { continue }
        guard let known = watched.known else { return true }
        // A higher number is a successor.
        if entry.number == known.number ? entry.updated > known.updated : entry.number > known.number { return true }
      }
      // Others may have pushed ours out of the list.
      guard !isWhole, let newestListed, let oldest = entries.map(\.updated).min() else { return false }
      return oldest > newestListed
    }

    private mutating func took(
      _ found: [PullRequest], for questions: [PullRequestCall.Question], at now: UInt64, _ pace: PullRequestPace
    ) {
      var isChanged = false
      for question in questions {
        guard let before = branches[question.branch] else { continue }
        let known = found.last { $0.branch == question.branch }.map(Known.init)
        guard let known else {
          if before.isOpen { isChanged = true }
          branches[question.branch]?.known = before.isOpen ? nil : before.known
          continue
        }
        if let old = before.known, old.number == known.number, known.updated < old.updated { continue }
        if before.known != known { isChanged = true }
        // Checks begin a little after their commit is there.
        if known.state.isOpen, before.known?.head != known.head { eagerUntil = max(eagerUntil, now + pace.eager) }
        branches[question.branch]?.known = known
        branches[question.branch]?.isPushed = true
      }
      let isPending = branches.values.contains { $0.known?.isMergeabilityPending ?? false }
      mergeabilityAsks = isPending && !isChanged ? mergeabilityAsks + 1 : 0
      if isChanged { quiet = pace.quiet } else { slowDown(pace) }
    }

    private mutating func slowDown(_ pace: PullRequestPace) {
      quiet = min(quiet + quiet / 4, max(pace.quiet, pace.quietest))
    }
  }
}
