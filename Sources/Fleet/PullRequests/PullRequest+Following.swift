extension PullRequest {
  /// As many comments are remembered: who has seen one must not be told of it again, and no memory is for ever.
  private static let memory = 500

  /// What is to be believed when this was seen after `old` was believed.
  ///
  /// Servers answer from copies that lag behind one another, so what was seen later can be the older news. The one that
  /// was updated earlier loses whole. Checks do not count as an update: of each the newest run stays as long as the
  /// commit is the same. Whether it can be merged stays as it was while the server works it out.
  public func following(_ old: PullRequest?) -> PullRequest {
    guard let old, old.number == number else { return self }
    guard updated >= old.updated, old.state != .merged || state == .merged else { return old }
    var next = self
    if head == old.head {
      // One that is under way and no longer told of may have been withdrawn; a result stays a result.
      next.setChecks(old.checks.filter { check in check.bucket != .pending || has(check) } + checks)
    }
    if isMergeabilityPending || mergeable == .unknown { next.mergeable = old.mergeable }
    next.comments = Self.joined(old.comments, comments, \.id)
    next.reviews = Self.joined(old.reviews, reviews, \.id)
    return next
  }

  private func has(_ check: Check) -> Bool { checks.contains { $0.key == check.key } }

  private static func joined<Element>(
    _ old: [Element], _ new: [Element], _ id: (Element) -> String
  ) -> [Element] {
    let seen = Set(new.map(id))
    return Array((old.filter { !seen.contains(id($0)) } + new).suffix(max(memory, new.count)))
  }
}
