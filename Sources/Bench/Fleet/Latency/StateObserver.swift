#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

import TmuxControl

/// Asks tmux for the agents' states a thousand times a second, over a control client of its own, and notes every
/// change. It stands where a status line would, outside of argosy.
final class StateObserver {
  struct Change {
    let word: String
    /// Nanoseconds since 1970 at which tmux had answered.
    let time: Int64
  }

  private let client: AttachedClient
  private let sink: AnswerSink
  private var connection = ControlConnection<Question>()
  private let question: ControlLine
  /// One list for each pane, in the order of the panes.
  private(set) var changes: [[Change]]

  init(_ server: PrivateServer, panes: [String]) throws {
    do {
      let commands = try panes.compactMap { PaneID($0) }.map {
        try Command.display("#{@argosy_pane_status}", pane: $0)
      }
      guard let line = ControlLine(commands), commands.count == panes.count else {
        throw Complaint("there are no agents to observe")
      }
      question = line
    } catch let error as QuotingError {
      throw Complaint("\(error)")
    }
    changes = panes.map { _ in [] }
    sink = AnswerSink()
    // Without output: what it costs the server is its own questions only.
    client = try AttachedClient(server, session: PrivateServer.restingSession, flags: "no-output")
    while connection.counters.hookBlocks == 0 { try client.receive(&connection, sink) }
  }

  /// Looks for so many seconds.
  func observe(seconds: Double) throws {
    let end = MonotonicTime.now + seconds
    while MonotonicTime.now < end {
      sink.answer = nil
      try client.send(connection.send(question, for: .capture))
      while sink.answer == nil, !sink.hasEnded { try client.receive(&connection, sink) }
      guard let answer = sink.answer, answer.failure == nil else {
        throw Complaint("tmux did not tell the states of the agents: has one ended?")
      }
      note(answer, at: Self.realTime)
      usleep(1000)
    }
  }

  private func note(_ answer: Answer<Question>, at time: Int64) {
    for (index, reply) in answer.replies.enumerated() where index < changes.count {
      let word = reply.text.first ?? ""
      if changes[index].last?.word ?? "" != word { changes[index].append(Change(word: word, time: time)) }
    }
  }

  private static var realTime: Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

/// Keeps the last answer.
private final class AnswerSink: ConnectionSink {
  var answer: Answer<Question>?
  private(set) var hasEnded = false

  func output(_ bytes: Span<UInt8>, of pane: PaneID, age: UInt64?) {}

  func answering(_ purpose: Question) {}

  func answered(_ answer: Answer<Question>) { self.answer = answer }

  func notified(_ notification: Notification) {}

  func ended(_ reason: String?) { hasEnded = true }
}
