public import TmuxControl

/// What is to be given to panes: one queue for each, of which only the first is under way.
public struct Outbox: Sendable {
  public typealias Number = Int64

  public enum Errand: Hashable, Sendable {
    case prompt(PromptDelivery)
    case answer(AnswerDelivery)
  }

  /// What an errand wants done. The answer comes back with the same number and step; one for an earlier step is late
  /// and means nothing.
  public struct Job: Hashable, Sendable {
    public let number: Number
    public let pane: PaneID
    public let step: Int
    public let effect: DeliveryEffect
  }

  private struct Item: Sendable {
    let number: Number
    var errand: Errand
    var step = 0
  }

  private var queues: [PaneID: [Item]] = [:]
  private var last: Number = 0

  public init() {}

  /// Whether anything is under way on the pane.
  public func isBusy(_ pane: PaneID) -> Bool { queues[pane] != nil }

  public var panes: [PaneID] { queues.keys.sorted() }

  public func errand(_ number: Number, on pane: PaneID) -> Errand? {
    queues[pane]?.first { $0.number == number }?.errand
  }

  /// Whether what is under way on the pane is this very prompt; blanks at its ends do not count.
  public func isGiving(_ prompt: String, to pane: PaneID) -> Bool {
    guard case .prompt(let delivery)? = queues[pane]?.first?.errand else { return false }
    return Self.trimmed(delivery.prompt.text) == Self.trimmed(prompt)
  }

  private static func trimmed(_ text: String) -> Substring {
    var rest = text.drop { $0.isWhitespace }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return rest
  }

  /// Puts an errand at the end of the pane's queue.
  public mutating func add(_ errand: Errand, to pane: PaneID, sight: Sight?, at now: Moment) -> (Number, [Job]) {
    last += 1
    var errand = errand
    errand.bind(to: sight)
    queues[pane, default: []].append(Item(number: last, errand: errand))
    guard queues[pane]?.count == 1 else { return (last, []) }
    return (last, advance(.begun, on: pane, sight, now))
  }

  /// An answer to a job.
  public mutating func answered(
    _ event: DeliveryEvent, to job: Job, sight: Sight?, at now: Moment
  ) -> [Job] {
    guard let item = queues[job.pane]?.first, item.number == job.number, item.step == job.step else { return [] }
    return advance(event, on: job.pane, sight, now)
  }

  /// The pane's screen changed, or time has passed.
  public mutating func apply(_ event: DeliveryEvent, on pane: PaneID, sight: Sight?, at now: Moment) -> [Job] {
    advance(event, on: pane, sight, now)
  }

  private mutating func advance(_ event: DeliveryEvent, on pane: PaneID, _ sight: Sight?, _ now: Moment) -> [Job] {
    guard var queue = queues[pane] else { return [] }
    for index in queue.indices { queue[index].errand.bind(to: sight) }
    guard var item = queue.first else { return [] }
    let effects: [DeliveryEffect]
    switch item.errand {
    case .prompt(var delivery):
      effects = delivery.apply(event, sight, at: now)
      item.errand = .prompt(delivery)
    case .answer(var delivery):
      effects = delivery.apply(event, sight, at: now)
      item.errand = .answer(delivery)
    }
    var jobs: [Job] = []
    var isFinished = false
    for effect in effects {
      switch effect {
      case .wake: break
      case .finish(let verdict):
        isFinished = true
        guard case .answer(let delivery) = item.errand, case .submitted = verdict else { break }
        for index in queue.indices.dropFirst() { queue[index].errand.overtake(delivery.askID) }
      case .examine, .record, .perform, .decide: item.step += 1
      }
      jobs.append(Job(number: item.number, pane: pane, step: item.step, effect: effect))
    }
    if isFinished { queue.removeFirst() } else { queue[0] = item }
    queues[pane] = queue.isEmpty ? nil : queue
    // The next one looks at what this one left behind.
    if isFinished, !queue.isEmpty { jobs += advance(.begun, on: pane, sight, now) }
    return jobs
  }
}

extension Outbox.Errand {
  /// An answer is for what is asked when it is ordered.
  fileprivate mutating func bind(to sight: Sight?) {
    guard case .answer(var delivery) = self else { return }
    delivery.bind(to: sight)
    self = .answer(delivery)
  }

  fileprivate mutating func overtake(_ answered: String?) {
    guard case .answer(var delivery) = self else { return }
    delivery.overtake(answered)
    self = .answer(delivery)
  }
}
