extension PullRequestChange {
  /// What happened between two looks: each thing once, nothing for what stayed the same.
  ///
  /// Whoever calls this remembers ``PullRequest/following(_:)``, not what it saw, for the next time.
  ///
  /// - Parameters:
  ///   - old: Nil when nothing was known. One of another number is as good as none.
  ///   - seen: What was seen now; when it is older news than `old`, nothing happened.
  public static func changes(
    from old: PullRequest?, to seen: PullRequest, remarks: RemarkFilter = RemarkFilter()
  ) -> [PullRequestChange] {
    let old = old?.number == seen.number ? old : nil
    let new = seen.following(old)
    guard new != old else { return [] }
    var changes: [PullRequestChange] = []
    if let old {
      if old.state == .closed, new.state.isOpen { changes.append(.reopened) }
    } else {
      changes.append(.opened)
    }
    if new.state.isOpen {
      changes += checks(old, new)
      changes += reviews(old, new)
    }
    let comments = comments(old, new).filter { remarks.lets($0, on: new) }
    if !comments.isEmpty { changes.append(.reviewComments(comments)) }
    if new.state.isOpen {
      let had = old?.mergeable == .conflicting
      if new.mergeable == .conflicting, !had { changes.append(.conflict) }
      if new.mergeable == .yes, had { changes.append(.conflictResolved) }
    }
    if new.state == .merged, old?.state != .merged { changes.append(.merged) }
    if new.state == .closed, old?.state != .closed { changes.append(.closed) }
    return changes
  }

  private static func checks(_ old: PullRequest?, _ new: PullRequest) -> [PullRequestChange] {
    let before = old?.ci ?? .unknown
    let isSameCommit = old?.head == new.head
    switch new.ci {
    case .unknown: return []
    case .pending: return before == .pending ? [] : [.checksRunning]
    case .passing: return before == .passing && isSameCommit ? [] : [.checksPassing]
    case .failing:
      let failing = new.failingChecks
      guard let old, before == .failing, isSameCommit else { return [.checksFailing(failing)] }
      let fresh = failing.filter { check in !old.failingChecks.contains { $0.isSameRun(as: check) } }
      if fresh.isEmpty { return [] }
      return fresh.count == failing.count ? [.checksFailing(fresh)] : [.moreChecksFailing(fresh)]
    }
  }

  private static func reviews(_ old: PullRequest?, _ new: PullRequest) -> [PullRequestChange] {
    switch new.verdict {
    case .changesRequested?:
      let fresh = fresh(.changesRequested, old, new)
      return old?.verdict == .changesRequested && fresh.isEmpty ? [] : [.changesRequested(fresh)]
    case .approved? where old?.verdict != .approved:
      return [.approved(new.reviews.filter { $0.state == .approved })]
    case .approved?, .required?, nil: return []
    }
  }

  private static func fresh(
    _ state: PullRequest.Review.State, _ old: PullRequest?, _ new: PullRequest
  ) -> [PullRequest.Review] {
    let known = Set((old?.reviews ?? []).filter { $0.state == state }.map(\.id))
    return new.reviews.filter { $0.state == state && !known.contains($0.id) }
  }

  private static func comments(_ old: PullRequest?, _ new: PullRequest) -> [PullRequest.Comment] {
    let known = Set((old?.comments ?? []).map(\.id))
    var comments = new.comments.filter { !known.contains($0.id) }
    // One whose word has no weight here asks for changes in vain; what it says is still worth reading.
    if new.verdict != .changesRequested || !new.state.isOpen {
      for review in fresh(.changesRequested, old, new) where !review.text.isEmpty {
        comments.append(.init(id: review.id, author: review.author, text: review.text, at: review.at))
      }
    }
    return comments
  }
}
