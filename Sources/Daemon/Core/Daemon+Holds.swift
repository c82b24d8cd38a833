import Fleet
import Logging
import NIOCore
import Recognition
import Screens
import TmuxControl

extension Daemon {
  /// An agent's hook waits for a word.
  ///
  /// - Returns: the number to drop it by; nil when it need not wait.
  func hold(_ request: Request, reply: @escaping @Sendable (HoldWord) -> Void) -> Int? {
    guard let word = request.word, let permission = request.permission else {
      reply(.released)
      return nil
    }
    hear(word)
    let now = Clock.now.monotonic
    guard let pane = speaker(of: word), fleet.agents[pane] != nil,
      let number = holds.begin(permission, on: pane, seconds: request.timeout ?? 0, at: now, reply: reply)
    else {
      reply(.released)
      return nil
    }
    log.debug("a hook is held", metadata: ["pane": "\(pane)", "tool": "\(permission.tool)"])
    reply(.waiting)
    if !frames.isWaiting(for: pane), let finding = panes[pane]?.lastFinding?.finding { holds.look(at: pane, finding) }
    setHoldAlarm()
    return number
  }

  func dropHold(_ number: Int) { holds.drop(number) }

  func passHolds() {
    holds.pass(at: Clock.now.monotonic)
    setHoldAlarm()
  }

  private func setHoldAlarm() {
    if let due = holds.next { agenda.set(.holds, at: due) }
    setAlarm()
  }

  /// Gives the answer of a delivery to the hook that waits for it.
  func decide(_ decision: HookDecision, on number: Int, for job: Outbox.Job) {
    let isDone = holds.decide(number, decision)
    // Not from within the delivery's own step.
    loop.execute { self.assumeIsolated { $0.answered(isDone ? .performed : .declined, to: job) } }
  }
}
