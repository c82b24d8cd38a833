/// Signs beyond ASCII that programs draw with, and what stands for each where only ASCII is to be shown: as wide, so that
/// everything keeps its place.
public enum PlainSigns {
  private static let signs: [Character: Character] = {
    let groups: [(Character, String)] = [
      ("~", "…⋯"), ("-", "·•‧–—―─━╌┄┈╴╶○◦"), ("|", "│┃╎┆┊╵╷"), ("=", "═⏸"), ("+", "┌┐└┘├┤┬┴┼╭╮╰╯┏┓┗┛╔╗╚╝╠╣╦╩╬✓✔"),
      (">", "›»❯▶→▸"), ("<", "‹«❮◀←◂"), ("^", "↑▲"), ("v", "↓▼"), ("x", "✗✘×☒☑"), ("o", "☐□◻"), ("*", "●✻✽✶✢✳∗★⏺◉"),
      ("\\", "⎿"),
      ("\"", "“”"), ("'", "‘’"), ("#", "█▓▒░▀▄▌▐▖▗▘▙▚▛▜▝▞▟"), (" ", "\u{A0}"),
    ]
    return Dictionary(groups.flatMap { plain, signs in signs.map { ($0, plain) } }) { first, _ in first }
  }()

  /// The same text with every such sign replaced. What has no counterpart stays.
  public static func text(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
    return String(text.map { signs[$0] ?? $0 })
  }
}
