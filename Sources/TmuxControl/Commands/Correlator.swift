import DequeModule

/// What became of one line of commands.
public struct Answer<Purpose: Sendable>: Sendable {
  public let purpose: Purpose
  /// One reply for each command that ran; fewer than commands when one failed.
  public let replies: [Block]
  public let failure: Failure?

  /// Why the line did not do all that it should.
  public enum Failure: Hashable, Sendable {
    /// tmux refused the command at `index`; the later ones did not run.
    case refused(index: Int, message: String)
    /// The reply at `index` has a number of lines that the command cannot have.
    case misshapen(index: Int, lines: Int)
  }
}

/// Matches reply blocks to the lines that were sent: first in, first out, one block a command.
///
/// tmux answers strictly in order, but its stream also holds blocks that are not ours (flags 0: hooks, the attach
/// command), which never consume an answer.
struct Correlator<Purpose: Sendable>: Sendable {
  private struct Pending: Sendable {
    let purpose: Purpose
    let shapes: [ReplyShape]
    var replies: [Block] = []
    var failure: Answer<Purpose>.Failure?
  }

  private var queue: Deque<Pending> = []
  private(set) var lastNumber: UInt32?

  /// Lines that were sent and not answered yet.
  var count: Int { queue.count }

  /// The purpose of the line that the next own block answers, when it is that line's first.
  var opening: Purpose? {
    guard let head = queue.first, head.replies.isEmpty else { return nil }
    return head.purpose
  }

  mutating func sent(_ line: ControlLine, for purpose: Purpose) {
    queue.append(Pending(purpose: purpose, shapes: line.commands.map(\.shape)))
  }

  /// What is known of the lines of the next own block.
  func nextContent() -> BlockContent {
    guard let head = queue.first, head.replies.count < head.shapes.count else { return .open }
    let shape = head.shapes[head.replies.count]
    if shape == .verbatim { return .verbatim }
    return Self.lines(shape, given: head.replies).map { .counted($0) } ?? .open
  }

  /// Takes an own block. Returns the answer when the line it belongs to is complete; throws when nothing was asked.
  mutating func received(_ block: Block) throws(ProtocolBreach) -> Answer<Purpose>? {
    if let last = lastNumber, block.header.number <= last {
      throw .numberFell(from: last, to: block.header.number)
    }
    lastNumber = block.header.number
    guard var head = queue.popFirst() else { throw .unexpectedReply(block.header) }
    let index = head.replies.count
    if block.isError {
      head.failure = .refused(index: index, message: block.text.joined(separator: "\n"))
    } else if index < head.shapes.count, let expected = Self.lines(head.shapes[index], given: head.replies),
      expected != block.lines.count, head.failure == nil
    {
      head.failure = .misshapen(index: index, lines: block.lines.count)
    }
    if !block.isError { head.replies.append(block) }
    if block.isError || head.replies.count == head.shapes.count {
      return Answer(purpose: head.purpose, replies: head.replies, failure: head.failure)
    }
    queue.prepend(head)
    return nil
  }

  private static func lines(_ shape: ReplyShape, given replies: [Block]) -> Int? {
    switch shape {
    case .any, .verbatim: return nil
    case .exactly(let count): return count
    case .field(let field, let reply):
      guard reply < replies.count, let line = replies[reply].text.first else { return nil }
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard field < fields.count else { return nil }
      return Int(fields[field])
    }
  }
}

/// The other side did what tmux never does. The stream can no longer be trusted: close it and connect anew.
public enum ProtocolBreach: Error, Hashable, Sendable {
  case unexpectedReply(BlockHeader)
  case numberFell(from: UInt32, to: UInt32)
}
