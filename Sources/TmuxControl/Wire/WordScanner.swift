/// Reads the space-separated words of one control line, as offsets into it.
///
/// Spans may not be stored, so the scanner keeps only what it has to: a copy of the line's short head. Control lines
/// other than `%output` and reply lines are short; `%output` never passes through here.
struct WordScanner {
  private let bytes: [UInt8]
  private var index = 0

  init(_ line: Span<UInt8>) {
    var copy: [UInt8] = []
    copy.reserveCapacity(line.count)
    unsafe line.withUnsafeBufferPointer { unsafe copy.append(contentsOf: $0) }
    bytes = copy
  }

  init(_ line: [UInt8]) { bytes = line }

  var isAtEnd: Bool { index >= bytes.count }

  /// The next word, or nil at the end. One space ends a word; two spaces hold an empty one.
  mutating func word() -> ArraySlice<UInt8>? {
    guard index < bytes.count else { return nil }
    let start = index
    while index < bytes.count, bytes[index] != 0x20 { index += 1 }
    let word = bytes[start..<index]
    if index < bytes.count { index += 1 }
    return word
  }

  /// Everything from here to the end of the line, repaired where it is not UTF-8.
  mutating func rest() -> String {
    guard index < bytes.count else { return "" }
    let text = String(decoding: bytes[index...], as: UTF8.self)
    index = bytes.count
    return text
  }

  mutating func text() -> String? {
    word().map { String(decoding: $0, as: UTF8.self) }
  }

  mutating func signed() -> Int64? { word().flatMap { Int64(String(decoding: $0, as: UTF8.self)) } }

  mutating func unsigned() -> UInt32? { word().flatMap { UInt32(String(decoding: $0, as: UTF8.self)) } }

  mutating func session() -> SessionID? { text().flatMap { SessionID($0) } }

  mutating func window() -> WindowID? { text().flatMap { WindowID($0) } }

  mutating func pane() -> PaneID? { text().flatMap { PaneID($0) } }
}
