public import LabelledScreens

/// How the states that a stream led to stand to its labels.
public struct StreamScore: Sendable, Hashable {
  public private(set) var expected = 0
  public private(set) var right = 0
  public private(set) var missed: [LabelledStream.Label] = []
  /// What was published while the agent did something else.
  public private(set) var wrong: [StreamReplay.Passage] = []
  /// What was published again although it had not ended.
  public private(set) var doubled: [StreamReplay.Passage] = []
  /// From the byte that shows a change to its state, in nanoseconds.
  public private(set) var latencies: [UInt64] = []
  /// The label of each passage, and what was published: for a table of confusions.
  public private(set) var pairs: [(is: ScreenLabel, found: ScreenLabel)] = []

  public var isPerfect: Bool { missed.isEmpty && wrong.isEmpty && doubled.isEmpty }

  /// Each label is met once: by a passage after it, and before the next. A passage to the label before, where that was
  /// still to come, is late and not wrong.
  public init(_ stream: LabelledStream, _ passages: [StreamReplay.Passage]) {
    // Every agent starts; nothing on the screen has to say so.
    let labels = stream.labels.filter { $0.label != .starting }
    expected = labels.count
    var met: [StreamReplay.Passage?] = Array(repeating: nil, count: labels.count)
    for passage in passages {
      guard let current = labels.lastIndex(where: { $0.at <= passage.at }) else {
        // What is not known yet is nothing.
        if passage.label != .nothing, passage.label != .starting { wrong.append(passage) }
        continue
      }
      if labels[current].label == passage.label {
        if met[current] == nil { met[current] = passage } else { doubled.append(passage) }
      } else if current > 0, labels[current - 1].label == passage.label, met[current - 1] == nil {
        met[current - 1] = passage
      } else {
        wrong.append(passage)
      }
    }
    for (label, passage) in zip(labels, met) {
      if let passage {
        right += 1
        latencies.append(passage.at - label.at)
        pairs.append((label.label, label.label))
      } else {
        missed.append(label)
        pairs.append((label.label, .nothing))
      }
    }
    for passage in wrong {
      pairs.append((labels.last { $0.at <= passage.at }?.label ?? .nothing, passage.label))
    }
  }

  public static func == (left: StreamScore, right: StreamScore) -> Bool {
    left.missed == right.missed && left.wrong == right.wrong && left.doubled == right.doubled
      && left.latencies == right.latencies
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(latencies) }

  /// For messages.
  public var text: String {
    let parts =
      missed.map { "missed \($0.label) of \(Double($0.at / 1_000_000) / 1000)s" }
      + wrong.map { "wrong \($0)" } + doubled.map { "doubled \($0)" }
    return parts.joined(separator: "; ")
  }
}
