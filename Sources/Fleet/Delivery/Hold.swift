public import Recognition

/// A hook that an agent waits for, while its dialog is on the screen.
public struct Hold: Hashable, Sendable {
  public let number: Int
  public let permission: HeldPermission

  public init(number: Int, permission: HeldPermission) {
    self.number = number
    self.permission = permission
  }

  /// Whether the dialog on the screen is the one that the hook is about.
  public func isAbout(_ ask: Ask) -> Bool {
    if let question = permission.questions.first {
      return permission.questions.count == 1 && Self.isSame(question.question, ask.question)
    }
    guard ask.kind == .permission || ask.kind == nil, permission.tool != "ExitPlanMode" else { return false }
    guard let argument = permission.argument else { return true }
    let (wanted, shown) = (Self.core(argument), Self.core(ask.detail.joined() + ask.question))
    // A long command is cut, on the screen or in the hook.
    return !wanted.isEmpty && shown.contains(wanted.prefix(40))
  }

  /// What the hook has to say for an answer to mean what it says on the screen; nil where only keys can say it.
  ///
  /// A dialog's other rows ("and tell it what to do", "switch to auto mode") have no word in the protocol, and a rule
  /// for the future has one only where the event suggests exactly one of its kind (claude-code #91216).
  func decision(for meaning: Choice.Meaning, in ask: Ask) -> HookDecision? {
    guard let question = permission.questions.first else { return permissionDecision(for: meaning, in: ask) }
    func label(_ index: Int) -> String? {
      guard ask.options.indices.contains(index), ask.options[index].role == .choice else { return nil }
      let fitting = question.options.map(\.label).filter { Self.isSame($0, ask.options[index].label) }
      return fitting.count == 1 ? fitting.first : nil
    }
    switch meaning {
    case .option(let index): return label(index).map { .answer($0) }
    case .ticks(let indices):
      let labels = indices.sorted().compactMap(label)
      return labels.count == indices.count && !labels.isEmpty ? .answer(labels.joined(separator: ", ")) : nil
    case .text(let text, _): return ask.form == .multi ? nil : .answer(text)
    }
  }

  private func permissionDecision(for meaning: Choice.Meaning, in ask: Ask) -> HookDecision? {
    guard case .option(let index) = meaning, ask.options.indices.contains(index) else { return nil }
    let label = ask.options[index].label.lowercased()
    switch label {
    case "yes", "allow", "allow once", "yes, allow once": return .allow
    case "no", "deny", "deny (esc)", "no (esc)": return .deny
    default: break
    }
    let kind: String
    if label.hasPrefix("yes, and don't ask again") || label.hasPrefix("yes, and always allow") {
      kind = "addRules"
    } else if label.hasPrefix("yes, allow all edits") {
      kind = "setMode"
    } else {
      return nil
    }
    let fitting = permission.suggestions.indices.filter { permission.suggestions[$0] == kind }
    return fitting.count == 1 ? fitting.first.map { .allowAlways(suggestion: $0) } : nil
  }

  private static func isSame(_ one: String, _ other: String) -> Bool { core(one) == core(other) }

  /// What survives wrapping and indenting.
  private static func core(_ text: String) -> String {
    String(String.UnicodeScalarView(text.lowercased().unicodeScalars.filter { !$0.properties.isWhitespace }))
  }
}
