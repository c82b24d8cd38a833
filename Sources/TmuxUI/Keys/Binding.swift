import TmuxControl

/// A key as `list-keys` tells it.
public struct Binding: Hashable, Sendable {
  public let table: String
  /// As tmux names it, without quotes.
  public let key: String
  public let isRepeatable: Bool
  /// The command as it stands there: text that a configuration can hold.
  public let command: String

  public init(table: String, key: String, isRepeatable: Bool = false, command: String) {
    self.table = table
    self.key = key
    self.isRepeatable = isRepeatable
    self.command = command
  }

  /// Reads a line such as `bind-key -r -T prefix Up select-pane -U`. Nil for anything else.
  init?(_ line: Substring) {
    var rest = line
    guard Self.word(&rest) == "bind-key" else { return nil }
    var table = "prefix"
    var isRepeatable = false
    while rest.hasPrefix("-"), let flag = Self.word(&rest) {
      // A key may be called - or begin with it; flags of bind-key have one letter.
      guard flag.count == 2, let letter = flag.last, letter.isLetter else {
        rest = flag + " " + rest
        break
      }
      switch letter {
      case "T": table = Self.word(&rest).map { ShownOptions.value($0) } ?? table
      case "N": _ = Self.word(&rest)
      case "n": table = "root"
      case "r": isRepeatable = true
      default: break
      }
    }
    guard let key = Self.word(&rest), !rest.isEmpty else { return nil }
    self.init(
      table: table, key: ShownOptions.value(key), isRepeatable: isRepeatable, command: String(rest))
  }

  /// Takes the next word off, with its quotes, and the blanks behind it.
  private static func word(_ rest: inout Substring) -> Substring? {
    var index = rest.startIndex
    var quote: Character?
    while index < rest.endIndex {
      let character = rest[index]
      if character == "\\", quote != "'" {
        index = rest.index(after: index)
        guard index < rest.endIndex else { break }
      } else if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == " " {
        break
      }
      index = rest.index(after: index)
    }
    let word = rest[..<index]
    rest = rest[index...].drop { $0 == " " }
    return word.isEmpty ? nil : word
  }

  /// Whether this binding was made by argosy, in this life or an earlier one, wherever its program was then.
  public var isOurs: Bool {
    if command.contains(" ui menu '#{client_name}'") || command.contains(" ui next '#{client_name}'") { return true }
    if command.contains(Self.notInstalled) { return true }
    guard table == Prefix.keyTable || table == Prefix.waitingTable else { return false }
    return command.contains("'#{client_name}'") && command.contains(" ui ") || command.contains(Prefix.option + "_tree")
      || command == "switch-client -T root"
  }

  /// What the leader says where the program is missing; see `argosy.tmux`.
  static let notInstalled = "argosy is not installed"

  /// The command that binds the key so again.
  var restoring: String {
    "bind-key \(isRepeatable ? "-r " : "")-T \(table) \(Self.quoted(key)) \(command)"
  }

  static func quoted(_ key: String) -> String {
    (try? Quoting.word(key)) ?? "''"
  }
}
