/// Options as `show-options` prints them: one a line, its name, a blank, and its value quoted as for a configuration.
public struct ShownOptions: Hashable, Sendable {
  public private(set) var values: [String: String] = [:]

  public init(values: [String: String] = [:]) {
    self.values = values
  }

  /// Lines that are no option are left out. An option without a value, such as an array with no entries, is empty.
  public init(_ answer: some StringProtocol) {
    for line in answer.split(separator: "\n") {
      guard let end = line.firstIndex(of: " ") else {
        values[String(line)] = ""
        continue
      }
      values[String(line[..<end])] = Self.value(line[line.index(after: end)...])
    }
  }

  /// The value of an option; nil when it was not in the answer.
  public subscript(_ name: String) -> String? { values[name] }

  /// What tmux meant by a quoted value. tmux writes a text bare, in one kind of quotes, or as one escaped character;
  /// inside, a backslash stands before a sign or three octal digits, or is one of C's letters.
  static func value(_ quoted: some StringProtocol) -> String {
    var bytes = ContiguousArray(quoted.utf8)
    if bytes.count >= 2, let first = bytes.first, first == bytes.last,
      first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
    {
      bytes.removeFirst()
      bytes.removeLast()
    }
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count else {
        result.append(bytes[index])
        index += 1
        continue
      }
      let digits = bytes[(index + 1)...].prefix(3).prefix { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }
      if digits.count == 3, let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 8) {
        result.append(code)
        index += 4
      } else {
        result.append(letters[bytes[index + 1]] ?? bytes[index + 1])
        index += 2
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static let letters: [UInt8: UInt8] = [
    UInt8(ascii: "n"): 10, UInt8(ascii: "t"): 9, UInt8(ascii: "r"): 13, UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8,
    UInt8(ascii: "v"): 11, UInt8(ascii: "f"): 12, UInt8(ascii: "s"): 32, UInt8(ascii: "0"): 0,
  ]
}
