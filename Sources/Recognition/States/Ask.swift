/// What a blocked screen asks, taken apart: enough to show it in a menu and to answer it with a key.
public struct Ask: Sendable, Hashable, Codable {
  /// One row of the list.
  public struct Option: Sendable, Hashable, Codable {
    /// The key that picks this row, as tmux writes it: a digit, or the letter that the row names. Empty for a list
    /// without either, which is answered with arrows and Enter.
    public var key: String
    public var label: String
    /// The cursor is on this row.
    public var isSelected: Bool
    /// For lists with boxes to tick: ticked or not. Otherwise nil.
    public var isChecked: Bool?
    /// The explanation under or beside the label.
    public var detail: String?

    public init(
      key: String, label: String, isSelected: Bool = false, isChecked: Bool? = nil, detail: String? = nil
    ) {
      self.key = key
      self.label = label
      self.isSelected = isSelected
      self.isChecked = isChecked
      self.detail = detail
    }
  }

  public var question: String
  public var options: [Option]
  /// The lines above the question that say what it is about, such as `Bash command` and the command itself.
  public var detail: [String]

  public init(question: String, options: [Option], detail: [String] = []) {
    self.question = question
    self.options = options
    self.detail = detail
  }

  /// The row under the cursor.
  public var selectedIndex: Int? { options.firstIndex { $0.isSelected } }
}
