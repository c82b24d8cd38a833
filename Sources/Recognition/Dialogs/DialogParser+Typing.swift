/// Rows into which an answer is typed lose the words by which they are known.
extension DialogParser {
  /// Where no row has those words any more, the one with typed text is the last of the numbered ones that stand before the
  /// row which leaves the question.
  func markTyped(_ options: inout [Ask.Option]) {
    guard kind == .question || kind == .plan, !marks.freeText.isEmpty,
      !options.contains(where: { $0.role == .freeText }),
      let aside = options.firstIndex(where: { $0.role == .aside }),
      let row = options[..<aside].lastIndex(where: { Self.mayBeTyped($0) && !$0.key.isEmpty }), row > 0
    else { return }
    options[row].role = .freeText
  }

  /// Anything may have been typed, such as the word that sends the answers. Where that is an option it has no number.
  private static func mayBeTyped(_ option: Ask.Option) -> Bool {
    option.role == .choice || option.role == .submit && !option.key.isEmpty
  }

  /// The options that say what is asked. In a question of the agent's own and in a plan the last may be what was typed,
  /// where nothing tells: it says little, and counts neither before nor after.
  func choices(_ options: [Ask.Option]) -> [Ask.Option] {
    var choices = options.filter { $0.role != .freeText }
    guard style == .tabs || kind == .plan, !marks.freeText.isEmpty, choices.count == options.count,
      let last = choices.lastIndex(where: Self.mayBeTyped)
    else { return choices }
    choices.remove(at: last)
    return choices
  }
}
