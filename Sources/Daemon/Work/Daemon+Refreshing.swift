import Fleet
import NIOCore

/// Somebody who waits until pull requests that were ordered are known.
struct Refresh: Sendable {
  struct Silence: Sendable {
    let reason: String
    var until: String?
  }

  let items: [ItemID]
  /// Those of which no answer has come.
  var waiting: Set<RepositoryName>
  /// Those of which none will come, and why.
  var silent: [RepositoryName: Silence] = [:]
  let reply: @Sendable (Response) -> Void
}

extension Daemon {
  /// A person wants to know now.
  ///
  /// - Parameters:
  ///   - target: an item; nil: all that have not ended.
  ///   - reply: called once, on the daemon's loop, when each is known, or it is known why not.
  func refresh(_ target: String?, _ reply: @escaping @Sendable (Response) -> Void) {
    var items = coordinator.sorted.filter { !$0.isOver }
    if let target {
      guard let item = item(meant: target) else { return reply(.missingItem(target)) }
      items = [item]
    }
    let wanted = Set(items.filter { $0.refreshFault == nil }.compactMap(\.repository.onServer))
    var refresh = Refresh(items: items.map(\.id), waiting: wanted, reply: reply)
    for repository in wanted.sorted() {
      follow(.order(repository))
      let now = Clock.now
      if let limit = pullRequests.limit(of: repository, at: now.monotonic) {
        refresh.fall(silent: repository, GitHubFailure.rateLimited(seconds: nil), until: now.wallTime(at: limit))
      } else if pullRequests.nextCall(of: repository, at: now.monotonic) == nil {
        // Merged, all of them: nothing comes after that.
        refresh.waiting.remove(repository)
      }
    }
    nextObserver += 1
    let number = nextObserver
    refreshes[number] = refresh
    answerRefresh(number)
    guard refreshes[number] != nil else { return }
    loop.scheduleTask(in: .seconds(Self.refreshPatience)) {
      self.assumeIsolated { daemon in
        for repository in daemon.refreshes[number]?.waiting ?? [] {
          daemon.refreshes[number]?.fall(silent: repository, GitHubFailure.network("no answer came"))
        }
        daemon.answerRefresh(number)
      }
    }
  }

  private static let refreshPatience: Int64 = 90

  /// A call has ended: who waited for it?
  func answerRefreshes(_ call: PullRequestCall, _ answer: PullRequestCall.Answer) {
    for number in refreshes.keys.sorted() where refreshes[number]?.waiting.contains(call.repository) == true {
      let now = Clock.now
      if case .failed(let failure) = answer {
        let limit = pullRequests.limit(of: call.repository, at: now.monotonic).map { now.wallTime(at: $0) }
        refreshes[number]?.fall(silent: call.repository, failure, until: limit)
      } else if pullRequests.isSettled(call.repository) {
        refreshes[number]?.waiting.remove(call.repository)
      }
      answerRefresh(number)
    }
  }

  /// Repositories that are asked again by themselves, with why they were not answered, and when.
  var pullRequestDelays: [String] {
    let now = Clock.now
    return unanswered.filter { followedBranches[$0.key] != nil && !$0.value.isForAPerson }.sorted { $0.key < $1.key }
      .map { repository, failure in
        let next = pullRequests.nextCall(of: repository, at: now.monotonic)
        let time = next.map { ", asked again at \(Timestamp.text(now.wallTime(at: $0)))" } ?? ""
        return "\(repository): \(failure)\(time)"
      }
  }

  private func answerRefresh(_ number: Int) {
    guard let refresh = refreshes[number], refresh.waiting.isEmpty else { return }
    refreshes[number] = nil
    let reports = refresh.items.compactMap { coordinator.items[$0] }.map { item in
      let silence = item.repository.onServer.flatMap { refresh.silent[$0] }
      return RefreshReport(item, reason: item.refreshFault ?? silence?.reason, until: silence?.until)
    }
    refresh.reply(Response(work: WorkResponse(refreshed: reports)))
  }
}

extension Refresh {
  mutating func fall(silent repository: RepositoryName, _ failure: GitHubFailure, until: Moment? = nil) {
    waiting.remove(repository)
    silent[repository] = Silence(reason: "\(failure)", until: until.map { Timestamp.text($0) })
  }
}

extension WorkItem {
  /// Why its pull request is not asked for; nil when it is.
  fileprivate var refreshFault: String? {
    if isOver { return "it is over, and is not followed any more" }
    if workspace == nil { return "it has no branch yet" }
    return repository.onServer == nil ? "its repository has no remote at GitHub" : nil
  }
}

extension Moment {
  /// What the wall clock will show at a monotonic time.
  fileprivate func wallTime(at time: UInt64) -> Moment {
    let left = Int64(clamping: time > monotonic ? time - monotonic : 0)
    return Moment(wall: wall.addingReportingOverflow(left).partialValue, monotonic: time)
  }
}

extension GitHubFailure {
  /// It does not pass by itself.
  fileprivate var isForAPerson: Bool {
    switch self {
    case .missingProgram, .notLoggedIn, .noSuchRepository: true
    case .rateLimited, .network, .garbage: false
    }
  }
}
