import Foundation

/// Sends random prompts, one behind the other, and compares what the agent says it was given.
struct PromptTrial {
  struct Result: Encodable {
    var sent = 0
    /// Submitted byte for byte, once.
    var exact = 0
    var doubled = 0
    var missing = 0
    /// Submitted, and nobody sent them.
    var strange = 0
    var verdicts: [String: Int] = [:]
    /// Enters that the agent swallowed.
    var swallowed = 0
    var bytes = 0
    /// Seconds from the order to the verdict.
    var median = 0.0
    var slowest = 0.0

    var isSound: Bool { exact == sent && doubled == 0 && strange == 0 && verdicts == ["submitted": sent] }
  }

  let agent: AgentUnderTest
  let count: Int
  let seed: UInt64

  func run(_ progress: Progress) throws -> Result {
    var prompts = RandomPrompt(seed: seed)
    var sent: [String] = []
    var result = Result()
    var times: [Double] = []
    for number in 0..<count {
      progress.show("prompt \(number + 1) of \(count)")
      let text = prompts.next()
      sent.append(text)
      let verdict = try agent.send(text)
      result.verdicts[verdict.verdict, default: 0] += 1
      result.bytes += text.utf8.count
      times.append(verdict.seconds ?? 0)
      if verdict.verdict != "submitted" {
        progress.clear()
        FileHandle.standardError.write(
          Data("\(number): \(verdict.verdict): \(verdict.reason)\n\(text.prefix(300))\n".utf8))
      }
    }
    let log = try StandInLog(agent.log)
    var counts: [String: Int] = [:]
    for text in log.submitted { counts[text, default: 0] += 1 }
    result.sent = sent.count
    for text in sent {
      switch counts.removeValue(forKey: text) {
      case 1: result.exact += 1
      case nil: result.missing += 1
      default: result.doubled += 1
      }
    }
    result.strange = counts.count
    for text in counts.keys.prefix(3) { FileHandle.standardError.write(Data("strange: \(text.prefix(300))\n".utf8)) }
    result.swallowed = log.entries.count { $0.event == "swallowed" }
    times.sort()
    result.median = times.isEmpty ? 0 : times[times.count / 2]
    result.slowest = times.last ?? 0
    return result
  }
}
