import TmuxControl
public import Terminal

/// What the items of a menu do, as command lines of tmux.
///
/// They hold argosy's path, the client's name and ids, each quoted, and nothing else of anybody's.
public struct MenuCalls: Hashable, Sendable {
  /// argosy's own absolute path.
  public var program: String
  public var client: String
  /// Where the client is, for the way back; nil where that is not known.
  public var here: Feature.Place?
  public var version: TmuxVersion
  /// The client's width.
  public var columns: Int
  /// The verbs of `argosy ui` that there are.
  public var verbs: Set<String>
  /// Whether what lasts, or cannot be taken back, takes a second key.
  public var confirms: Bool
  /// Whether a click opened the menu: what its rows open takes the mouse, too.
  public var isClicked: Bool

  public init(
    program: String, client: String, here: Feature.Place?, version: TmuxVersion, columns: Int, verbs: Set<String>,
    confirms: Bool, isClicked: Bool = false
  ) {
    self.program = program
    self.client = client
    self.here = here
    self.version = version
    self.columns = columns
    self.verbs = verbs
    self.confirms = confirms
    self.isClicked = isClicked
  }

  /// `argosy ui VERB CLIENT …`. Nil where there is no such verb, or a word cannot be in a command line.
  func call(_ verb: String, _ words: String...) -> String? { call(verb, [], words) }

  private func call(_ verb: String, _ flags: [String], _ words: [String]) -> String? {
    verbs.contains(verb) ? ShellCall([program, "ui", verb] + flags + [client] + words).command : nil
  }

  /// The same for what shows something of its own a moment later: until then keys are argosy's, so that none reaches
  /// the agent below.
  ///
  /// Not behind a click: the button that is let go would be a key that calls it off, and whoever clicks does not type.
  func waiting(_ verb: String, _ words: String...) -> String? {
    if isClicked { return call(verb, [Self.clicked], words) }
    guard let call = call(verb, [Self.awaited], words) else { return nil }
    return line(["switch-client", "-c", client, "-T", KeyTable.waiting.name]).map { "\($0) ; \(call)" }
  }

  /// The menu of everything once more.
  public var again: String? { waiting("menu") }

  /// Says to a verb that the client's keys wait for what it draws.
  public static let awaited = "--awaited"
  /// Says to a verb that a click asked for what it draws.
  public static let clicked = "--clicked"

  /// Goes to a feature's agent, and remembers from where.
  func go(to place: Feature.Place) -> String? {
    let jump = line(["switch-client", "-Z", "-c", client, "-t", place.target])
    guard let here, here != place else { return jump }
    return [line(Jump.remember(here, of: client)), jump].compactMap(\.self).joined(separator: " ; ")
  }

  /// Asks in the status line before it does something.
  func confirmed(_ question: String, _ command: String?) -> String? {
    guard let command else { return nil }
    return line(
      Confirmation(client: client, question: question, command: command).arguments(for: version, columns: columns))
  }

  /// Asks for a line of text, and calls a verb that takes it out of the option.
  ///
  /// - Parameter words: none may hold a `%` with a digit, which the prompt would replace: panes are named by
  ///   ``PaneWord``.
  func prompted(_ prompt: String, _ verb: String, _ words: String...) -> String? {
    guard let call = call(verb, [], words), !call.contains("%") else { return nil }
    // The third sign has tmux quote what was typed for inside these quotes.
    let template = "set-option -s \(TypedText.option) \"%%%\" ; \(call)"
    let background = version >= .v3_3 ? ["-b"] : []
    return line(["command-prompt"] + background + ["-t", client, "-p", prompt, "--", template])
  }

  private func line(_ words: [String]) -> String? {
    let quoted = words.compactMap { try? Quoting.word($0) }
    return quoted.count == words.count ? quoted.joined(separator: " ") : nil
  }
}

/// The key tables in which a client is while something of ours is on its way to it. In both every key that is not bound
/// goes back to the root table, and reaches no pane.
public enum KeyTable: Hashable, Sendable, CaseIterable {
  /// The leader's: keys that are typed ahead of its menu do something of their own, and then no menu comes.
  case leader
  /// Behind a row of a menu, and behind the leader's keys: there a key only calls off what is to come.
  case waiting

  /// As tmux knows it.
  public var name: String {
    switch self {
    case .leader: Prefix.keyTable
    case .waiting: Prefix.waitingTable
    }
  }

  /// A format that is another one as long as the client's keys are in this table, and nothing when they are not.
  func guarding(_ format: String) -> String {
    // What would end the condition is escaped as its argument has to be.
    let argument = format.replacing(",", with: "#,").replacing("}", with: "#}")
    return "#{?#{==:#{client_key_table},\(name)},\(argument),}"
  }
}

/// Text that a person has typed at a prompt: it goes by an option, never through a shell.
public enum TypedText {
  public static let option = Prefix.option + "_in"

  /// What was typed. tmux 3.4 keeps the backslash that it put in front of a `$`.
  public static func text(_ value: String, version: TmuxVersion) -> String {
    version >= .v3_4 && version < .v3_5 ? value.replacing("\\$", with: "$") : value
  }
}

/// A pane's id without a `%`, for where a prompt would take that for a place of its answer.
public enum PaneWord {
  /// `%3` becomes `pane:3`.
  public static func word(_ pane: String) -> String {
    pane.hasPrefix("%") ? "pane:" + pane.dropFirst() : pane
  }

  /// The other way. Anything else stays.
  public static func pane(_ word: String) -> String {
    word.hasPrefix("pane:") ? "%" + word.dropFirst(5) : word
  }
}

/// What a client remembers between two calls, in the server's hidden environment: writing it redraws nothing, and no
/// program sees it.
public enum Jump {
  private static let backPrefix = "ARGOSY_BACK_"
  private static let orderPrefix = "ARGOSY_ROWS_"
  private static func back(_ client: String) -> String { backPrefix + client }
  private static func order(_ client: String) -> String { orderPrefix + client }

  /// Whether a variable of the server's environment is such a memory.
  public static func isMemory(_ name: String) -> Bool { name.hasPrefix(backPrefix) || name.hasPrefix(orderPrefix) }

  /// The words of the command that remembers where a jump started.
  public static func remember(_ place: Feature.Place, of client: String) -> [String] {
    ["set-environment", "-gh", back(client), place.target]
  }

  /// The words of the command that remembers the order of the rows that were shown.
  public static func remember(order features: [Feature], of client: String) -> [String] {
    ["set-environment", "-gh", order(client), features.map(\.id).joined(separator: " ")]
  }

  /// The words of the command that prints both.
  public static let query = ["show-environment", "-gh"]

  public static func back(of client: String, in lines: [String]) -> String? { value(back(client), lines) }

  public static func order(of client: String, in lines: [String]) -> [String] {
    (value(order(client), lines) ?? "").split(separator: " ").map(String.init)
  }

  private static func value(_ name: String, _ lines: [String]) -> String? {
    lines.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
  }
}
