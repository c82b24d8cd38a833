/// What the synthetic streams are written with.
enum Words {
  static let english = [
    "a", "in", "the", "for", "let", "func", "return", "error:", "warning:", "build", "module", "compiled", "0.42s",
    "import", "struct", "terminal", "cursor", "(line", "12)", "->", "==", "{", "}", "value", "buffer", "connection",
    "configuration", "src/main.rs", "Tests/ParserTests.swift", "--verbose", "[ok]", "42", "3.14159", "0x7fff5fbf",
    "transmission", "running", "passed", "skipped", "of", "and", "with", "\"quoted\"", "a/b/c", "e2e", "done.",
  ]

  static let accented = [
    "é", "où", "déjà", "naïve", "Straße", "Größe", "señor", "façade", "Łódź", "žluťoučký", "kůň", "å", "smørrebrød",
    "crème", "brûlée", "Ångström", "voilà", "piñata", "übermäßig", "e\u{301}tude", "Îles", "coração", "“quoted”", "…",
  ]

  static let boxes = [
    "┌──────┬──────┐", "│", "├──────┼──────┤", "└──────┴──────┘", "╭────────╮", "╰────────╯", "═══════", "║", "▏", "█",
    "▓▓▒▒░░", "●", "○", "✓", "✗", "→", "⎿", "▲▼",
  ]

  static let eastAsian = [
    "日本語", "端末", "画面の文字", "こんにちは", "カタカナ", "中文终端", "測試", "你好世界", "한국어", "터미널", "、", "。", "「括弧」",
  ]

  static let emoji = ["🙂", "🚀", "✨", "🔥", "🎉", "🐛", "📦", "🧪", "⏳", "✅"]
}
