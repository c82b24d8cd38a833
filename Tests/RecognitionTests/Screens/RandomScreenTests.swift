import Recognition
import TestSupport
import Testing

/// Whatever is on a screen, recognition answers and does not trap.
@Suite(.heavy)
struct RandomScreenTests {
  /// Small and the same everywhere; a failing seed can be run again.
  struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private static let pieces = [
    "─", "────────────────", "╭──────╮", "╰──────╯", "│", "❯", "❯ ", "❯\u{A0}", "> ", "! ", "1. ", "2. ", "3) ", "10. ",
    "[ ] ", "[✔]",
    "☐", "☒", "✔ Submit", "←", "→", "✻ ", "· ", "● ", "⏺ ", "⎿ ", "…", "Yes", "No", "Do you want to ", "proceed?",
    "esc to interrupt",
    "Esc to cancel", "Enter to select", " · ", "Type something.", "Chat about this", "Would you like to proceed?",
    "limit", "✂ 3 lines",
    "\u{2800}", "⠂ ", "✳ ", "👩‍👩‍👧", "é", "日本", "\t", "\u{0}", "  ", "   ", " ", "", "╌╌╌╌", "(3s)", "API Error",
    "Claude Code v2.1",
    "I trust this folder", "↓ ", "↑ ", "WARNING: Loading development channels", "Ready to submit your answers?",
  ]

  @Test(arguments: 0..<40)
  func neverTraps(seed: UInt64) throws {
    var dice = Dice(state: seed)
    let recognizer = try Embedded.recognizer()
    let catalog = try Embedded.catalog.get()
    for _ in 0..<50 {
      let rows = (0..<Int.random(in: 0...30, using: &dice)).map { _ in
        let text = (0..<Int.random(in: 0...5, using: &dice)).map { _ in Self.pieces.randomElement(using: &dice) ?? "" }
          .joined()
        return ScreenText.Row(text: text, isWrapped: Int.random(in: 0..<12, using: &dice) == 0)
      }
      let title = Self.pieces.randomElement(using: &dice) ?? ""
      let screen = ScreenText(rows: rows, columns: Int.random(in: 0...100, using: &dice), title: title)
      let found = recognizer.recognise(screen)
      if let ask = found?.ask {
        #expect(ask.question.unicodeScalars.count <= 500)
        #expect(ask.options.count <= 20)
        #expect(ask.options.allSatisfy { $0.label.unicodeScalars.count <= 200 })
      }
      // Idle on the strength of the screen needs a whole input box.
      if found?.state == .idle, found?.confidence == .strong { #expect(recognizer.inputBox(on: screen) != nil) }
      let first = recognizer.explain(screen).first { $0.isMatch }
      #expect(first?.rule == found?.rule)
      _ = catalog.agent(of: screen)
    }
  }
}
