/// What an agent asks of a person, as far as a menu offers answers.
public struct AskedOf: Hashable, Sendable {
  public struct Option: Hashable, Sendable {
    /// What `argosy answer` is given for it: its key, or its place in the list.
    public var answer: String
    public var label: String

    public init(answer: String, label: String) {
      self.answer = answer
      self.label = label
    }
  }

  /// Answers are given to this ask or to none.
  public var id: String
  /// permission, question, plan, trust, login, limit, error.
  public var kind: String
  /// What it is about, and the question, as lines.
  public var lines: [String]
  public var options: [Option]
  /// A text of one's own is an answer, too.
  public var takesText: Bool
  /// Several options may be ticked.
  public var takesSeveral: Bool

  public init(
    id: String, kind: String, lines: [String], options: [Option], takesText: Bool = false, takesSeveral: Bool = false
  ) {
    self.id = id
    self.kind = kind
    self.lines = lines
    self.options = options
    self.takesText = takesText
    self.takesSeveral = takesSeveral
  }

  /// The answers that digits choose: by the numbers that the agent shows beside its options, for a person reads those.
  /// Where it shows none, by their places.
  public var digits: [Int: String] {
    let answers = options.map(\.answer)
    let isNumbered = answers.contains { Int($0) != nil }
    let pairs = answers.enumerated().compactMap { place, answer in
      (isNumbered ? Int(answer) : place + 1).map { ($0, answer) }
    }
    return Dictionary(pairs.filter { (1...9).contains($0.0) }) { first, _ in first }
  }

  /// The answers to a permission, as far as the options say which is which.
  public struct Permission: Hashable, Sendable {
    public var once: Option
    public var always: Option?
    public var deny: Option
  }

  /// Nil for anything but a permission, and where it is not clear which option says what: then they are offered as they
  /// stand.
  public var permission: Permission? {
    guard kind == "permission" else { return nil }
    let lasting = options.filter { Self.isLasting($0.label) }
    let denying = options.filter { Self.begins($0.label, with: Self.noes) }
    let once = options.filter { Self.begins($0.label, with: Self.yesses) && !lasting.contains($0) }
    guard once.count == 1, denying.count == 1, lasting.count <= 1, let yes = once.first, let no = denying.first,
      lasting.first != no, options.count == 2 + lasting.count
    else { return nil }
    return Permission(once: yes, always: lasting.first, deny: no)
  }

  private static let yesses = ["yes", "allow", "approve", "accept", "run", "proceed", "ok"]
  private static let noes = ["no", "deny", "reject", "decline", "cancel", "don't", "don’t"]

  private static func begins(_ label: String, with words: [String]) -> Bool {
    let first = label.lowercased().prefix { $0.isLetter || $0 == "'" || $0 == "’" }
    return words.contains(String(first))
  }

  /// It holds for more than this once.
  private static func isLasting(_ label: String) -> Bool {
    let label = label.lowercased().replacing("’", with: "'")
    return ["always", "don't ask", "during this session", "for this session", "allow all", "every time", "auto-"]
      .contains { label.contains($0) }
  }

  /// What is asked for cannot be taken back: it is worth a second key. A list of usual suspects, not a guard: whoever
  /// means harm finds other words.
  public var isDestructive: Bool {
    guard kind == "permission" else { return false }
    let text = " " + lines.joined(separator: " ").lowercased() + " "
    let words = text.split { !($0.isLetter || $0.isNumber || "-_./=".contains($0)) }.map(String.init)
    if !Self.destructive.isDisjoint(with: words) { return true }
    return Self.phrases.contains { text.contains($0) }
  }

  /// It is longer than what a menu or a preview shows of it: its end may be the worst of it.
  public var isLong: Bool {
    lines.count > Self.mostLines || lines.contains { $0.count > Self.longestLine || $0.hasSuffix("…") }
  }

  private static let mostLines = 8
  private static let longestLine = 200

  /// Allowing it is worth a second key.
  public var asksTwice: Bool { isDestructive || (kind == "permission" && isLong) }

  private static let destructive: Set<String> = [
    "rm", "rmdir", "unlink", "shred", "dd", "mkfs", "sudo", "doas", "kill", "pkill", "killall", "truncate", "drop",
    "--force", "-rf", "-fr", "--hard", "--force-with-lease", "chown", "chmod", "shutdown", "reboot",
  ]
  private static let phrases = [
    "git clean", "git push", "git reset", "git checkout --", "git restore", "branch -d", "delete", "kubectl",
    "terraform",
    "npm publish", "cargo publish", "| sh", "| bash",
  ]
}
