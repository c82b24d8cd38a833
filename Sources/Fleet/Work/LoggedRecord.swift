/// A line of the log as it was read back.
public struct LoggedRecord: Hashable, Sendable {
  /// Grows with every line of one store; no number is used twice.
  public var sequence: Int64
  public var item: ItemID
  /// The item's name when the line was written.
  public var name: String
  /// Its kind as a word, which may be one of a newer argosy's.
  public var word: String
  public var stage: String
  public var text: String
  /// Nanoseconds since 1970.
  public var at: Int64

  public init(
    sequence: Int64, item: ItemID, name: String, word: String, stage: String, text: String, at: Int64
  ) {
    self.sequence = sequence
    self.item = item
    self.name = name
    self.word = word
    self.stage = stage
    self.text = text
    self.at = at
  }

  public var kind: WorkRecord.Kind? { WorkRecord.Kind(rawValue: word) }
}
