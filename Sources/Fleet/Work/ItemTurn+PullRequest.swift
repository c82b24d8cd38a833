extension ItemTurn {
  /// Its pull request was seen.
  ///
  /// - Parameter log: the end of the failing job's log, where one fails.
  mutating func take(_ seen: PullRequest, log: [String]) {
    let old = item.pullRequest
    guard !isOfAnother(seen, old) else { return }
    let new = seen.following(old)
    guard new != old, item.life != .queued, item.life != .preparing else { return }
    item.pullRequest = new
    for change in PullRequestChange.changes(from: old, to: new) { take(change, new, log) }
    if new.ci == .passing, new.state == .open, new.verdict != .changesRequested, new.mergeable != .conflicting {
      if !item.isOver { need("ready", Attention(.prReady, "\(title(new)) is ready to be merged", since: now.wall)) }
    } else {
      settled("ready")
    }
  }

  /// A branch's name outlives its item: what was over when this one began, or was followed by another, is not its own.
  /// GitHub tells whole seconds, and nothing is over in the second in which its item begins.
  private func isOfAnother(_ seen: PullRequest, _ old: PullRequest?) -> Bool {
    guard !seen.state.isOpen else { return false }
    guard let old else { return seen.updated <= item.createdAt / 1_000_000_000 }
    return seen.number < old.number
  }

  private func title(_ pullRequest: PullRequest) -> String { "PR #\(pullRequest.number)" }

  private mutating func take(_ change: PullRequestChange, _ pullRequest: PullRequest, _ log: [String]) {
    record(.pullRequest, "\(title(pullRequest)) \(change.phrase)")
    guard !item.isOver else { return }
    if case .ending = item.life { return }
    switch change {
    case .opened, .reopened: settled("pr", "closed")
    case .checksRunning, .checksPassing: settled("ci")
    case .checksFailing(let checks), .moreChecksFailing(let checks):
      let names = checks.map(\.name).joined(separator: ", ")
      respond(
        "ci", item.settings.onFailure,
        Attention(.ciFailing, "\(title(pullRequest)): failing: \(names)", detail: log, since: now.wall),
        words: Self.words(
          "Checks of pull request #\(pullRequest.number) fail: \(names). Find the cause, mend it, and push.", log))
    case .reviewComments(let comments):
      let lines = comments.map { $0.asLine }
      respond(
        "comments", item.settings.onComments,
        Attention(
          .reviewComments, "\(title(pullRequest)): \(comments.count) new comment\(comments.count == 1 ? "" : "s")",
          detail: lines, since: now.wall),
        words: Self.words("Pull request #\(pullRequest.number) has review comments. Deal with each, and push.", lines))
    case .changesRequested(let reviews):
      let lines = reviews.map { "\($0.author): \($0.text)" }
      respond(
        "comments", item.settings.onComments,
        Attention(.reviewComments, "\(title(pullRequest)): changes are requested", detail: lines, since: now.wall),
        words: Self.words(
          "A review of pull request #\(pullRequest.number) asks for changes. Make them, and push.", lines))
    case .approved: settled("comments")
    case .conflict:
      need(
        "conflict",
        Attention(.conflict, "\(title(pullRequest)) conflicts with \(pullRequest.base)", since: now.wall))
    case .conflictResolved: settled("conflict")
    case .merged:
      cancel()
      end(.complete("\(title(pullRequest)) was merged"))
    case .closed:
      settled("ci", "comments", "conflict", "ready")
      need(
        "closed",
        Attention(
          .prClosed, "\(title(pullRequest)) was closed without being merged",
          hint: "argosy done \(item.name), or argosy stop \(item.name)", since: now.wall))
    }
  }

  /// To the agent by itself as often as the repository allows, then to a person (invariant 5).
  private mutating func respond(
    _ key: String, _ responder: ItemSettings.Responder, _ attention: Attention, words: String
  ) {
    let spent = item.spent[key] ?? 0
    guard responder == .agent, spent < item.settings.attempts else { return need(key, attention) }
    item.spent[key] = spent + 1
    settled(key)
    item.errands.removeAll { $0.about == key && $0.progress == .due }
    item.errands.append(Errand(about: key, text: words))
  }

  private static func words(_ request: String, _ lines: [String]) -> String {
    lines.isEmpty ? request : request + "\n\n" + lines.joined(separator: "\n")
  }
}

extension PullRequest.Comment {
  fileprivate var asLine: String {
    let place = path.map { path in line.map { "\(path):\($0) " } ?? "\(path) " } ?? ""
    return "\(place)\(author): \(text)"
  }
}

extension PullRequestChange {
  /// As a line of the log tells it.
  public var phrase: String {
    switch self {
    case .opened: "was opened"
    case .reopened: "was opened again"
    case .checksRunning: "checks are running"
    case .checksFailing(let checks): "checks fail: \(checks.map(\.name).joined(separator: ", "))"
    case .moreChecksFailing(let checks): "more checks fail: \(checks.map(\.name).joined(separator: ", "))"
    case .checksPassing: "checks pass"
    case .reviewComments(let comments): "has \(comments.count) new comment\(comments.count == 1 ? "" : "s")"
    case .changesRequested: "has changes requested"
    case .approved: "was approved"
    case .conflict: "conflicts with its base"
    case .conflictResolved: "no longer conflicts"
    case .merged: "was merged"
    case .closed: "was closed"
    }
  }
}
