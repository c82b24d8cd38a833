/// How text reaches an agent's input box, and nothing else happens.
public struct SendRules: Sendable, Hashable {
  public enum Paste: String, Sendable, Hashable, Codable, CaseIterable {
    /// As a bracketed paste: the agent takes all of it as text, line ends too.
    case bracketed
    /// As keys, one after the other. A line end among them would submit.
    case keys
  }

  /// How prompts are written.
  public let paste: Paste
  /// How slash commands are written. A paste does not open the agent's menu of commands, and some run them from there
  /// only.
  public let commands: Paste
  /// tmux's name of the key that submits.
  public let submit: String
  /// tmux's name of the key that begins a new line without submitting; nil where there is none.
  public let newline: String?
  /// tmux's name of the key that interrupts a turn.
  public let interrupt: String
  /// tmux's name of the key that empties the box.
  public let clear: String
  /// Milliseconds between the last byte of the text and the submitting key. Agents take keys that come right after a
  /// paste for part of it.
  public let settle: Int
  /// Milliseconds more for every kilobyte of text.
  public let settlePerKilobyte: Int
  /// Characters that mean something at the start of an empty box, such as `/` and `!`: a prompt that begins with one
  /// must not.
  public let prefixes: Set<Character>
  /// What is put in front of a prompt that begins with one of ``prefixes``. Empty: nothing helps, such a prompt is
  /// refused.
  public let shield: String
  /// Whether a paste means nothing but itself, so that ``prefixes`` concern only what is typed.
  public let plainPastes: Bool
  /// How often ``interrupt`` is pressed: some agents ask back at the first.
  public let interruptPresses: Int
  /// Whether the submitting key may get lost, and is sent again while the text still stands in the box.
  public let resubmits: Bool
  /// Whether text that is sent during a turn waits for its end. Otherwise it would be taken for something else.
  public let queues: Bool

  public init(
    paste: Paste = .bracketed, commands: Paste = .keys, submit: String = "Enter", newline: String? = nil,
    interrupt: String = "Escape", clear: String = "C-u", settle: Int = 300, settlePerKilobyte: Int = 50,
    prefixes: Set<Character> = [], shield: String = " ", plainPastes: Bool = false,
    interruptPresses: Int = 1, resubmits: Bool = false, queues: Bool = false
  ) {
    self.plainPastes = plainPastes
    self.interruptPresses = interruptPresses
    self.paste = paste
    self.commands = commands
    self.submit = submit
    self.newline = newline
    self.interrupt = interrupt
    self.clear = clear
    self.settle = settle
    self.settlePerKilobyte = settlePerKilobyte
    self.prefixes = prefixes
    self.shield = shield
    self.resubmits = resubmits
    self.queues = queues
  }

  /// Milliseconds to wait between so many bytes of text and the submitting key; at most ten seconds.
  public func settling(after bytes: Int) -> Int {
    let kilobytes = max(0, bytes) / 1_024
    let (more, isHuge) = kilobytes.multipliedReportingOverflow(by: settlePerKilobyte)
    return isHuge ? 10_000 : min(10_000, settle + min(more, 10_000))
  }
}

extension SendRules {
  /// Reads `send:`; what is not said is as in the initializer above.
  init(_ value: YAMLValue) throws(RuleError) {
    let keys = try value.mapping([
      "paste", "commands", "submit", "newline", "interrupt", "clear", "settle", "settlePerKilobyte", "prefixes",
      "shield", "plainPastes", "interruptPresses", "resubmits", "queues",
    ])
    let standard = SendRules()
    func key(_ name: String, else other: String) throws(RuleError) -> String { try keys[name]?.keyName() ?? other }
    func time(_ name: String, else other: Int) throws(RuleError) -> Int { try keys[name]?.milliseconds() ?? other }
    self.init(
      paste: try keys["paste"]?.word(Paste.self) ?? standard.paste,
      commands: try keys["commands"]?.word(Paste.self) ?? standard.commands,
      submit: try key("submit", else: standard.submit), newline: try keys["newline"]?.keyName(),
      interrupt: try key("interrupt", else: standard.interrupt), clear: try key("clear", else: standard.clear),
      settle: try time("settle", else: standard.settle),
      settlePerKilobyte: try time("settlePerKilobyte", else: standard.settlePerKilobyte),
      prefixes: Set(try keys["prefixes"]?.string() ?? ""),
      shield: try keys["shield"]?.text() ?? standard.shield,
      plainPastes: try keys["plainPastes"]?.flag() ?? standard.plainPastes,
      interruptPresses: try keys["interruptPresses"]?.presses() ?? standard.interruptPresses,
      resubmits: try keys["resubmits"]?.flag() ?? standard.resubmits,
      queues: try keys["queues"]?.flag() ?? standard.queues)
  }
}

extension YAMLValue {
  /// `300ms` or `2s`, at most a minute.
  fileprivate func milliseconds() throws(RuleError) -> Int {
    let text = try string()
    let isSeconds = !text.hasSuffix("ms")
    guard text.hasSuffix("s"), let number = Int(text.dropLast(isSeconds ? 1 : 2)),
      (0...60_000).contains(number), number <= (isSeconds ? 60 : 60_000)
    else { throw error("a time such as `300ms` or `2s` was expected, at most a minute") }
    return isSeconds ? number * 1_000 : number
  }

  /// A third press of a key that stops a turn could only do harm.
  fileprivate func presses() throws(RuleError) -> Int {
    let count = try integer()
    guard (1...2).contains(count) else { throw error("`interruptPresses` is 1 or 2") }
    return count
  }

  /// A key as tmux writes it: `Enter`, `C-u`, `M-Enter`, `S-Tab`, `y`. Nothing that could be an option or a command.
  fileprivate func keyName() throws(RuleError) -> String {
    let text = try string()
    var rest = Substring(text)
    while rest.count > 2, let first = rest.first, "CMS".contains(first), rest.dropFirst().first == "-" {
      rest = rest.dropFirst(2)
    }
    let isName = rest.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    guard rest.count == 1 || isName, rest != ";", !rest.hasPrefix("-") else {
      throw error("`\(text)` is not a key as tmux writes it, such as `Enter` or `C-u`")
    }
    return text
  }
}
