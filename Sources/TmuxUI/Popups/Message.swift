public import Terminal

/// A `display-message` on one client's status line.
public struct Message: Hashable, Sendable {
  public var client: String
  /// The id of the session that the client shows.
  public var session: String
  /// Text, not a format: it may hold anything.
  public var text: String

  /// In milliseconds. Until 3.6 the panes below stand still for so long.
  static let time = 1000

  public init(client: String, session: String, text: String) {
    self.client = client
    self.session = session
    self.text = text
  }

  /// The words of the command, `display-message` first.
  public func arguments(for version: TmuxVersion) -> [String] {
    // `-C` lets the panes go on. `-c` alone would not choose what the format is about.
    let freely = version >= .v3_6 ? ["-C"] : []
    return ["display-message", "-c", client, "-t", "\(session):", "-d", "\(Self.time)"] + freely
      + ["--", FormatText.message(PlainText.line("argosy: " + text, limit: 400))]
  }
}
