import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Kills argosy's daemon between the paste and Enter, again and again, and asks the next one what became of the prompt.
struct KillTrial {
  struct Result: Encodable {
    var kills = 0
    /// By the verdict that the sender got in the end.
    var verdicts: [String: Int] = [:]
    /// Submitted by what the agent says.
    var submitted = 0
    var doubled = 0
    /// The verdict is `submitted`, and the agent was not given it; or the other way round.
    var lies = 0
    /// The daemon had pressed Enter already when it died.
    var late = 0
    /// The sender got no verdict.
    var silent = 0
    /// What was said of prompts that were not completed.
    var reasons: [String: Int] = [:]

    var isSound: Bool { doubled == 0 && lies == 0 && silent == 0 }
  }

  let agent: AgentUnderTest
  let count: Int
  let seed: UInt64

  func run(_ progress: Progress) throws -> Result {
    var prompts = RandomPrompt(seed: seed)
    var random = SeededGenerator(seed: seed &+ 1)
    var result = Result()
    for number in 0..<count {
      progress.show("kill \(number + 1) of \(count)")
      let text = prompts.next()
      _ = try agent.argosy.run(["up"])
      try agent.wait("idle,done")
      let pid = try agent.argosy.diagnosis().pid
      let seen = try StandInLog(agent.log).entries.count
      let sending = Sending(agent, text)
      sending.start()
      // From the moment the text is in the terminal, some way towards Enter and beyond.
      let deadline = MonotonicTime.now + 20
      while MonotonicTime.now < deadline {
        if try StandInLog(agent.log).entries.dropFirst(seen).contains(where: { $0.event == "paste" }) { break }
        usleep(1_000)
      }
      usleep(UInt32(random.draw(0...120)) * 1_000)
      let wasPressed = try StandInLog(agent.log).entries.dropFirst(seen).contains { $0.key == "enter" }
      kill(pid, SIGKILL)
      result.kills += 1
      if wasPressed { result.late += 1 }
      let (verdict, reason) = sending.outcome()
      result.verdicts[verdict, default: 0] += 1
      if verdict == "none" { result.silent += 1 }
      if verdict != "submitted" { result.reasons[reason, default: 0] += 1 }
      // What an agent is given late is given within seconds.
      usleep(300_000)
      let given = try StandInLog(agent.log).submitted.count { $0 == text }
      if given > 0 { result.submitted += 1 }
      if given > 1 { result.doubled += 1 }
      if verdict == "submitted", given == 0 { result.lies += 1 }
      if verdict == "refused", given > 0 { result.lies += 1 }
      if given == 0 { try clear() }
    }
    return result
  }

  /// What argosy left in the box for a person to look at.
  private func clear() throws {
    try agent.argosy.server.run(["send-keys", "-t", agent.pane, "Escape"])
    usleep(100_000)
    try agent.argosy.server.run(["send-keys", "-t", agent.pane, "Escape"])
    usleep(100_000)
  }
}

/// One `argosy send` that runs beside us.
private final class Sending: @unchecked Sendable {
  private let agent: AgentUnderTest
  private let text: String
  private let done = DispatchSemaphore(value: 0)
  private var found = (verdict: "none", reason: "")

  init(_ agent: AgentUnderTest, _ text: String) {
    self.agent = agent
    self.text = text
  }

  func start() {
    Thread.detachNewThread { [self] in
      do {
        let verdict = try agent.send(text)
        found = (verdict.verdict, verdict.reason)
      } catch {
        found = ("none", "\(error)")
      }
      done.signal()
    }
  }

  /// Waits for it.
  func outcome() -> (verdict: String, reason: String) {
    done.wait()
    return found
  }
}
