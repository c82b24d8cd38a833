/// The escape sequences by which a terminal is asked to tell its person something.
///
/// | terminal, by `client_termname` and `client_termtype` | sequence |
/// |---|---|
/// | kitty | OSC 99, a title and a body |
/// | foot, Ghostty, WezTerm, rxvt-unicode, Contour | OSC 777 `notify`, a title and a body |
/// | any other, such as iTerm2 | OSC 9, one line; a terminal that does not know it shows nothing |
/// | a tmux around this one | OSC 9, wrapped so that the outer tmux passes it on where `allow-passthrough` is on |
/// | the Linux console, GNU screen, dumb terminals | nothing: what they do not know, some of them print |
public enum TerminalNotice: Hashable, Sendable {
  case line, titled, kitty, wrapped

  /// - Parameters:
  ///   - name: `$TERM` of the client.
  ///   - type: what the terminal answered when tmux asked for its name and version; empty where it did not.
  /// - Returns: nil for a terminal to which nothing is sent.
  public init?(name: String, type: String) {
    let words = [type.lowercased(), name.lowercased()]
    func isOne(of names: String...) -> Bool { words.contains { word in names.contains { word.contains($0) } } }
    // The innermost one is whom we talk to.
    if words[0].hasPrefix("tmux") || name.hasPrefix("tmux") {
      self = .wrapped
    } else if isOne(of: "kitty") {
      self = .kitty
    } else if words[1].hasPrefix("foot") || words[0].hasPrefix("foot")
      || isOne(of: "ghostty", "wezterm", "rxvt-unicode", "contour")
    {
      self = .titled
    } else if name.isEmpty || Self.silent.contains(where: { name.hasPrefix($0) }) {
      return nil
    } else {
      self = .line
    }
  }

  private static let silent = ["linux", "dumb", "screen", "vt1", "vt2", "vt3", "vt4", "vt5", "cons25", "sun"]

  /// The bytes to write to the terminal.
  public func bytes(_ notice: Notice) -> [UInt8] {
    let title = Self.plain(notice.title, limit: 100)
    let text = Self.plain(notice.text, limit: 250)
    // Some terminals take OSC 9 with a number in front for an order of another kind.
    let line = "argosy: " + Self.plain(notice.line, limit: 300)
    let sequence =
      switch self {
      case .line: "\u{1B}]9;\(line)\u{1B}\\"
      // A semicolon ends the title.
      case .titled: "\u{1B}]777;notify;\(title.replacing(";", with: ","));\(text)\u{1B}\\"
      case .kitty:
        text.isEmpty
          ? "\u{1B}]99;;\(title)\u{1B}\\"
          : "\u{1B}]99;i=argosy:d=0;\(title)\u{1B}\\\u{1B}]99;i=argosy:d=1:p=body;\(text)\u{1B}\\"
      // Each escape is written twice.
      case .wrapped: "\u{1B}Ptmux;\u{1B}\u{1B}]9;\(line)\u{1B}\u{1B}\\\u{1B}\\"
      }
    return Array(sequence.utf8)
  }

  /// No control characters, those of C1 among them: nothing in a text can end the sequence or begin another.
  private static func plain(_ text: String, limit: Int) -> String { PlainText.line(text, limit: limit) }
}
