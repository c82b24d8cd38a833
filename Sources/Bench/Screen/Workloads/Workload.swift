import ArgumentParser

/// One fixed stream of bytes to feed a screen.
struct Workload {
  enum Name: String, CaseIterable, Encodable, ExpressibleByArgument {
    case ascii, sgr, utf8, tui, mix

    /// What is in it, for the help.
    var meaning: String {
      switch self {
      case .ascii: "lines of ASCII"
      case .sgr: "lines in which every word is coloured"
      case .utf8: "accents, box drawing, CJK, emoji"
      case .tui: "pictures of a full-screen program"
      case .mix: "recordings of real programs"
      }
    }
  }

  let name: Name
  let bytes: [UInt8]

  /// Bytes of a synthetic stream before it repeats.
  static let length = 1 << 20

  /// The stream of that name; nil for `mix`, which is not made but recorded.
  static func synthetic(_ name: Name, length: Int = length) -> Workload? {
    switch name {
    case .ascii: Workload(name: name, bytes: PlainLines.bytes(length))
    case .sgr: Workload(name: name, bytes: ColouredLines.bytes(length))
    case .utf8: Workload(name: name, bytes: InternationalLines.bytes(length))
    case .tui: Workload(name: name, bytes: FullScreenPictures.bytes(length))
    case .mix: nil
    }
  }
}
