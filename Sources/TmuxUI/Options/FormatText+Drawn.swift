/// Text from outside where tmux takes a format and then draws what it expands to.
extension FormatText {
  /// A format that is drawn as the text: menu items, titles of menus and popups.
  ///
  /// A `#` passes two readers there. The expansion halves a run of them, except in front of a `[`; drawing halves any
  /// run, and takes an odd one in front of a `[` for a style. So each `#` is written four times, in front of a `[` twice.
  public static func drawn(_ text: String) -> String { repeatingHashes(text, 4, beforeStyle: 2) }

  /// The same for messages and prompts: `display-message`, `confirm-before`. There `%` is read as in `strftime`, before
  /// anything else.
  public static func message(_ text: String) -> String {
    drawn(text).replacing("%", with: "%%")
  }
}
