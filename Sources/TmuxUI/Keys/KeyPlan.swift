import TmuxControl

/// Which of our keys can be bound on a server, and what has to go first.
struct KeyPlan {
  private(set) var commands: [String] = []
  /// One line for each key that somebody else has, with the option that moves ours.
  private(set) var remarks: [String] = []

  init(_ keys: [OwnKey], among bindings: [Binding], program: String) throws(QuotingError) {
    // Of an earlier load with other settings.
    let wanted = Set(keys.map { Place(table: $0.table, key: Self.canonical($0.key)) })
    commands = Self.unbinding(bindings.filter { !wanted.contains(Place(table: $0.table, key: $0.key)) })
    for key in keys {
      let name = Self.canonical(key.key)
      if let taken = bindings.first(where: { $0.table == key.table && $0.key == name }), !taken.isOurs {
        remarks.append(Self.remark(key, taken))
      } else {
        commands.append(try key.binding(program))
      }
    }
  }

  /// Takes away those that are ours.
  static func unbinding(_ bindings: [Binding]) -> [String] {
    bindings.filter(\.isOurs).map { "unbind-key -q -T \($0.table) \(Binding.quoted($0.key))" }
  }

  private struct Place: Hashable {
    let table: String
    let key: String
  }

  static func remark(_ key: OwnKey, _ taken: Binding) -> String {
    let place = key.table == "prefix" ? "prefix \(key.key)" : "\(key.key) in table \(key.table)"
    let command = PlainText.line(taken.command, limit: 60)
    let remedy = key.option.map { "; set -g \($0) to another key, or to none" } ?? ""
    return "\(place) is yours (\(command)), so it is not bound to: \(key.note)\(remedy)"
  }

  /// A key's name as `list-keys` writes it: `^a` is `C-a`, and modifiers are capitals.
  static func canonical(_ key: String) -> String {
    var rest = Substring(key)
    var modifiers = ""
    while true {
      if rest.count > 1, rest.first == "^" {
        modifiers += "C-"
        rest = rest.dropFirst()
      } else if rest.count > 2, rest.dropFirst().first == "-", let letter = rest.first, "cCmMsS".contains(letter) {
        modifiers += letter.uppercased() + "-"
        rest = rest.dropFirst(2)
      } else {
        return modifiers + rest
      }
    }
  }
}
