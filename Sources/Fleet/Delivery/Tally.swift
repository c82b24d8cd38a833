/// How much of a prompt has reached a pane.
///
/// tmux keeps it, written by the very command that gives a piece of the prompt: whoever comes after argosy was killed
/// knows how far it came. Each piece is given only while tmux still holds what was known of it, so that what an earlier
/// life had under way cannot be given twice.
public struct Tally: Hashable, Sendable {
  /// Of which delivery: tokens are of any length and form, this one may stand in a format.
  let key: UInt64
  /// Pieces of the text first, then each press of the submitting key.
  var pieces = 0

  init(of token: String) {
    // FNV-1a.
    key = token.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }

  /// Reads ``text``; nil for anything else.
  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let key = UInt64(parts[0], radix: 16), let pieces = Int(parts[1]), pieces >= 0 else {
      return nil
    }
    self.key = key
    self.pieces = pieces
  }

  /// As tmux keeps it: hexadecimal digits, a point, digits.
  public var text: String { "\(String(key, radix: 16)).\(pieces)" }

  /// The same with one piece more.
  var next: Tally {
    var next = self
    next.pieces += 1
    return next
  }

  /// What tmux has to hold in the instant of a deed, and what it holds from then on.
  public struct Count: Hashable, Sendable {
    public init(expected: String, next: String) {
      self.expected = expected
      self.next = next
    }

    public let expected: String
    public let next: String
  }
}
