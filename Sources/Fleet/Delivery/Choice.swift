import Recognition

/// What a person answers to a dialog, in words: numbers or labels of options, or a text of their own.
public struct Choice: Hashable, Sendable {
  public let words: [String]
  /// The words are a text, whatever they look like.
  public let isText: Bool

  public init(_ words: [String], isText: Bool = false) {
    self.words = words
    self.isText = isText
  }

  /// The same, as far as a dialog allows it.
  enum Meaning: Hashable, Sendable {
    case option(Int)
    /// The boxes to be ticked, the others not.
    case ticks(Set<Int>)
    /// A text for the row that takes one.
    case text(String, row: Int)
  }

  func meaning(in ask: Ask) throws(Refusal) -> Meaning {
    let hasBoxes = ask.form == .multi
    if isText { return try text(words.joined(separator: " "), in: ask) }
    if words.count == 1, let word = words.first {
      let index: Int?
      do {
        index = try option(word, in: ask)
      } catch .noSuchOption {
        index = nil
      }
      if let index, index == ask.freeTextIndex { throw .needsText }
      if let index, !hasBoxes || ask.options[index].role != .choice { return .option(index) }
      if let index { return .ticks([index]) }
      // A number is meant for an option; as a text it has to be called one.
      guard !word.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
        throw .noSuchOption(word, options: ask.labels)
      }
      return try text(word, in: ask)
    }
    guard hasBoxes else { throw .oneAnswerOnly }
    var ticks: Set<Int> = []
    for word in words { ticks.insert(try option(word, in: ask)) }
    return .ticks(ticks)
  }

  private func text(_ words: String, in ask: Ask) throws(Refusal) -> Meaning {
    guard let row = ask.freeTextIndex else { throw .noSuchOption(words, options: ask.labels) }
    let text = try Prompt(words).text
    guard !text.contains("\n") else { throw .notFree }
    return .text(text, row: row)
  }

  /// By number, by the whole label, by the beginning of one label alone.
  private func option(_ word: String, in ask: Ask) throws(Refusal) -> Int {
    let options = ask.options
    if let index = options.firstIndex(where: { !$0.key.isEmpty && $0.key == word }) { return index }
    if let number = Int(word), options.indices.contains(number - 1), options[number - 1].key.isEmpty {
      return number - 1
    }
    let wanted = word.lowercased()
    guard !wanted.isEmpty else { throw .noSuchOption(word, options: ask.labels) }
    if let index = options.firstIndex(where: { $0.label.lowercased() == wanted }) { return index }
    let fitting = options.indices.filter { options[$0].label.lowercased().hasPrefix(wanted) }
    guard let only = fitting.first else { throw .noSuchOption(word, options: ask.labels) }
    guard fitting.count == 1 else { throw .ambiguous(word, options: fitting.map { options[$0].label }) }
    return only
  }
}

extension Ask {
  var labels: [String] { options.map { $0.key.isEmpty ? $0.label : "\($0.key). \($0.label)" } }
}
