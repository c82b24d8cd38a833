/// A version of tmux, as `tmux -V` or `#{version}` tell it. It decides which of tmux's rules a `Terminal` follows.
public struct TmuxVersion: Sendable, Comparable, Hashable, CustomStringConvertible {
  /// 3 in "3.3a".
  public let major: Int
  /// The second 3 in "3.3a".
  public let minor: Int
  /// 0 for "3.3", 1 for "3.3a", 2 for "3.3b" …
  public let patch: Int

  init(major: Int, minor: Int, patch: Int = 0) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  public static let v3_2 = TmuxVersion(major: 3, minor: 2)
  public static let v3_3 = TmuxVersion(major: 3, minor: 3)
  public static let v3_4 = TmuxVersion(major: 3, minor: 4)
  public static let v3_5 = TmuxVersion(major: 3, minor: 5)
  public static let v3_6 = TmuxVersion(major: 3, minor: 6)
  public static let v3_7 = TmuxVersion(major: 3, minor: 7)
  public static let v3_8 = TmuxVersion(major: 3, minor: 8)

  /// The development branch: newer than every release.
  public static let master = TmuxVersion(major: .max, minor: 0)

  /// Reads "3.3a", "tmux 3.5", "next-3.8" (the 3.8 to come) and "master"; nil for anything else.
  public init?(_ text: String) {
    var rest = Substring(text)
    while rest.first == " " { rest.removeFirst() }
    while let last = rest.last, last == " " || last == "\n" || last == "\r" { rest.removeLast() }
    if rest.hasPrefix("tmux ") { rest = rest.dropFirst(5) }
    if rest == "master" {
      self = .master
      return
    }
    if rest.hasPrefix("next-") { rest = rest.dropFirst(5) }
    guard let dot = rest.firstIndex(of: ".") else { return nil }
    guard let major = Self.number(rest[..<dot]) else { return nil }
    let tail = rest[rest.index(after: dot)...]
    let digits = tail.prefix { $0.isASCII && $0.isNumber }
    guard let minor = Self.number(digits) else { return nil }
    var patch = 0
    if let letter = tail.dropFirst(digits.count).unicodeScalars.first, ("a"..."z").contains(letter) {
      patch = Int(letter.value) - 0x60
    }
    self.init(major: major, minor: minor, patch: patch)
  }

  private static func number(_ digits: Substring) -> Int? {
    guard !digits.isEmpty, digits.count <= 6, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    return Int(digits)
  }

  public static func < (left: TmuxVersion, right: TmuxVersion) -> Bool {
    (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
  }

  public var description: String {
    if major == .max { return "master" }
    guard patch > 0, let letter = UnicodeScalar(UInt32(clamping: 0x60 + patch)) else { return "\(major).\(minor)" }
    return "\(major).\(minor)\(Character(letter))"
  }
}
