import Foundation

/// argosy sends and answers while a person is at the same agent.
struct PersonTrial {
  struct Result: Encodable {
    var seed: UInt64 = 0
    var actions: [String: Int] = [:]
    /// By manner and verdict; refusals with their code.
    var verdicts: [String: Int] = [:]
    /// Texts that argosy put into the terminal.
    var pastes = 0
    /// … while the agent was at work, and it was not told to queue; while it asked; while a draft was in the box.
    var intoBusy = 0
    var intoDialog = 0
    var intoDraft = 0
    /// Reported as submitted or queued, and not submitted exactly once.
    var wrong = 0
    /// Reported as refused, and submitted all the same.
    var refusedYetGiven = 0
    /// Submitted more than once, whatever was reported.
    var doubled = 0
    /// Refusals for which the agent's log and the person's diary show no reason.
    var untrue: [String] = []
    /// Answers reported as given.
    var answers = 0

    var isSound: Bool {
      intoBusy + intoDialog + intoDraft + wrong + refusedYetGiven + doubled + untrue.count == 0
    }
  }

  struct Order {
    let text: String
    let flag: String
    let begin: Int64
    let end: Int64
    let verdict: AgentUnderTest.Verdict
  }

  private let agent: AgentUnderTest
  private let person: Person
  private let seconds: Double
  private let seed: UInt64

  private static let script = """
    on #work -> work 900ms
    on #long -> work 6s
    on #ask -> permission "Bash command" "make test" -> yes: work 400ms | no: idle
    on #pick -> question "Which way?" "The first" "The second" -> first: work 300ms
    idle
    repeat
    """

  init(
    _ argosy: ArgosyProgram, on server: PrivateServer, standIn: String, tmux: String?, seconds: Double, seed: UInt64
  ) throws {
    agent = try AgentUnderTest("person", script: Self.script, standIn: standIn, argosy, on: server)
    try agent.wait("idle,done")
    person = try Person(at: server, session: "person", other: PrivateServer.restingSession, tmux: tmux)
    self.seconds = seconds
    self.seed = seed
  }

  func run(_ progress: Progress) throws -> Result {
    var random = SeededGenerator(seed: seed &+ 77)
    var orders: [Order] = []
    var answers: [Order] = []
    person.begin(seed: seed)
    let end = MonotonicTime.now + seconds
    while MonotonicTime.now < end {
      progress.show("a person at the keyboard: \(orders.count) orders")
      let begin = Person.now
      if random.chance(15) {
        let verdict = try agent.answer([random.pick(["1", "2", "yes", "no"])])
        answers.append(Order(text: "", flag: "answer", begin: begin, end: Person.now, verdict: verdict))
      } else {
        let tail = random.pick(["", "", " #work", " #ask", " #pick", "\nsecond line\nthird\nfourth", " #long"])
        let text = "order \(orders.count)\(tail) of argosy"
        let flag = random.pick(["", "", "", "--queue", "--interrupt"])
        let verdict = try agent.send(text, flag.isEmpty ? [] : [flag])
        orders.append(Order(text: text, flag: flag, begin: begin, end: Person.now, verdict: verdict))
      }
      Thread.sleep(forTimeInterval: Double(random.draw(50...900)) / 1000)
    }
    let diary = person.end()
    Thread.sleep(forTimeInterval: 1)
    return try Self.judged(orders, answers, diary, try StandInLog(agent.log), seed)
  }

  private static func judged(
    _ orders: [Order], _ answers: [Order], _ diary: Person.Diary, _ log: StandInLog, _ seed: UInt64
  ) throws -> Result {
    var result = Result()
    result.seed = seed
    result.actions = diary.actions
    let flags = Dictionary(orders.map { ($0.text, $0.flag) }, uniquingKeysWith: { first, _ in first })
    // The person never pastes.
    for paste in log.entries where paste.event == "paste" {
      result.pastes += 1
      if paste.state == "asking" { result.intoDialog += 1 }
      if paste.state == "busy", flags[paste.text ?? ""] != "--queue" { result.intoBusy += 1 }
      if paste.draft == true { result.intoDraft += 1 }
    }
    let submitted = log.submitted
    for order in orders + answers {
      let code = order.verdict.code.map { ":\($0)" } ?? ""
      result.verdicts["\(order.flag.isEmpty ? "send" : order.flag) \(order.verdict.verdict)\(code)", default: 0] += 1
    }
    for order in orders {
      let count = submitted.count { $0 == order.text }
      if count > 1 { result.doubled += 1 }
      switch order.verdict.verdict {
      case "submitted", "queued": if count != 1 { result.wrong += 1 }
      case "refused":
        if count > 0 { result.refusedYetGiven += 1 }
        if !isTrue(order, diary, log) { result.untrue.append("\(order.verdict.code ?? "?") at \(order.begin)") }
      default: break
      }
    }
    result.answers = answers.count { $0.verdict.verdict == "submitted" }
    let given = log.entries.filter { $0.event == "answer" }
    for answer in answers where answer.verdict.verdict == "submitted" {
      if !given.contains(where: { $0.t >= answer.begin && $0.t <= answer.end }) { result.wrong += 1 }
    }
    return result
  }

  /// Whether there was a reason to refuse at any moment of the order.
  private static func isTrue(_ order: Order, _ diary: Person.Diary, _ log: StandInLog) -> Bool {
    let (begin, end) = (order.begin, order.end)
    switch order.verdict.code {
    case "busy", "not-interrupted": return log.was("working", between: begin, and: end)
    case "asking": return log.was("blocked", between: begin, and: end)
    case "draft": return log.hadDraft(between: begin, and: end)
    case "copy-mode": return diary.scrolling.contains { $0.overlaps(begin...end) }
    // tmux keeps whole seconds, and waits half a one for what may follow an Escape.
    case "typing": return diary.keys.contains { $0 >= begin - 3_700_000_000 && $0 <= end }
    case "restless": return diary.keys.contains { $0 >= begin && $0 <= end }
    default: return false
    }
  }
}
