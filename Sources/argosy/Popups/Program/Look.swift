import Canvas
import Terminal
import TmuxUI

/// How popups look: shapes carry the meaning, the terminal's own sixteen colours stress it.
enum Look {
  static let plain = Style.default
  static let bold = Style(attributes: .bold)
  static let dim = Style(attributes: .dim)
  static let key = Style(attributes: .bold, foreground: .palette(6))
  static let alarm = Style(attributes: .bold, foreground: .palette(1))
  static let good = Style(foreground: .palette(2))

  static func style(_ word: StatusWord) -> Style {
    switch word {
    case .blocked: Style(attributes: .bold, foreground: .palette(1))
    case .question: Style(attributes: .bold, foreground: .palette(3))
    case .error: Style(attributes: .bold, foreground: .palette(5))
    case .done: Style(foreground: .palette(2))
    case .working: Style(foreground: .palette(6))
    case .idle, .unknown: dim
    }
  }

  /// Keys with what they do, as many as there is room for: `⏎ go  y allow`.
  static func hints(_ hints: [(key: String, what: String)], columns: Int) -> StyledText {
    var text = StyledText()
    for hint in hints {
      let next = StyledText(text.isEmpty ? "" : "  ") + StyledText(hint.key, key) + StyledText(" " + hint.what, dim)
      guard text.width + next.width <= columns else { continue }
      text += next
    }
    return text
  }
}

/// A word about what was done, or why it was not.
struct Note: Hashable {
  let text: String
  let isTrouble: Bool

  /// - Parameter text: from wherever: it is made fit to be shown.
  init(_ text: String, isTrouble: Bool = false) {
    self.text = PlainText.line(text, limit: 400)
    self.isTrouble = isTrouble
  }

  var shown: StyledText {
    StyledText(isTrouble ? "✗ " : "", Look.alarm) + StyledText(text, isTrouble ? Look.alarm : Look.good)
  }
}
