/// What a blocked screen asks, taken apart: enough to show it in a menu and to answer it with keys.
public struct Ask: Sendable, Hashable, Codable {
  /// What kind of list it is, and so what an answer looks like.
  public enum Form: String, Sendable, Hashable, Codable, CaseIterable {
    /// The program asks whether it may: one of its own options is the answer.
    case confirm
    /// A question of the agent's: one of the choices is the answer, or typed text.
    case single
    /// The same, with boxes to tick; the answer is sent by a row of its own.
    case multi
    /// All questions of a strip of tabs are answered; what was answered is shown once more before it is sent.
    case review
    /// There is no list: a line of text is wanted.
    case entry
  }

  /// What a key does in this ask.
  public enum KeyEffect: String, Sendable, Hashable, Codable, CaseIterable {
    /// Nothing that could be relied on.
    case none
    /// Takes the row and answers with it, at once.
    case confirm
    /// Ticks or unticks the row's box; nothing is answered yet.
    case toggle
    /// Chooses the row, which Enter then takes.
    case move
    /// The row takes typed text; Enter sends that.
    case edit
    /// Sends what is ticked, or goes on to the next tab.
    case submit
  }

  /// One row of the list.
  public struct Option: Sendable, Hashable, Codable {
    public enum Role: String, Sendable, Hashable, Codable, CaseIterable {
      case choice
      /// What is typed on this row is the answer.
      case freeText
      /// Sends the boxes that are ticked, or all answers.
      case submit
      /// Leaves the question for a conversation about it.
      case aside
    }

    /// The key that picks this row, as tmux writes it: a digit, or the letter that the row names. Empty for one without
    /// either, which is reached with arrows and Enter.
    public var key: String
    public var label: String
    /// The cursor is on this row.
    public var isSelected: Bool
    /// For lists with boxes to tick: ticked or not. Otherwise nil.
    public var isChecked: Bool?
    /// The explanation under or beside the label.
    public var detail: String?
    public var role: Role

    enum CodingKeys: String, CodingKey {
      case key, label, isSelected, isChecked, detail, role
    }

    public init(
      key: String, label: String, isSelected: Bool = false, isChecked: Bool? = nil, detail: String? = nil,
      role: Role = .choice
    ) {
      self.key = key
      self.label = label
      self.isSelected = isSelected
      self.isChecked = isChecked
      self.detail = detail
      self.role = role
    }
  }

  /// One tab of a strip of questions.
  public struct Tab: Sendable, Hashable, Codable {
    public var title: String
    /// Nil for the last tab, which has no question but sends the answers.
    public var isAnswered: Bool?
    /// The one that is shown; nil when the screen does not tell.
    public var isCurrent: Bool?

    public init(title: String, isAnswered: Bool? = nil, isCurrent: Bool? = nil) {
      self.title = title
      self.isAnswered = isAnswered
      self.isCurrent = isCurrent
    }
  }

  /// Tells this ask from every other: the same for each picture of it, in every process and at every width, whatever
  /// row the cursor is on and whatever is ticked. An answer meant for one id must not be given to another.
  public var id: String
  /// What the agent is blocked on; nil when whoever made the ask did not say.
  public var kind: BlockKind?
  public var form: Form
  public var question: String
  /// From top to bottom, in the order in which the arrows walk them.
  public var options: [Option]
  /// The lines above the question that say what it is about, such as `Bash command` and the command itself.
  public var detail: [String]
  /// All questions asked together; empty when there is only this one and it has no tab.
  public var tabs: [Tab]
  /// What the key of a choice does. Of a row for typed text it always only moves there.
  public var digits: KeyEffect
  /// What Enter does where the cursor is now. `confirm` answers with the selected option, which may be the one that
  /// says no; `none` when no cursor is to be seen.
  public var enter: KeyEffect
  /// The key that gives no answer and ends the ask, as tmux calls it; nil when the screen promises none.
  /// For most asks of an agent in the middle of a turn it also ends the turn.
  public var cancel: String?
  /// There are more options than the screen shows.
  public var isPartial: Bool

  enum CodingKeys: String, CodingKey {
    case id, kind, form, question, options, detail, tabs, digits, enter, cancel, isPartial
  }

  /// - Parameter id: nil to have it made from the question, the detail and the labels.
  public init(
    question: String, options: [Option], detail: [String] = [], kind: BlockKind? = nil, form: Form = .confirm,
    tabs: [Tab] = [], digits: KeyEffect = .none, enter: KeyEffect = .none, cancel: String? = nil,
    isPartial: Bool = false, id: String? = nil
  ) {
    self.kind = kind
    self.form = form
    self.question = question
    self.options = options
    self.detail = detail
    self.tabs = tabs
    self.digits = digits
    self.enter = enter
    self.cancel = cancel
    self.isPartial = isPartial
    self.id = id ?? AskIdentity.id(kind: kind, question: question, context: detail, labels: options.map(\.label))
  }

  /// The row under the cursor.
  public var selectedIndex: Int? { options.firstIndex { $0.isSelected } }
  /// The row that takes typed text.
  public var freeTextIndex: Int? { options.firstIndex { $0.role == .freeText } }
  /// The row that sends what is ticked.
  public var submitIndex: Int? { options.firstIndex { $0.role == .submit } }
  /// For a permission: what is to be used, such as `Bash command`.
  public var tool: String? { kind == .permission ? detail.first : nil }
  /// For a permission: what it is to be used on, as the screen shows it, with what the agent says about it.
  public var argument: String? {
    guard kind == .permission, detail.count > 1 else { return nil }
    return detail.dropFirst().joined(separator: "\n")
  }
}
