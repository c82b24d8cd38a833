/// The three numbers of `%begin T N F`; `%end` and `%error` repeat them exactly.
public struct BlockHeader: Hashable, Sendable {
  /// Seconds since 1970. Two blocks of one command line may differ.
  public let time: Int64
  /// The server-wide command number; rises, with gaps for other clients' commands.
  public let number: UInt32
  /// 1: sent on this connection. 0: run by a hook, or given as arguments at the attach.
  public let flags: UInt32

  public init(time: Int64, number: UInt32, flags: UInt32) {
    self.time = time
    self.number = number
    self.flags = flags
  }

  /// Whether the block answers a command that was written to this connection.
  public var isOwn: Bool { flags & 1 == 1 }

  /// Reads `T N F` and nothing after it.
  init?(_ words: Span<UInt8>) {
    var scanner = WordScanner(words)
    guard let time = scanner.signed(), let number = scanner.unsigned(), let flags = scanner.unsigned(),
      scanner.isAtEnd
    else { return nil }
    self.init(time: time, number: number, flags: flags)
  }
}
