public import Recognition

/// A text for an agent's input box, in the form in which it can be delivered.
public struct Prompt: Hashable, Sendable {
  /// How the text gets into the box.
  public enum Method: String, Hashable, Sendable, Codable {
    /// In one bracketed paste: nothing in it means anything but itself.
    case paste
    /// Key by key: a slash command is one only when it is typed.
    case keys
  }

  /// What had to be changed for the text to be deliverable.
  public enum Change: String, Hashable, Sendable, Codable {
    /// CR and CRLF became LF.
    case lineEnds = "line-ends"
    /// Control characters other than tab and line feed were taken out; among them ESC, which could end the paste.
    case controlCharacters = "control-characters"
    /// Line feeds at the end were taken out.
    case trailingLineEnds = "trailing-line-ends"
    /// Something stands in front, so that the first character means nothing special.
    case shield
    /// Tabs became blanks: typed, they would be keys.
    case tabs
  }

  public let text: String
  public let method: Method
  /// A slash command, which may do anything, also end the agent.
  public let isCommand: Bool
  public let changes: [Change]
  /// The key that begins a new line where the text is typed.
  private let newline: String?

  /// The most that is delivered, in bytes.
  public static let limit = 1 << 20

  /// - Parameter rules: how its agent wants to be talked to.
  /// - Throws: ``Refusal/emptyText`` when nothing but blanks is left, ``Refusal/tooLong(bytes:)``,
  ///   ``Refusal/oneLineOnly`` and ``Refusal/meaningful(_:)`` where the agent cannot be given such a text.
  public init(_ raw: String, for rules: SendRules = SendRules()) throws(Refusal) {
    guard raw.utf8.count <= Self.limit else { throw .tooLong(bytes: raw.utf8.count) }
    var changes: [Change] = []
    func note(_ change: Change) { if !changes.contains(change) { changes.append(change) } }
    var scalars = String.UnicodeScalarView()
    var isAfterReturn = false
    for scalar in raw.unicodeScalars {
      defer { isAfterReturn = scalar == "\r" }
      switch scalar.value {
      case 0x0D:
        note(.lineEnds)
        scalars.append("\n")
      case 0x0A: if !isAfterReturn { scalars.append("\n") }
      case 0x09: scalars.append(scalar)
      case 0x00...0x1F, 0x7F...0x9F: note(.controlCharacters)
      default: scalars.append(scalar)
      }
    }
    while scalars.last == "\n" {
      note(.trailingLineEnds)
      scalars.removeLast()
    }
    guard scalars.contains(where: { !$0.properties.isWhitespace }) else { throw .emptyText }
    var text = String(scalars)
    isCommand = Self.isCommand(scalars)
    method = (isCommand ? rules.commands : rules.paste) == .keys ? .keys : .paste
    newline = rules.newline
    if method == .keys, text.contains("\t") {
      note(.tabs)
      text = text.replacing("\t", with: "    ")
    }
    if !isCommand, method == .keys || !rules.plainPastes, let first = text.first, rules.prefixes.contains(first) {
      guard !rules.shield.isEmpty else { throw .meaningful(first) }
      note(.shield)
      text = rules.shield + text
    }
    if method == .keys, newline == nil, text.contains("\n") { throw .oneLineOnly }
    self.text = text
    self.changes = changes
  }

  /// `/name` or `/name arguments` on one line. `/etc/hosts` is none.
  private static func isCommand(_ text: String.UnicodeScalarView) -> Bool {
    guard text.first == "/", let second = text.dropFirst().first, second.properties.isAlphabetic else { return false }
    for scalar in text.dropFirst() {
      if scalar == " " { break }
      guard scalar.properties.isAlphabetic || "0123456789_-:".unicodeScalars.contains(scalar) else { return false }
    }
    return !text.contains("\n") && !text.contains("\t")
  }

  /// A backslash in front of the cursor turns Enter into a line end: the cursor has to go elsewhere first.
  var endsInBackslash: Bool { text.hasSuffix("\\") }

  /// What is done to bring the text into an empty box, in this order.
  public var strokes: [Stroke] {
    guard method == .keys else { return [.paste(text)] }
    guard isCommand else { return typed }
    let name = text.prefix { $0 != " " }
    let rest = text.dropFirst(name.count)
    guard !rest.isEmpty else { return [.type(String(name))] }
    // A long text typed without a frame is cut by the reads of the terminal, and `@` would open the list of files.
    let isPlain = rest.utf8.count <= 200 && !rest.contains("@")
    return [.type(String(name) + " "), isPlain ? .type(String(rest.dropFirst())) : .paste(String(rest.dropFirst()))]
  }

  /// Line by line, long lines in pieces that a terminal takes at once.
  private var typed: [Stroke] {
    var strokes: [Stroke] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if number > 0, let newline { strokes.append(.press(.init(rawValue: newline))) }
      var rest = line
      while !rest.isEmpty {
        strokes.append(.type(String(rest.prefix(Self.pieceLength))))
        rest = rest.dropFirst(Self.pieceLength)
      }
    }
    return strokes
  }

  private static let pieceLength = 200
}

/// What to do about an agent that is at work.
public enum Manner: String, Hashable, Sendable, Codable {
  /// Refuse.
  case plain
  /// Leave the text in the agent's own queue.
  case queue
  /// Stop the turn first.
  case interrupt
}
