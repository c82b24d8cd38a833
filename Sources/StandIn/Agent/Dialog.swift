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

  enum Reaction: Equatable {
    case none
    case changed
    case chosen(Int)
    case cancelled
  }

  private var isTyping: Bool { options.indices.contains(focus) && options[focus].takesText }

  /// A digit selects and confirms at once; letters do nothing, as in the real dialogs.
  mutating func press(_ input: Input) -> Reaction {
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

  private mutating func move(_ step: Int) -> Reaction {
    focus = (focus + step + options.count) % options.count
    return .changed
  }

  private mutating func type(_ text: String) -> Reaction {
    if isTyping {
      typed += text
      return .changed
    }
    guard numbered, let number = text.first?.wholeNumberValue, options.indices.contains(number - 1) else {
      return .none
    }
    focus = number - 1
    guard isTyping else { return .chosen(focus) }
    typed += text.dropFirst()
    return .changed
  }

  /// The label of an option as an answer: typed text stands for itself.
  func answer(_ index: Int) -> String {
    guard options.indices.contains(index) else { return "" }
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
