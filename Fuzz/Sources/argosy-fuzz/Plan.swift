import Terminal

/// What the first bytes of an input ask for: which check, which terminal, how the rest is cut up.
struct Plan {
  /// Bytes of an input that the plan takes.
  static let length = 6

  enum Subject {
    /// The rest is a pane's output.
    case screen
    /// The rest describes a pane that already runs, and then its output.
    case seededScreen
    /// The rest is a pane's output, which tmux packs into control lines.
    case packedOutput
    /// The rest is what `tmux -C` wrote.
    case controlStream
  }

  let subject: Subject
  let tmux: TmuxVersion
  let columns: Int
  let rows: Int
  let historyLimit: Int
  let hasTimes: Bool
  let readsOften: Bool
  let drainsOften: Bool
  let resizes: Bool
  /// No chunk is longer.
  let chunkLimit: Int
  let seed: UInt64

  private static let versions: [TmuxVersion] = [.v3_3, .v3_4, .v3_5, .v3_6, .v3_7]
  private static let historyLimits = [2000, 0, 7, 25]
  private static let chunkLimits = [Int.max, 1, 2, 3, 5, 16, 100, 1000, 4096, 16_384]
  private static let subjects: [Subject] = [
    .screen, .screen, .screen, .screen, .seededScreen, .seededScreen, .packedOutput, .controlStream,
  ]

  init?(_ input: [UInt8]) {
    guard input.count > Self.length else { return nil }
    subject = Self.subjects[Int(input[0] & 7)]
    tmux = Self.versions[Int(input[0] >> 3) % Self.versions.count]
    // Small screens reach their edges sooner and are read faster, so most are small.
    columns = 1 + (input[1] < 192 ? Int(input[1]) % 24 : Int(input[1] - 192) * 199 / 63)
    rows = 1 + (input[2] < 192 ? Int(input[2]) % 8 : Int(input[2] - 192) * 59 / 63)
    historyLimit = Self.historyLimits[Int(input[3] & 3)]
    hasTimes = input[3] & 4 != 0
    readsOften = input[3] & 8 != 0
    drainsOften = input[3] & 16 != 0
    resizes = input[3] & 32 != 0
    chunkLimit = Self.chunkLimits[Int(input[4]) % Self.chunkLimits.count]
    seed = UInt64(input[5])
  }

  var terminal: Terminal {
    Terminal(
      columns: columns, rows: rows, tmux: tmux, historyLimit: historyLimit,
      widths: columns.isMultiple(of: 4) ? .utf8proc : .glibc, keepsHistory: rows.isMultiple(of: 2))
  }

  func run(_ body: [UInt8]) {
    switch subject {
    case .screen: checkScreen(terminal, body, self)
    case .seededScreen: checkSeededScreen(body, self)
    case .packedOutput: checkPackedOutput(body, self)
    case .controlStream: checkControlStream(body, self)
    }
  }

  /// The choices that the plan leaves open, the same for the same input.
  var choices: Choices { Choices(seed: seed) }
}

/// A small generator of numbers.
struct Choices: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  mutating func oneIn(_ odds: Int) -> Bool { below(odds) == 0 }
}
