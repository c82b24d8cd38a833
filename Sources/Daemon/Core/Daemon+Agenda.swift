import Fleet
import NIOCore
import Screens

extension Daemon {
  /// Sets the alarm for what is due next. Called at the end of every turn that changed anything.
  func setAlarm() {
    guard !hasEnded, let due = agenda.next else { return }
    if let alarmDue, alarmDue <= due { return }
    alarm?.cancel()
    alarmDue = due
    let now = Clock.now.monotonic
    alarm = loop.scheduleTask(in: .nanoseconds(Int64(clamping: due > now ? due - now : 0))) {
      self.assumeIsolated { $0.ring() }
    }
  }

  private static let hour: UInt64 = 3_600_000_000_000

  private func ring() {
    alarmDue = nil
    alarm = nil
    let now = Clock.now
    for item in agenda.take(at: now.monotonic) {
      switch item {
      case .listing: list()
      case .safetyNet:
        // A connection that has lasted this long is a good one.
        failures = 0
        intake.screens.retryFailedSeeds()
        if intake.screens.hasStale { agenda.set(.seeding, at: now.monotonic) }
        list()
        askInterface()
      case .completion:
        becomeCompleteIfSo(isOverdue: true)
        if transport == nil { letReadersGo() }
        if !isComplete { agenda.set(.completion, at: now.monotonic &+ Self.completionLimit) }
      case .seeding: seed()
      case .doubting:
        guard captures.allowsDoubts(at: now.monotonic) else {
          agenda.set(.doubting, at: now.monotonic &+ Self.hour)
          break
        }
        if let next = intake.screens.doubtGuesses(at: now.monotonic) { agenda.set(.doubting, at: next) }
        if intake.screens.hasStale { agenda.set(.seeding, at: now.monotonic) }
      case .reading: readScreens()
      case .looking: lookAtProcesses()
      case .fleet: apply(.woke)
      case .publishing: publishNow()
      case .screens: showScreens()
      case .drift: keepUnknownScreens()
      case .holds: passHolds()
      case .notices: considerNotices()
      case .delivery: wakeDeliveries(at: now)
      case .work: tell(.woke)
      case .pullRequests: follow(.woke)
      case .ledger: retryLedger()
      case .deadline: missedDeadline()
      }
    }
    setAlarm()
  }
}
