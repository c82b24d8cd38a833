/// How states look in menus: a person's own icons and styles, else the theme's, else the usual ones.
public struct MenuLook: Hashable, Sendable {
  public var settings: InterfaceSettings
  /// The styles that the loaded configuration worked out, by state.
  public var themed: [StatusWord: String]
  public var isUnicode: Bool

  public init(settings: InterfaceSettings = .init(), themed: [StatusWord: String] = [:], isUnicode: Bool = true) {
    self.settings = settings
    self.themed = themed
    self.isUnicode = isUnicode
  }

  public func icon(_ word: StatusWord) -> String { settings.icon(for: word, isUnicode: isUnicode) }

  public func style(_ word: StatusWord) -> String {
    settings.styleOf[word] ?? themed[word] ?? Self.usual(word)
  }

  private static func usual(_ word: StatusWord) -> String {
    switch word {
    case .blocked: "fg=red,bold"
    case .question: "fg=yellow,bold"
    case .error: "fg=magenta,bold"
    case .done: "fg=green"
    case .working: "fg=cyan"
    case .idle, .unknown: "dim"
    }
  }

  /// Where a menu opens that no click opened.
  var position: Menu.Position { settings.menuPos == .status ? .status : .centre }
}
