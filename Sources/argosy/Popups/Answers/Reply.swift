import TmuxUI

/// What a key says to what is asked: the words that `argosy answer` would be given.
enum Reply: Hashable {
  /// Yes, this once.
  case allow
  /// Yes, and not to be asked again.
  case always
  case deny
  /// The option with this number.
  case number(Int)

  /// Nil where there is no such answer.
  func words(for asked: AskedOf) -> [String]? {
    switch self {
    case .allow: asked.permission.map { [$0.once.answer] }
    case .always: asked.permission?.always.map { [$0.answer] }
    case .deny: asked.permission.map { [$0.deny.answer] }
    case .number(let number): asked.digits[number].map { [$0] }
    }
  }

  /// What a person presses on the board and in a peek.
  static func digit(_ character: Unicode.Scalar) -> Reply? {
    ("1"..."9").contains(character) ? .number(Int(character.value) - 48) : nil
  }
}
