/// A question on the screen with its options, and what keys do to it. A value: drawing is somebody else's business.
struct Dialog: Equatable {
  /// What an option means for the turn.
  enum Outcome: Equatable { case yes, always, no, other }

  struct Option: Equatable {
    var label: String
    var outcome: Outcome
    /// Typed text becomes the answer.
    var takesText = false
    /// A rule is drawn above it.
    var apart = false
    /// Sends off what is ticked. Has no number.
    var sends = false
  }

  var kind: Blocked
  /// The short text of the tab above a question, or the bold first line.
  var heading: String
  var body: [String] = []
  var question: String
  var options: [Option]
  var footer: String
  var numbered = true
  var focus = 0
  /// What has been typed on the row that takes text.
  var typed = ""
  /// Of a question with several answers, the options that are ticked; nil for one with a single answer.
  var ticks: Set<Int>?
  /// The page behind the question, on which it is sent off.
  var isReview = false

  enum Reaction: Equatable {
    case none
    case changed
    case chosen(Int)
    case cancelled
  }

  private var isTyping: Bool { options.indices.contains(focus) && options[focus].takesText }

  /// A digit selects and confirms at once; letters do nothing, as in the real dialogs.
  mutating func press(_ input: Input) -> Reaction {
    if isReview { return review(input) }
    if ticks != nil, let reaction = tick(input) { return reaction }
    switch input {
    case .key(.escape), .key(.control("c")): return .cancelled
    // The ESC that begins a bracketed paste cancels: the reason why nobody may paste into a dialog.
    case .paste: return .cancelled
    case .key(.up), .key(.control("p")): return move(-1)
    case .key(.down), .key(.control("n")): return move(1)
    case .key(.enter): return isTyping && typed.isEmpty ? .none : .chosen(focus)
    case .key(.backspace):
      guard isTyping, !typed.isEmpty else { return .none }
      typed.removeLast()
      return .changed
    case .key: return .none
    case .text(let text): return type(text)
    }
  }

  /// Digits and Enter tick, Tab goes on to the review. Nil for keys that are as in other dialogs.
  private mutating func tick(_ input: Input) -> Reaction? {
    switch input {
    case .key(.tab), .key(.right): return goToReview()
    case .key(.enter) where !isTyping: return toggle(focus)
    case .text(let text) where !isTyping:
      guard let number = text.first?.wholeNumberValue, let index = index(of: number) else { return Reaction.none }
      return toggle(index)
    default: return nil
    }
  }

  private mutating func goToReview() -> Reaction {
    isReview = true
    focus = 0
    return .changed
  }

  /// The number in front of an option; nil for the row that has none.
  func number(of index: Int) -> Int? {
    guard numbered, options.indices.contains(index), !options[index].sends else { return nil }
    return options[...index].count { !$0.sends }
  }

  private func index(of number: Int) -> Int? { options.indices.first { self.number(of: $0) == number } }

  private mutating func toggle(_ index: Int) -> Reaction {
    focus = index
    guard options.indices.contains(index), !options[index].takesText else { return .changed }
    if options[index].sends { return goToReview() }
    if options[index].apart { return .chosen(index) }
    if ticks?.remove(index) == nil { ticks?.insert(index) }
    return .changed
  }

  /// 1 sends off, 2 cancels.
  private mutating func review(_ input: Input) -> Reaction {
    switch input {
    case .key(.escape), .key(.control("c")), .paste, .text("2"): return .cancelled
    case .text("1"): return .chosen(ticks?.min() ?? 0)
    case .key(.enter): return focus == 0 ? .chosen(ticks?.min() ?? 0) : .cancelled
    case .key(.up), .key(.down):
      focus = 1 - min(focus, 1)
      return .changed
    case .key(.backTab), .key(.left):
      isReview = false
      focus = 0
      return .changed
    default: return .none
    }
  }

  private mutating func move(_ step: Int) -> Reaction {
    focus = (focus + step + options.count) % options.count
    return .changed
  }

  private mutating func type(_ text: String) -> Reaction {
    if isTyping {
      typed += text
      return .changed
    }
    guard let number = text.first?.wholeNumberValue, let index = index(of: number) else { return .none }
    focus = index
    guard isTyping else { return .chosen(focus) }
    typed += text.dropFirst()
    return .changed
  }

  /// The label of an option as an answer: typed text stands for itself.
  func answer(_ index: Int) -> String {
    guard options.indices.contains(index) else { return "" }
    if let ticks, !options[index].apart { return ticks.sorted().map { options[$0].label }.joined(separator: ", ") }
    return options[index].takesText ? typed : options[index].label
  }

  /// The branch of a scenario that an answer takes; nil as index means that the dialog was cancelled.
  func branch(for index: Int?, in branches: [Branch]) -> Branch? {
    guard let index, options.indices.contains(index) else {
      return branches.first { $0.answer == "esc" } ?? branches.first { $0.answer == "no" }
    }
    let option = options[index]
    let names: [String] =
      switch option.outcome {
      case .yes: ["yes"]
      case .always: ["always", "yes"]
      case .no: ["no"]
      case .other: []
      }
    let exact = branches.first { branch in
      branch.answer == String(index + 1)
        || (branch.answer.count > 1 && !names.contains(branch.answer)
          && answer(index).lowercased().hasPrefix(branch.answer.lowercased()))
    }
    return exact ?? names.lazy.compactMap { name in branches.first { $0.answer == name } }.first
  }
}
