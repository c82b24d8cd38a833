/// What a person has chosen for the interface, by options of theirs in `tmux.conf`: one property for each option, whose
/// name is the option's without `@argosy_`. argosy reads these and never writes them.
public struct InterfaceSettings: Hashable, Sendable {
  /// The prefix key that opens the menu. Nil for none.
  public var key: String? = "G"
  /// The prefix key that goes to the next agent that waits. Nil for none.
  public var keyNext: String? = "N"
  /// A key without the prefix that opens the menu. Nil for none.
  public var keyRoot: String?

  /// Which set of shapes stands for the states.
  public enum Icons: String, CaseIterable, Sendable { case auto, unicode, ascii }
  /// `auto` is unicode, and ascii on clients that are no UTF-8 clients.
  public var icons = Icons.auto
  /// `@argosy_icon_STATE`: icons of a person's own.
  public var iconOf: [StatusWord: String] = [:]
  /// `@argosy_style_STATE`: tmux styles of a person's own. States that are not in it follow the theme.
  public var styleOf: [StatusWord: String] = [:]

  /// Who puts the token into the status line.
  public enum Segment: String, CaseIterable, Sendable { case auto, manual }
  public var segment = Segment.auto
  /// How long the one that waits longest has waited, in the token.
  public var oldestShow = false
  /// A second status line with a chip for each session that waits.
  public var line = false

  public enum BorderShow: String, CaseIterable, Sendable { case off, on, blocked }
  /// When agents' panes have a line of ours in their border.
  public var borderShow = BorderShow.off
  /// Icons of the agents in the list of windows.
  public var windowMarks = false
  /// Clicks on the token's counts and on chips, from tmux 3.4.
  public var mouse = true

  public enum MenuPosition: String, CaseIterable, Sendable { case centre = "C", status }
  public var menuPos = MenuPosition.centre
  /// Of the client's width and height, in percent, 10 to 100.
  public struct PopupSize: Hashable, Sendable {
    public var width: Int
    public var height: Int

    public init(width: Int, height: Int) {
      self.width = width
      self.height = height
    }
  }
  public var popupSize = PopupSize(width: 80, height: 75)
  /// The colour of popups' borders. Nil for the theme's.
  public var popupBorder: String?

  /// States of which a person is told. Empty for `off`.
  public var notify: Set<StatusWord> = [.blocked, .question]
  /// A bell in the agent's pane.
  public var notifyBell = false
  /// An escape sequence to the client's terminal.
  public var notifyOsc = false
  /// A notice of the desktop's.
  public var notifyDesktop = true
  /// A message in tmux.
  public var notifyMessage = false
  /// What shows notices in place of the desktop's own program: a shell command of the person's, told by variables.
  public var notifyCommand: String?

  /// Whether what cannot be taken back, or is allowed for ever, is asked for a second time.
  public var confirmAllow = true
  /// Which states the next key goes to.
  public var nextStates: Set<StatusWord> = [.blocked, .question, .error, .done]
  /// The program, as an absolute path. Nil for the one that loads the interface.
  public var bin: String?
  /// argosy starts when a client attaches.
  public var autostart = false

  /// What could not be taken, for `argosy doctor`: one line for each option whose default is used instead.
  public var remarks: [String] = []

  public init() {}
}

extension InterfaceSettings {
  /// The shape for a state.
  ///
  /// - Parameter isUnicode: whether the client it is drawn on shows UTF-8.
  public func icon(for word: StatusWord, isUnicode: Bool = true) -> String {
    if let own = iconOf[word] { return own }
    return icons == .ascii || (icons == .auto && !isUnicode) ? word.plainIcon : word.icon
  }
}
