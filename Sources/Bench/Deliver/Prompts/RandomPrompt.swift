/// Prompts of random content, of the kinds that senders have been seen to spoil. Each begins or ends differently from
/// all others.
struct RandomPrompt {
  private var random: SeededGenerator
  private var count = 0

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  private static let words = [
    "fix", "the", "parser", "don't", "rm -rf", "\"quoted\"", "'single'", "$HOME", "`date`", "#{pane_id}", "#(touch x)",
    "%3", "{a,b}", "a;b", "\\n", "é", "naïve", "日本語", "한국어", "👩‍👩‍👧", "🎉", "e\u{301}", "ﬁ", "مرحبا", "❯", "⏺", "────", "│",
    "1.", "Yes", "No", "tab\there", "  two  spaces", "100%", "a\\b", "C:\\dir", "--flag", "-x", "&&", "||", "<b>", "~",
  ]

  private static let starts = [
    "!", "#", "@", "&", "?", ":", "-", "--", "/etc/hosts", ">", "❯", " ", "[Pasted text #1]", ";",
  ]

  mutating func next() -> String {
    count += 1
    let mark = "n\(count)"
    switch random.draw(0...11) {
    case 0...3: return line(3...12) + " " + mark
    case 4: return random.pick(Self.starts) + line(1...6) + mark
    case 5, 6: return block(lines: 2...6) + mark
    case 7: return block(lines: 7...40) + mark
    case 8: return mark + " " + line(100...300)
    case 9: return "Do you want to proceed?\n❯ 1. Yes\n  2. No\n\nEsc to cancel · Tab to amend \(mark)"
    case 10: return mark + " ends in a backslash" + String(repeating: "\\", count: random.draw(1...3))
    default:
      // Now and then as much as anybody pastes.
      return random.chance(10) ? block(lines: 800...1600) + mark : mark + random.pick(["", "👍", "。", " !"])
    }
  }

  private mutating func line(_ range: ClosedRange<Int>) -> String {
    (0..<random.draw(range)).map { _ in random.pick(Self.words) }.joined(separator: " ")
  }

  private mutating func block(lines range: ClosedRange<Int>) -> String {
    (0..<random.draw(range)).map { _ in random.chance(15) ? "" : line(1...14) }.joined(separator: "\n") + "\n"
  }
}
