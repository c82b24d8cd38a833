/// What stays the same while an agent runs.
struct Settings: Equatable {
  var edition = Edition.current
  var titles = TitleGlyphs.halves
  var version = Edition.current.version
  var name: String?
  var mode = PermissionMode.manual
  var directory = "/"
  /// An Enter too soon after a paste is lost, as in the real box.
  var swallowsEnter = false
  /// How soon that is.
  var swallowTime = Settings.usualSwallowTime
  /// Nil for a spinner that stands still.
  var spinnerInterval: Nanoseconds? = 120 * .millisecond

  static let usualSwallowTime: Nanoseconds = 80 * .millisecond
  static let secondPressTime: Nanoseconds = .second
  static let filePollTime: Nanoseconds = 10 * .millisecond
}
