/// The pieces in which bytes arrive.
struct Chunks: Sequence, IteratorProtocol {
  private let count: Int
  private let limit: Int
  private var choices: Choices
  private var at = 0

  init(of count: Int, upTo limit: Int, _ choices: Choices) {
    self.count = count
    self.limit = limit
    self.choices = choices
  }

  mutating func next() -> Range<Int>? {
    guard at < count else { return nil }
    let length = limit >= count ? count : 1 + choices.below(limit)
    let start = at
    at += length
    if at > count { at = count }
    return start..<at
  }
}
