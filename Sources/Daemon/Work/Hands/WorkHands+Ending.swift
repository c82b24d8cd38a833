import Fleet
import TmuxControl
import World

extension WorkHands {
  /// Ends the item's session, if it is still the item's.
  func close(_ item: WorkItem) async -> DeedResult {
    guard let session = item.session, session.server == epoch else { return .closed }
    do {
      try await sessions.end(session.session, item: "\(item.id)")
      return .closed
    } catch {
      return .failed("\(error)")
    }
  }

  /// What would be lost with the item's worktree and branch; nil where there is no worktree.
  ///
  /// - Throws: ``GitFailure`` when that cannot be told.
  func losses(_ item: WorkItem) async throws -> Losses? {
    guard let workspace = item.workspace else { return nil }
    let (repository, _, facts) = try await inspect(item, workspace)
    _ = repository
    guard facts.exists else { return Losses() }
    return Self.losses(facts)
  }

  /// Removes worktree and branch, if nothing is lost by it but what was named.
  func discard(_ item: WorkItem, named: Losses) async -> DeedResult {
    guard let workspace = item.workspace else { return .discarded }
    do {
      let (repository, settings, facts) = try await inspect(item, workspace)
      let protected = settings.protectedBranches(item.repository.defaultBranch)
      if facts.exists {
        let losses = Self.losses(facts)
        guard losses.isCovered(by: named) else { return .kept(losses) }
        try await repository.removeWorktree(workspace.path, force: true, protected: protected)
      }
      // Somebody may have switched branches in it: only the one that was looked at goes, and only as it was then.
      let isOurs = facts.exists && facts.branch == workspace.branch
      try await repository.deleteBranch(
        workspace.branch, lastSeenAt: isOurs ? facts.head : nil, protected: protected)
      return .discarded
    } catch GitFailure.unmerged {
      return .discarded
    } catch {
      return .failed("\(error)")
    }
  }

  private func inspect(
    _ item: WorkItem, _ workspace: Workspace
  ) async throws -> (GitRepository, RepositorySettings, WorktreeFacts) {
    let repository = try await repository(item.repository.path)
    let settings = try RepositorySettings(repository: repository.top)
    let branch = try? await repository.defaultBranch()
    return (repository, settings, try await repository.inspect(workspace.path, against: branch, limit: 10_000))
  }

  private static func losses(_ facts: WorktreeFacts) -> Losses {
    var losses = Losses(uncommitted: facts.changes.listed.map(\.path))
    if let operation = facts.operation { losses.uncommitted.append("(\(operation.kind.rawValue) in progress)") }
    // What reached the default branch in another form is not lost.
    switch facts.integration {
    case .contained, .equivalent: break
    case .missing, .unknown: losses.unpushed = facts.unpushed.listed.map { "\($0.id) \($0.subject)" }
    }
    return losses
  }
}
