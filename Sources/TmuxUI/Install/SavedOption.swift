import TmuxControl

/// Commands of a configuration, as values: what `source-file -` is given.
enum Script {
  static func set(_ name: String, _ value: String, _ flags: String = "-g") throws(QuotingError) -> String {
    "set-option \(flags) \(Binding.quoted(name)) \(try Quoting.word(value))"
  }

  static func unset(_ name: String, _ flags: String = "-gu") -> String {
    "set-option -q \(flags) \(Binding.quoted(name))"
  }
}

/// An option of the person's whose value we have changed, with what it was.
///
/// Both values are kept: what is no longer as we left it has been changed by somebody else since, and stays.
struct SavedOption {
  let name: String
  /// The flags that name its scope beside `g`: none, or `w`.
  let scope: String

  private var old: String { "\(Prefix.ownOption)_old_\(plain)" }
  private var new: String { "\(Prefix.ownOption)_new_\(plain)" }

  private var plain: String {
    String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }

  init(_ name: String, scope: String = "") {
    self.name = name
    self.scope = scope
  }

  private func current(_ facts: ServerFacts) -> String? { (scope == "w" ? facts.window : facts.global)[name] }

  /// What a person would see without us.
  func original(_ facts: ServerFacts) -> String? {
    guard isOurs(facts), let saved = facts.global[old] else { return current(facts) }
    return saved.hasPrefix("=") ? String(saved.dropFirst()) : nil
  }

  func isOurs(_ facts: ServerFacts) -> Bool {
    facts.global[new].map { $0 == current(facts) } ?? false
  }

  /// We have set it, and not taken that back: what it is now may be a theme's that has put ours into its own.
  func isPlaced(_ facts: ServerFacts) -> Bool { facts.global[new] != nil }

  func setting(_ value: String, _ facts: ServerFacts) throws(QuotingError) -> [String] {
    let before = original(facts).map { "=\($0)" } ?? "-"
    return [
      try Script.set(old, before), try Script.set(new, value), try Script.set(name, value, "-g\(scope)"),
    ]
  }

  /// As it was before we came, unless somebody has changed it since.
  func restoring(_ facts: ServerFacts) throws(QuotingError) -> [String] {
    guard isPlaced(facts) else { return [] }
    var commands = [Script.unset(old), Script.unset(new)]
    guard isOurs(facts) else { return commands }
    if let value = original(facts) {
      commands.append(try Script.set(name, value, "-g\(scope)"))
    } else {
      commands.append(Script.unset(name, "-gu\(scope)"))
    }
    return commands
  }
}
