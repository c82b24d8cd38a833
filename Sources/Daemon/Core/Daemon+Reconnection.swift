import Fleet
import Logging
import TmuxControl
import World

extension Daemon {
  // MARK: A server that does not answer

  /// A command was not answered in time. The first time that may be our own doing: a process that was stopped finds its
  /// alarm overdue and the answer still in the pipe. What is there to read is read before anything is given up.
  func missedDeadline() {
    guard connection.unanswered > 0 || hub == nil else { return }
    // We are the ones who are late: the answer may have been read already.
    guard transport?.isCaughtUp != false, isDeadlineSuspected else {
      isDeadlineSuspected = true
      return agenda.set(.deadline, at: Clock.now.monotonic &+ Self.grace)
    }
    missedDeadlines += 1
    log.error("tmux has not answered for 10 s; the connection is given up")
    transport?.giveUp("tmux did not answer")
  }

  private static let grace: UInt64 = 1_000_000_000

  // MARK: The end of a connection

  func streamEnded(_ reason: String?) {
    connection.finish(intake, reason: reason)
    let reason = intake.ending?.reason ?? "the stream ended"
    log.info("disconnected", metadata: ["reason": "\(reason)"])
    let transport = self.transport
    self.transport = nil
    hub = nil
    isComplete = false
    sightings.abandon()
    for pane in quieted.keys.sorted() { becameQuiet(pane) }
    // What is under way in the panes goes on: it does not need the connection.
    for item in Agenda.Item.allCases where !item.needsNoConnection { agenda.clear(item) }
    agenda.set(.completion, at: Clock.now.monotonic &+ Self.completionLimit)
    Task.detached { transport?.wait() }
    guard !hasEnded else { return }
    apply(.lostSight)
    observe()
    Task { await reconnect() }
  }

  /// The same server may still be there: the person detached all clients, or killed the hub. Or another one has taken
  /// its place. Without a server the daemon ends, as that is what it is for; while the process of its server lives, it
  /// tries again and again, more and more slowly.
  private func reconnect() async {
    let lost = Clock.now.monotonic
    while !hasEnded {
      do {
        let before = epoch
        try await Task.sleep(for: .milliseconds(min(100 << min(failures, 6), 5_000) + Int.random(in: 0..<50)))
        // Forgotten once a connection has lasted.
        failures += 1
        try await connect()
        if before == epoch { reconnects += 1 }
        return
      } catch let failure where Self.isServerOutOfReach(failure) {
        if let pid = epoch?.pid, ProcessTree.isAlive(pid) {
          log.warning("the server lives, and not at its socket: kill -USR1 \(pid) makes that anew: \(failure)")
        } else if Clock.now.monotonic &- lost > Self.mourning {
          log.info("the tmux server has ended")
          return end()
        }
      } catch let refusal as DaemonRefusal {
        log.info("\(refusal)")
        return end()
      } catch {
        log.warning("no connection yet: \(error)")
      }
    }
  }

  private static func isServerOutOfReach(_ error: any Error) -> Bool {
    switch error as? TmuxFailure {
    case .noServer, .forbidden: true
    default: false
    }
  }

  /// A script that ends a server and starts another one takes less.
  private static let mourning: UInt64 = 2_000_000_000

  // MARK: Another server in the same place

  /// Somebody may have removed the socket and started another server on its path. Ours goes on, but the path now means
  /// the other one, and with it the person.
  func examineSocket() {
    let now = SocketFile(configuration.server)
    guard transport != nil, !isSocketSuspected, let now, let socketFile, now != socketFile else { return }
    isSocketSuspected = true
    Task {
      defer { isSocketSuspected = false }
      guard let fields = try? await introduction().split(whereSeparator: { $0 == "\t" || $0 == "\n" }),
        fields.count >= 2, let pid = Int32(fields[0]), let start = Int64(fields[1])
      else { return }
      self.socketFile = now
      guard ServerEpoch(pid: pid, startTime: start) != epoch else { return }
      log.warning("another server has taken the socket: it is watched from now on", metadata: ["server": "\(pid)"])
      sayFarewell()
    }
  }
}
