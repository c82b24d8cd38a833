import Canvas
import Terminal
import TmuxUI

/// How popups look: shapes carry the meaning, the person's colours stress it.
struct Look: Hashable {
  /// What the person has set.
  let settings: InterfaceSettings
  /// Nothing beyond ASCII is drawn: the client has no more, or the person wants no more.
  let isASCII: Bool
  private let icons: [StatusWord: String]
  private let styles: [StatusWord: Style]

  /// - Parameters:
  ///   - look: how menus look.
  ///   - colours: those with a name that only tmux knows.
  init(_ look: MenuLook = MenuLook(), colours: [String: Color] = [:]) {
    settings = look.settings
    isASCII = look.settings.icons == .ascii || !look.isUnicode
    icons = Dictionary(uniqueKeysWithValues: StatusWord.allCases.map { ($0, look.icon($0)) })
    let usual = MenuLook()
    styles = Dictionary(
      uniqueKeysWithValues: StatusWord.allCases.map { word in
        // What tmux could not take either is drawn as usual.
        let own = TmuxStyle.style(look.style(word), colours: colours)
        return (word, own ?? TmuxStyle.style(usual.style(word)) ?? .default)
      })
  }

  static let plain = Style.default
  static let bold = Style(attributes: .bold)
  static let dim = Style(attributes: .dim)
  static let key = Style(attributes: .bold, foreground: .palette(6))
  static let alarm = Style(attributes: .bold, foreground: .palette(1))
  static let good = Style(foreground: .palette(2))
  /// As tmux marks the place in copy mode.
  static let mark = Style(foreground: .palette(0), background: .palette(3))

  func icon(_ word: StatusWord) -> String { icons[word] ?? word.plainIcon }

  func style(_ word: StatusWord) -> Style { styles[word] ?? .default }

  // MARK: Keys

  private static let signs = [
    "Enter": "⏎", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Up Down": "↑↓", "Left Right": "←→",
  ]

  /// A key's name as it is shown: with the sign that is printed on it, where that can be drawn.
  func key(_ name: String) -> String { isASCII ? name : Self.signs[name] ?? name }

  /// Keys with what they do, as many as there is room for: `⏎ go  y allow`.
  func hints(_ hints: [(key: String, what: String)], columns: Int) -> StyledText {
    var text = StyledText()
    for hint in hints {
      let next =
        StyledText(text.isEmpty ? "" : "  ") + StyledText(key(hint.key), Self.key)
        + StyledText(" " + hint.what, Self.dim)
      guard text.width + next.width <= columns else { continue }
      text += next
    }
    return text
  }

  // MARK: The whole

  /// A frame as it may be shown.
  func shown(_ frame: Frame) -> Frame { isASCII ? frame.inASCII : frame }

  /// A popup's title as it may be shown.
  func title(_ text: String) -> String {
    isASCII ? PlainSigns.text(text.replacing("⏎", with: "Enter")) : text
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
