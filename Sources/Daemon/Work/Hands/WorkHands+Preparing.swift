import Fleet
import Foundation
import World

extension WorkHands {
  /// Makes the item's worktree ready: fetched base, branch, files of the repository's settings, set-up. What an earlier
  /// attempt began is finished; what fails is taken back, unless somebody may have worked in it.
  func prepare(_ item: WorkItem) async -> DeedResult {
    do {
      let repository = try await repository(item.repository.path)
      let settings = try RepositorySettings(repository: repository.top)
      let name = try FeatureName(item.name)
      let path = name.directory(in: repository.top)
      let base = try await repository.base(item.settings.base)
      // Cut short, git would leave what nobody knows of.
      let worktree = try await Task {
        try await repository.restoreWorktree(at: path, branch: name.branch, commit: base.commit)
      }.value
      var remarks = [base.remark, worktree.remark].compactMap { $0 }
      do {
        try Task.checkCancellation()
        remarks += try WorkspaceFiles(top: repository.top, worktree: path).bring(
          copies: settings.copy, links: settings.link)
        try await setUp(item, settings, repository, path)
      } catch {
        // Somebody who calls it off wants it gone, not left half done.
        if worktree.isNew { await Task { await takeBack(repository, path, name.branch, base.commit, settings) }.value }
        throw error
      }
      return .prepared(Workspace(path: path, branch: name.branch, base: base.commit, remarks: remarks))
    } catch {
      return .failed("\(error)")
    }
  }

  private func setUp(
    _ item: WorkItem, _ settings: RepositorySettings, _ repository: GitRepository, _ path: String
  ) async throws {
    guard !settings.setup.isEmpty else { return }
    try await SetupCommand(
      commands: settings.setup, worktree: path, top: repository.top, environment: environment,
      outputFile: try file(item.id, "setup.log")
    ).run()
  }

  /// The worktree was made by this very attempt, and all there is in it comes from the set-up.
  private func takeBack(
    _ repository: GitRepository, _ path: String, _ branch: String, _ commit: String, _ settings: RepositorySettings
  ) async {
    let protected = settings.protectedBranches(nil)
    _ = try? await repository.removeWorktree(path, force: true, protected: protected)
    _ = try? await repository.deleteBranch(branch, lastSeenAt: commit, protected: protected)
  }
}
