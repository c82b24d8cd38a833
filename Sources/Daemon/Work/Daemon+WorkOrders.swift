import Fleet
import Store
import TmuxControl
import World

extension Daemon {
  /// Begins a feature: what it takes is looked up off the loop, then it is ordered.
  func begin(_ request: WorkRequest, _ reply: @escaping @Sendable (Response) -> Void) {
    guard let feature = request.feature else { return reply(Response(error: "the request does not say what to begin")) }
    // Asked once more by somebody who did not hear the answer.
    if let known = coordinator.items[ItemID(feature.id)], orderUnderWay?.order.item != known.id {
      return reply(Response(work: WorkResponse(item: ItemReport(known))))
    }
    guard SessionMark.isLegal(item: feature.id) else { return reply(Response(error: "this is no id for an item")) }
    guard let hands = workHands else { return reply(Response(error: "the tmux server cannot be reached")) }
    var follows: WorkItem?
    if let target = feature.follows {
      follows = item(meant: target)
      if follows == nil { return reply(Response(error: "there is no item \(target)", isMissing: true)) }
    }
    Task.detached { [follows] in
      do {
        let new = try await hands.look(up: feature, follows: follows) { await self.openNames(in: $0) }
        await self.order(.begin(new), reply)
      } catch {
        await self.reply(Response(error: "\(error)"), reply)
      }
    }
  }

  /// The names of the items of a repository that have not ended.
  private func openNames(in path: String) -> Set<String> {
    Set(coordinator.items.values.filter { !$0.isOver && $0.repository.path == path }.map(\.name))
  }

  private func reply(_ response: Response, _ reply: @Sendable (Response) -> Void) {
    reply(response)
  }

  /// Ends an item: at once where nothing is lost by it, or when what is lost was named; else tells what would be.
  func stop(_ item: WorkItem, _ request: WorkRequest, _ reply: @escaping @Sendable (Response) -> Void) {
    let keeps = request.keepsWorktree ?? false
    if request.onlyLooks == true { return tellLosses(of: item, reply) }
    if let named = request.named { return order(.stop(item.id, keepsWorktree: keeps, named: named), reply) }
    guard !keeps, item.workspace != nil, let hands = workHands else {
      return order(.stop(item.id, keepsWorktree: keeps, named: Losses()), reply)
    }
    Task.detached {
      do {
        let losses = try await hands.losses(item) ?? Losses()
        await self.stop(item.id, losses, reply)
      } catch {
        await self.reply(
          Response(error: "what is in its worktree cannot be told: \(error). --keep-worktree leaves it alone"), reply)
      }
    }
  }

  /// What would be lost by ending it, for somebody who has to be asked first.
  private func tellLosses(of item: WorkItem, _ reply: @escaping @Sendable (Response) -> Void) {
    guard item.workspace != nil else {
      return reply(Response(work: WorkResponse(item: ItemReport(item), losses: Losses())))
    }
    guard let hands = workHands else { return reply(Response(error: "the tmux server cannot be reached")) }
    Task.detached {
      do {
        let losses = try await hands.losses(item) ?? Losses()
        await self.reply(Response(work: WorkResponse(item: ItemReport(item), losses: losses)), reply)
      } catch {
        await self.reply(Response(error: "what is in its worktree cannot be told: \(error)"), reply)
      }
    }
  }

  private func stop(_ item: ItemID, _ losses: Losses, _ reply: @escaping @Sendable (Response) -> Void) {
    if losses.isEmpty { return order(.stop(item, keepsWorktree: false, named: losses), reply) }
    reply(Response(work: WorkResponse(item: coordinator.items[item].map { ItemReport($0) }, losses: losses)))
  }

  /// Removes what ended items left, where nothing is lost by it.
  func pruneAll(_ reply: @escaping @Sendable (Response) -> Void) {
    let over = coordinator.items.values.filter { $0.isOver && $0.life != .ended(.archived) }.sorted { $0.id < $1.id }
    guard let hands = workHands else { return reply(Response(error: "the tmux server cannot be reached")) }
    Task.detached {
      var clean: [ItemID] = []
      var remarks: [String] = []
      for item in over {
        do {
          let losses = try await hands.losses(item) ?? Losses()
          if losses.isEmpty {
            clean.append(item.id)
          } else {
            let count = losses.uncommitted.count + losses.unpushed.count
            remarks.append("\(item.name) stays: \(count) changes or commits are nowhere else")
          }
        } catch {
          remarks.append("\(item.name) stays: \(error)")
        }
      }
      await self.prune(clean, remarks, reply)
    }
  }

  /// One after the other, each when the one before is written down.
  private func prune(
    _ items: [ItemID], _ remarks: [String], done: [ItemReport] = [], _ reply: @escaping @Sendable (Response) -> Void
  ) {
    guard let next = items.first else { return reply(Response(work: WorkResponse(items: done, remarks: remarks))) }
    let name = coordinator.items[next]?.name ?? "\(next)"
    order(.prune(next)) { [self] answer in
      assumeIsolated { daemon in
        let stays = answer.error.map { ["\(name) stays: \($0)"] } ?? []
        let item = answer.work?.item.map { [$0] } ?? []
        daemon.prune(Array(items.dropFirst()), remarks + stays, done: done + item, reply)
      }
    }
  }
}
