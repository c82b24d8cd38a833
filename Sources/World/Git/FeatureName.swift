import Foundation

/// The name of a feature, from which those of its branch, directory and tmux session follow.
///
/// Letters, digits, `-`, `_` and `.` of ASCII: it is typed on command lines, and stands in paths, branches and targets,
/// none of which it can mean something else in.
public struct FeatureName: Hashable, Sendable, CustomStringConvertible {
  public let text: String

  public var description: String { text }

  /// Why a text is no name.
  public enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    case empty
    case tooLong(count: Int)
    case start(Character)
    case character(Character)
    /// Dots in a row, at the end, or a `.lock` there, which git does not take.
    case dots
    /// A description without any letter or digit.
    case nothingToName

    public var description: String {
      switch self {
      case .empty: "a name cannot be empty"
      case .tooLong(let count): "a name has at most \(FeatureName.limit) characters; this one has \(count)"
      case .start(let character): "a name begins with a letter or a digit, not with `\(character)`"
      case .character(let character):
        "a name has letters, digits, `-`, `_` and `.` without accents; `\(character)` is none of them"
      case .dots: "a name has no two dots in a row, and does not end with a dot or `.lock`"
      case .nothingToName: "the description has no words to make a name of: give one with --name"
      }
    }
  }

  static let limit = 60

  /// Takes a name that a person chose, as it is.
  ///
  /// - Throws: ``Refusal``.
  public init(_ text: String) throws(Refusal) {
    guard let first = text.first else { throw .empty }
    let count = text.count
    guard count <= Self.limit else { throw .tooLong(count: count) }
    guard Self.isPlain(first) else { throw .start(first) }
    for character in text where !Self.isPlain(character) && !"-_.".contains(character) { throw .character(character) }
    guard !text.contains(".."), !text.hasSuffix("."), !text.lowercased().hasSuffix(".lock") else { throw .dots }
    self.text = text
  }

  /// Makes a name of a description: its first words in lower case with hyphens between, in Latin letters without
  /// accents, at most 40 characters, ending where a word does.
  ///
  /// - Throws: ``Refusal/nothingToName``.
  public init(describing description: String) throws(Refusal) {
    // What is longer says no more about the first words.
    let start = String(description.prefix(400))
    let latin = start.applyingTransform(StringTransform("Any-Latin; Latin-ASCII; Lower"), reverse: false) ?? start
    var name = ""
    // `don't` is one word.
    for word in latin.lowercased().replacing("'", with: "").split(whereSeparator: { !Self.isPlain($0) }) {
      let longer = name.isEmpty ? String(word) : "\(name)-\(word)"
      guard longer.count <= Self.slugLimit else {
        if name.isEmpty { name = String(word.prefix(Self.slugLimit)) }
        break
      }
      name = longer
    }
    guard !name.isEmpty else { throw .nothingToName }
    text = name
  }

  private static let slugLimit = 40

  private init(checked text: String) {
    self.text = text
  }

  private static func isPlain(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber)
  }

  /// This name, then `NAME-2`, `NAME-3` and so on up to 99: the first that is free is taken.
  public var candidates: some Sequence<FeatureName> {
    (1...99).lazy.map { $0 == 1 ? self : FeatureName(checked: "\(text.prefix(Self.limit - 3))-\($0)") }
  }

  /// `worktree-NAME`.
  public var branch: String { "worktree-\(text)" }

  /// `TOP/.claude/worktrees/NAME`.
  public func directory(in top: String) -> String { "\(top)/.claude/worktrees/\(text)" }

  /// The name as tmux keeps it for a session: there, dots and colons would separate a window and a pane.
  public var session: String { text.replacing(".", with: "_") }
}
