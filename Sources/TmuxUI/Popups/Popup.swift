public import Terminal

/// A `display-popup`: a program of ours over a client's screen, gone when the program ends.
public struct Popup: Hashable, Sendable {
  /// A width or a height. tmux draws nothing at all when a popup is larger than its client.
  public enum Extent: Hashable, Sendable {
    /// Percent of the client, 1 to 100.
    case percent(Int)
    /// Cells with the border. More than the client has become all that it has.
    case cells(Int)

    func text(of available: Int) -> String {
      switch self {
      case .percent(let percent): "\(min(max(percent, 1), 100))%"
      case .cells(let cells): cells < available ? "\(max(cells, 3))" : "100%"
      }
    }
  }

  /// The client's name, as `list-clients` has it.
  public var client: String
  /// The id of the session that the client shows.
  public var session: String
  /// Text, not a format: it may hold anything.
  public var title: String
  public var width: Extent
  public var height: Extent
  /// A tmux style for the border; nil leaves it to tmux.
  public var borderStyle: String?
  /// A border of signs that every client has.
  public var isBorderASCII = false
  /// Where the program starts; nil where the pane under the popup is.
  public var directory: String?
  /// The program and its arguments. With two words or more tmux starts it itself, without a shell.
  public var command: [String]

  public init(
    client: String, session: String, title: String, width: Extent = .percent(80), height: Extent = .percent(75),
    borderStyle: String? = nil, directory: String? = nil, command: [String]
  ) {
    self.client = client
    self.session = session
    self.title = title
    self.width = width
    self.height = height
    self.borderStyle = borderStyle
    self.directory = directory
    self.command = command
  }

  /// The words of the command, `display-popup` first.
  ///
  /// - Parameters:
  ///   - version: the server's. Borders, titles and their styles came with 3.3.
  ///   - size: the client's.
  public func arguments(for version: TmuxVersion, on size: ClientSize) -> [String] {
    var words = ["display-popup", "-c", client, "-t", "\(session):", "-E"]
    words += ["-w", width.text(of: size.columns), "-h", height.text(of: size.rows)]
    if let directory { words += ["-d", FormatText.literal(directory)] }
    if version >= .v3_3 {
      words += [
        "-b", isBorderASCII ? "simple" : "rounded", "-T", " \(FormatText.drawn(PlainText.line(title, limit: 200))) ",
      ]
      // Expanded by the server, and ours or the person's own.
      if let borderStyle, !borderStyle.isEmpty { words += ["-S", borderStyle] }
    }
    // What follows is never taken for an option.
    return words + ["--"] + command
  }
}

/// How large a client's terminal is, with its status line.
public struct ClientSize: Hashable, Sendable {
  public var columns: Int
  public var rows: Int

  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}
