public import TmuxControl

/// Brings tmux's options from what they are to what they ought to be, writing only what differs.
///
/// tmux redraws every client for every option that is set, even to the value it had; forty in one command line cost
/// one redraw.
public struct Publisher: Sendable {
  /// What tmux is known to hold.
  private var held: [Publication.Key: String] = [:]
  /// What is on its way, in the order of the command lines.
  private var inFlight: [Int: [Publication.Key: String?]] = [:]
  private var nextBatch = 0

  public init() {}

  /// A batch of changes: what to send, and the number to report it by.
  public struct Batch: Hashable, Sendable {
    public let number: Int
    public let line: ControlLine
  }

  /// Options that an earlier life of argosy left behind.
  public mutating func found(_ keys: [Publication.Key]) {
    for key in keys { held[key] = "" }
  }

  /// The command lines that make tmux hold `publication`. Empty when it does already, or will when what is in flight
  /// has arrived.
  public mutating func update(to publication: Publication) -> [Batch] {
    var expected = held
    for batch in inFlight.keys.sorted() {
      for (key, value) in inFlight[batch] ?? [:] { expected[key] = value }
    }
    var changes: [(Publication.Key, String?)] = []
    for (key, value) in publication.values where expected[key] != value { changes.append((key, value)) }
    for key in expected.keys where publication.values[key] == nil { changes.append((key, nil)) }
    guard !changes.isEmpty else { return [] }
    changes.sort { $0.0 < $1.0 }
    let commands = changes.compactMap { key, value in command(key, value).map { (key, value, $0) } }
    var batches: [Batch] = []
    var index = 0
    for line in ControlLine.packing(commands.map(\.2)) {
      let part = commands[index..<index + line.commands.count]
      index += line.commands.count
      inFlight[nextBatch] = Dictionary(part.map { ($0.0, $0.1) }, uniquingKeysWith: { $1 })
      batches.append(Batch(number: nextBatch, line: line))
      nextBatch += 1
    }
    return batches
  }

  /// tmux has answered a batch. A refusal means that a pane or session went away in the meantime, and that tmux
  /// skipped the rest of the line: all of it is to be written again, for those that are still there.
  public mutating func answered(_ number: Int, succeeded: Bool) {
    guard let batch = inFlight.removeValue(forKey: number) else { return }
    for (key, value) in batch {
      // Part of the line may have run: something may be there, nobody knows what.
      held[key] = succeeded ? value : ""
    }
  }

  /// Panes and sessions that no longer exist took their options with them.
  public mutating func forget(where isGone: (Command.OptionScope) -> Bool) {
    held = held.filter { !isGone($0.key.scope) }
    inFlight = inFlight.mapValues { batch in batch.filter { !isGone($0.key.scope) } }
  }

  /// Unsets everything that was written, for a clean goodbye.
  public mutating func withdraw() -> [ControlLine] {
    update(to: Publication()).map(\.line)
  }

  private func command(_ key: Publication.Key, _ value: String?) -> Command? {
    guard let value else { return Command.unset(key.name.rawValue, key.scope) }
    return try? Command.set(key.name.rawValue, to: value, key.scope)
  }
}
