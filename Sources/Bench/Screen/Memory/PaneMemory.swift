import Terminal

/// What one 80x24 pane costs, measured on many at once.
struct PaneMemory: Encodable {
  enum Kind: String, Encodable, CaseIterable {
    case fresh, quiet, alternate

    var meaning: String {
      switch self {
      case .fresh: "fresh"
      case .quiet: "quiet, no history"
      case .alternate: "alternate screen"
      }
    }

    /// Most bytes a pane may take.
    var goal: Int? {
      switch self {
      case .fresh: nil
      case .quiet: 20 * 1024
      case .alternate: 36 * 1024
      }
    }

    /// What a pane's program wrote: the pictures of a full-screen program; for the alternate screen first on the
    /// normal one, so that both are in use.
    fileprivate var input: [UInt8] {
      let pictures = FullScreenPictures.bytes(pictures: 3)
      return switch self {
      case .fresh: []
      case .quiet: pictures
      case .alternate: pictures + Array("\u{1B}[?1049h".utf8) + pictures
      }
    }
  }

  let kind: Kind
  /// Bytes of heap, the allocator's own included; and `Terminal` itself, as an element of an array.
  let bytesPerPane: Double
  /// Bytes; nil when none is set.
  let goal: Int?

  static let count = 500

  init(measuring kind: Kind) throws {
    let input = kind.input
    // What is made once for all panes is not the cost of one.
    var first = Self.terminal
    first.feed(input)
    let before = try HeapBytes.inUse()
    var terminals: [Terminal] = []
    terminals.reserveCapacity(Self.count)
    for _ in 0..<Self.count {
      var terminal = Self.terminal
      terminal.feed(input)
      terminals.append(terminal)
    }
    let after = try HeapBytes.inUse()
    // Holds them until here.
    guard terminals.allSatisfy({ $0.version == first.version }) else {
      throw Complaint("terminals fed with the same bytes differ: this is a bug of argosy, please report it")
    }
    self.kind = kind
    bytesPerPane = Double(after - before) / Double(Self.count)
    goal = kind.goal
  }

  private static var terminal: Terminal {
    Terminal(columns: ScreenSize.columns, rows: ScreenSize.rows, historyLimit: 0)
  }

  var isMet: Bool? { goal.map { bytesPerPane <= Double($0) } }
}
