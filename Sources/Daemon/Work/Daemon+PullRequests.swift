import Fleet
import Logging
import NIOCore
import World

extension Daemon {
  /// Tells the watch which branches are wanted, where that has changed.
  func followPullRequests() {
    var wanted: [RepositoryName: [PullRequestWatch.Branch]] = [:]
    for item in coordinator.sorted where !item.isOver {
      guard let repository = item.repository.onServer, let workspace = item.workspace else { continue }
      wanted[repository, default: []].append(
        .init(
          name: workspace.branch, isPushed: pushedItems.contains(item.id) || item.pullRequest != nil,
          pullRequest: item.pullRequest))
    }
    for repository in Set(wanted.keys).union(followedBranches.keys).sorted() {
      let branches = wanted[repository] ?? []
      let names = branches.map { FollowedBranch(name: $0.name, isPushed: $0.isPushed) }
      guard followedBranches[repository] ?? [] != names else { continue }
      followedBranches[repository] = names.isEmpty ? nil : names
      follow(.watch(repository, branches))
    }
  }

  /// The item's branch is at the remote now, or was pushed once more.
  func pushed(_ id: ItemID) {
    guard let item = coordinator.items[id], let repository = item.repository.onServer else { return }
    pushedItems.insert(id)
    followPullRequests()
    follow(.kick(repository, branch: item.workspace?.branch))
  }

  /// Tells the watch, and makes the calls that it wants made.
  func follow(_ event: PullRequestWatch.Event) {
    for effect in pullRequests.apply(event, at: Clock.now.monotonic) {
      switch effect {
      case .call(let call): make(call)
      case .wake(let time):
        agenda.clear(.pullRequests)
        if let time { agenda.set(.pullRequests, at: time) }
      case .attention(let obstacle, let failure):
        log.error("pull requests are not followed", metadata: ["obstacle": "\(obstacle)", "reason": "\(failure)"])
        obstacles[obstacle] = failure
      case .overcome(let obstacle): obstacles[obstacle] = nil
      }
    }
    setAlarm()
  }

  private func make(_ call: PullRequestCall) {
    let environment = configuration.environment
    Task.detached {
      do throws(GitHubFailure) {
        let hub = try GitHub(environment)
        let answer = await hub.answer(to: call)
        var logs: [Int: [String]] = [:]
        if case .details(let found) = answer {
          for pullRequest in found { logs[pullRequest.number] = await hub.log(of: pullRequest, in: call.repository) }
        }
        await self.answered(answer, to: call, logs)
      } catch {
        await self.answered(.failed(error), to: call, [:])
      }
    }
  }

  private func answered(_ answer: PullRequestCall.Answer, to call: PullRequestCall, _ logs: [Int: [String]]) {
    follow(.answered(call, answer))
    unanswered[call.repository] = answer.failure
    defer { answerRefreshes(call, answer) }
    guard case .details(let found) = answer else { return }
    for pullRequest in found {
      for item in coordinator.sorted
      where !item.isOver && item.repository.onServer == call.repository && item.workspace?.branch == pullRequest.branch
      {
        tell(.pullRequest(item.id, pullRequest, log: logs[pullRequest.number] ?? []))
      }
    }
  }
}

/// What the watch was last told of a branch.
struct FollowedBranch: Hashable, Sendable {
  let name: String
  let isPushed: Bool
}

extension PullRequestCall.Answer {
  fileprivate var failure: GitHubFailure? { if case .failed(let failure) = self { failure } else { nil } }
}

extension GitHub {
  /// The end of the log of the first check that fails; empty where none does, or it cannot be had.
  func log(of pullRequest: PullRequest, in repository: RepositoryName) async -> [String] {
    guard let job = pullRequest.failingChecks.lazy.compactMap(\.job).first else { return [] }
    let text = try? await logTail(ofJob: job, in: repository)
    return text?.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) ?? []
  }
}
