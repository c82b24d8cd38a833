/// Why a text cannot be put into a command line of a control connection.
public enum QuotingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A line feed would end the command, a NUL would cut it.
  case forbiddenCharacter(UInt8)
  /// Longer than `limit` bytes: the cost of parsing a line is superlinear, and the whole server waits for it.
  case tooLong(bytes: Int, limit: Int)

  public var description: String {
    switch self {
    case .forbiddenCharacter(let byte): "the text holds byte \(byte), which no tmux command line can carry"
    case .tooLong(let bytes, let limit): "the text has \(bytes) bytes, more than the \(limit) of one command line"
    }
  }
}

/// The one way a text enters a tmux command line.
public enum Quoting {
  /// The longest command line that is ever written, in bytes with its line feed. 100 KB cost a server up to 28 ms.
  public static let lineLimit = 16 * 1024

  /// The text as one tmux word: `it's` becomes `'it'\''s'`.
  ///
  /// Inside single quotes tmux's parser takes everything literally (3.2a to next-3.8). Formats are another matter:
  /// a command that expands its argument still does.
  ///
  /// - Throws: ``QuotingError`` for a line feed, a NUL, or more than ``lineLimit`` bytes.
  public static func word(_ text: String) throws(QuotingError) -> String {
    var quoted = "'"
    quoted.reserveCapacity(text.utf8.count + 2)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\0": throw .forbiddenCharacter(UInt8(scalar.value))
      case "'": quoted += "'\\''"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    quoted += "'"
    guard quoted.utf8.count < lineLimit else { throw .tooLong(bytes: quoted.utf8.count, limit: lineLimit) }
    return quoted
  }
}
