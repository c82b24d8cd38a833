/// One thing that a control stream said, other than pane output.
public enum ControlEvent: Hashable, Sendable {
  /// A block opened. Output of a pane that comes after it is newer than what the block will say.
  case begin(BlockHeader)
  /// A block closed: the lines between, and whether tmux refused the command.
  case block(Block)
  case notification(Notification)
  /// A line that is none of ours: `run-shell` output, a newline in a value, a word of a newer tmux. Counted.
  case stray([UInt8])
  /// `%exit`, with the reason when there is one. The last thing a control client says.
  case exit(reason: String?)
}

/// A finished reply block.
public struct Block: Hashable, Sendable {
  public let header: BlockHeader
  public let lines: [[UInt8]]
  public let isError: Bool

  public init(header: BlockHeader, lines: [[UInt8]], isError: Bool) {
    self.header = header
    self.lines = lines
    self.isError = isError
  }

  /// Bytes of its lines with their ends.
  public var byteCount: Int { lines.reduce(0) { $0 + $1.count + 1 } }

  /// The lines as text, repaired where they are not UTF-8.
  public var text: [String] { lines.map { String(decoding: $0, as: UTF8.self) } }
}

/// What receives a control stream. Output comes apart from events, as bytes that are valid only during the call.
public protocol ControlSink {
  /// Bytes that a pane printed, unescaped.
  ///
  /// - Parameter age: How long tmux held them back, in milliseconds; nil without the `pause-after` flag.
  mutating func output(_ bytes: Span<UInt8>, of pane: PaneID, age: UInt64?)

  mutating func event(_ event: ControlEvent)

  /// What is known of the lines of the block that just opened.
  mutating func content(of block: BlockHeader) -> BlockContent
}

/// What is known beforehand of a block's lines. A pane may print anything, so the rows of a screen are never read as
/// tmux's words.
public enum BlockContent: Hashable, Sendable {
  /// Anything; tmux may put notifications between.
  case open
  /// Only content, until the end of the block.
  case verbatim
  /// So many lines of content: a line that looks like the end before that is content too.
  case counted(Int)
}
