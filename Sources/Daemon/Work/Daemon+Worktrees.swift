import Fleet
import Logging
import NIOCore
import World

/// What happens in the items' worktrees: files that stages leave, branches that are pushed.
extension Daemon {
  func watchWorktrees() {
    guard worktreeFiles == nil else { return }
    do {
      worktreeFiles = try FileWatcher { [weak self] change in
        guard let self else { return }
        loop.execute { self.assumeIsolated { $0.worktreeChanged(change) } }
      }
    } catch {
      log.error("worktrees are not watched: \(error)")
    }
  }

  /// Watches what belongs to the items of now, and nothing else.
  func followWorktrees() {
    var wanted: [String: Set<WatchedPlace>] = [:]
    for item in coordinator.items.values where !item.isOver {
      guard let workspace = item.workspace else { continue }
      for stage in item.path {
        for (kind, patterns) in stage.artifacts {
          for pattern in patterns.map({ ShellPattern($0) }) {
            wanted["\(workspace.path)/\(pattern.directory)", default: []].insert(.artifacts(item.id, kind, pattern))
          }
        }
      }
      if let directory = item.repository.pushedBranches {
        wanted[directory, default: []].insert(.branch(item.id, workspace.branch))
      }
    }
    let old = watchedPlaces
    watchedPlaces = wanted
    for directory in old.keys where wanted[directory] == nil { worktreeFiles?.unwatch(directory) }
    for (directory, places) in wanted.sorted(by: { $0.key < $1.key }) {
      if old[directory] == nil { worktreeFiles?.watch(directory) }
      if old[directory] != places { lookAround(directory) }
    }
  }

  private func worktreeChanged(_ change: FileChange) {
    switch change.kind {
    case .rescan: lookAround(change.directory)
    case .vanished: break
    case .appeared, .written: see(change.name, in: change.directory)
    }
  }

  /// What is there already.
  private func lookAround(_ directory: String) {
    guard watchedPlaces[directory] != nil else { return }
    for name in FileKind.names(in: directory).sorted() { see(name, in: directory) }
  }

  private func see(_ name: String, in directory: String) {
    for place in watchedPlaces[directory] ?? [] {
      switch place {
      case .artifacts(let item, let kind, let pattern):
        guard pattern.matches(name) else { continue }
        tell(.foundArtifact(item, kind: kind, path: pattern.directory.isEmpty ? name : "\(pattern.directory)/\(name)"))
      case .branch(let item, let branch):
        if branch == name { pushed(item) }
      }
    }
  }
}

/// Why a directory is watched.
enum WatchedPlace: Hashable, Sendable {
  case artifacts(ItemID, String, ShellPattern)
  case branch(ItemID, String)
}
