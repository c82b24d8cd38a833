/// Which generation of the screen is drawn.
enum Edition: String, Equatable, CaseIterable {
  /// Boxes around the prompt and around dialogs, `>` as the prompt.
  case boxed = "2025"
  /// Rules, with braille in the title while working.
  case early = "early-2026"
  /// Rules, with half circles in the title.
  case current = "2026"

  var version: String {
    switch self {
    case .boxed: "2.0.14"
    case .early: "2.1.217"
    case .current: "2.1.240"
    }
  }

  var titles: TitleGlyphs {
    switch self {
    case .boxed: .still
    case .early: .braille
    case .current: .halves
    }
  }

  /// In front of what the agent says and does.
  var bullet: String { self == .boxed ? "● " : "⏺ " }

  /// In front of what a person has submitted.
  var echo: String { self == .boxed ? "> " : "❯ " }
}

/// What stands in front of the title while the agent works.
enum TitleGlyphs: String, Equatable, CaseIterable {
  case braille, halves
  /// The idle glyph all the time.
  case still
  /// No title at all.
  case none

  static let interval: Nanoseconds = 960 * .millisecond

  func title(_ text: String, working: Bool, age: Nanoseconds) -> String? {
    let glyphs: [String]
    switch self {
    case .none: return nil
    case .still: glyphs = ["✳"]
    case .braille: glyphs = working ? ["⠂", "⠐"] : ["✳"]
    case .halves: glyphs = working ? ["◐", "◓", "◑", "◒"] : ["✳"]
    }
    return glyphs[Int(age / Self.interval % Nanoseconds(glyphs.count))] + " " + text
  }
}
