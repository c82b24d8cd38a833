import TmuxControl

/// A key of argosy's, and what it does.
public struct OwnKey: Hashable, Sendable {
  public let table: String
  public let key: String
  /// What the list of keys says about it.
  public let note: String
  public let deed: Deed
  /// The option that moves it; nil for keys in a table of our own.
  public let option: String?

  public enum Deed: Hashable, Sendable {
    /// Enters our key table, and only then asks the program for what is to be drawn: what is typed meanwhile is taken
    /// by the table and never reaches a pane.
    case lead([String])
    /// The same for what is asked of the program behind the leader: in that table a key only calls it off.
    case wait([String])
    /// Asks the program for what draws nothing. The words are formats.
    case ask([String])
    /// A command of tmux's own.
    case tmux(String)
  }

  init(_ key: String, in table: String = Prefix.keyTable, _ note: String, _ deed: Deed, option: String? = nil) {
    self.key = key
    self.table = table
    self.note = note
    self.deed = deed
    self.option = option
  }

  // Formats that name things beyond doubt: the client that pressed the key, by its name; the rest by ids.
  private static let client = "#{client_name}"
  private static let session = "#{session_id}"
  private static let pane = "#{pane_id}"

  /// tmux's own list of sessions, of which it shows ours. It needs no argosy.
  static let picker =
    "choose-tree -Zs -O name -f \"#{\(OptionName.status.rawValue)}\" -F \"#{E:\(Prefix.option)_tree}\""

  /// The keys that these settings ask for. None repeats: for half a second after a key that does, the client stays in
  /// its table, and what is typed at the agent one has just come to would be a command.
  public static func keys(_ settings: InterfaceSettings) -> [OwnKey] {
    let lead = Deed.lead(["ui", "menu", client, pane])
    var keys: [OwnKey] = []
    if let key = settings.key {
      keys.append(OwnKey(key, in: "prefix", "menu", lead, option: Prefix.option + "_key"))
    }
    if let key = settings.keyNext {
      keys.append(
        OwnKey(
          key, in: "prefix", "next that needs you", .ask(["ui", "next", client]), option: Prefix.option + "_key_next"))
    }
    if let key = settings.keyRoot {
      keys.append(OwnKey(key, in: "root", "menu", lead, option: Prefix.option + "_key_root"))
    }
    keys += [
      OwnKey("n", "next that needs you", .ask(["ui", "next", client])),
      OwnKey("p", "peek at this feature", .wait(["ui", "peek", "--awaited", client, session])),
      OwnKey(".", "menu of this feature", .wait(["ui", "feature", "--awaited", client, session])),
      OwnKey("s", "picker", .tmux(picker)),
      OwnKey("c", "new feature", .wait(["ui", "form", "--awaited", client, pane])),
      OwnKey("D", "board", .wait(["ui", "board", "--awaited", client])),
      OwnKey("y", "allow what this feature asks", .wait(["ui", "answer", "--awaited", client, session, "allow"])),
      OwnKey("Tab", "back to where the last jump began", .ask(["ui", "back", client])),
      OwnKey("?", "help", .wait(["ui", "keys", "--awaited", client])),
    ]
    keys += (1...9).map { OwnKey("\($0)", "go to row \($0)", .ask(["ui", "row", client, "\($0)"])) }
    for table in [Prefix.keyTable, Prefix.waitingTable] {
      keys += ["Escape", "Any"].map { OwnKey($0, in: table, "cancel", .tmux("switch-client -T root")) }
    }
    return keys
  }

  /// The command that binds the key.
  ///
  /// - Throws: ``QuotingError`` where the program's path holds what no command can.
  func binding(_ program: String) throws(QuotingError) -> String {
    let note = try Quoting.word("Argosy: \(note)")
    let body: String
    switch deed {
    case .lead(let words):
      body = "{ switch-client -T \(Prefix.keyTable) ; \(try Self.running(program, words)) }"
    case .wait(let words):
      body = "{ switch-client -T \(Prefix.waitingTable) ; \(try Self.running(program, words)) }"
    case .ask(let words): body = try Self.running(program, words)
    case .tmux(let command): body = command
    }
    return "bind-key -N \(note) -T \(table) \(Binding.quoted(key)) \(body)"
  }

  /// Runs the program beside tmux, with words that are formats.
  static func running(_ program: String, _ words: [String], target: String? = nil) throws(QuotingError) -> String {
    // A path is a text to tmux, and a word to the shell. The formats expand to names that cannot end a quote.
    let path = FormatText.literal(
      "'" + program.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'")
    let shell = ([path] + words.map { $0.contains("#{") ? "'\($0)'" : $0 }).joined(separator: " ")
    return "run-shell -b \(target.map { "-t \($0) " } ?? "")\(try Quoting.word(shell))"
  }
}
