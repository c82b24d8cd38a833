/// What an agent that works on other agents' screens leaves in its scrollback.
enum Bait {
  static func lines(_ edition: Edition) -> [Line] {
    let quoted = [
      "Bash command", "  rm -rf build", "Do you want to proceed?", "❯ 1. Yes", "  2. Yes, and don't ask again",
      "  3. No",
      "Esc to cancel · Tab to amend", "Enter to select · ↑/↓ to navigate · Esc to cancel",
      "Overwrite existing file? [y/n]", "✻ Puttering… (3s · ↓ 8 tokens)", "❯ ", "> ",
    ]
    let opening = [Line("\(edition.bullet)The dialog looks like this:", indent: 2), .empty]
    return opening + quoted.map { Line("  \($0)", indent: 2) }
  }
}
