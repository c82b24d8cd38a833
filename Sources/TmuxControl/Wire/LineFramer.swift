#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Cuts the byte stream of `tmux -C` into lines.
///
/// Bytes only: a line may cut a UTF-8 character or an escape sequence anywhere (tmux sends what one `read` gave it),
/// so no text is made here. A line split over chunks is carried over; the search resumes where it stopped, so a line
/// of any length costs one pass.
public struct LineFramer: Sendable {
  private var carry: [UInt8] = []

  public init() {}

  /// The bytes after the last line feed: what remains torn when the stream ends.
  public var remainder: [UInt8] { carry }

  /// Calls `body` with each complete line, without its line feed, in order.
  ///
  /// The span is valid only during the call. A lone CR before the LF is kept: over pipes tmux never writes one.
  public mutating func feed(_ chunk: Span<UInt8>, _ body: (Span<UInt8>) -> Void) {
    var start = 0
    if !carry.isEmpty {
      guard let end = LineFramer.lineFeed(in: chunk, from: 0) else {
        append(chunk, from: 0, to: chunk.count)
        return
      }
      append(chunk, from: 0, to: end)
      body(carry.span)
      carry.removeAll(keepingCapacity: carry.capacity <= LineFramer.keptCapacity)
      start = end + 1
    }
    while let end = LineFramer.lineFeed(in: chunk, from: start) {
      body(chunk.extracting(start..<end))
      start = end + 1
    }
    append(chunk, from: start, to: chunk.count)
  }

  /// A 20 MB reply line must not pin 20 MB for months.
  private static let keptCapacity = 1 << 16

  private mutating func append(_ chunk: Span<UInt8>, from start: Int, to end: Int) {
    guard start < end else { return }
    let part = chunk.extracting(start..<end)
    unsafe part.withUnsafeBufferPointer { bytes in
      unsafe carry.append(contentsOf: bytes)
    }
  }

  /// The offset of the next LF at or after `start`. memchr reads 32 bytes a step where a loop reads one.
  static func lineFeed(in bytes: Span<UInt8>, from start: Int) -> Int? {
    guard start < bytes.count else { return nil }
    return unsafe bytes.withUnsafeBufferPointer { buffer -> Int? in
      guard let base = buffer.baseAddress,
        let found = unsafe memchr(base + start, 0x0A, buffer.count - start)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }
}
