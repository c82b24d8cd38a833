/// A person's file of rules, as it was found: nothing is known yet of what is in it.
public struct RuleFile: Sendable, Hashable {
  /// The path, as errors shall show it.
  public var path: String
  public var bytes: [UInt8]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// Larger ones are refused unread.
  public static let largest = 1 << 20

  /// The text.
  ///
  /// - Throws: for bytes that are no UTF-8, and for a file that is too large.
  public func text() throws(RuleError) -> String {
    guard bytes.count <= Self.largest else {
      throw RuleError(file: path, message: "the file is larger than a megabyte")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let line = Self.firstFault(in: bytes)
      throw RuleError(file: path, line: line, message: "the file is not UTF-8")
    }
    return text
  }

  /// The line, counted from 1, that ends the longest part that is still text.
  private static func firstFault(in bytes: [UInt8]) -> Int {
    var line = 1
    for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if String(validating: part, as: UTF8.self) == nil { return line }
      line += 1
    }
    return line
  }
}
