/// What the command line and the environment ask for.
struct Options: Equatable {
  var isPrint = false
  var outputFormat = "text"
  var prompt: String?
  var name: String?
  var mode = PermissionMode.manual
  var log: String?
  var script: String?
  var control: String?
  /// JSON, or the path of a file with it.
  var settings: String?
  var sessionID: String?
  var edition = Edition.current
  var titles: TitleGlyphs?
  var version: String?
  var isAlternate = false
  var swallowsEnter = false
  var swallowTime = Settings.usualSwallowTime
  var trustFile: String?
  var spinnerInterval: Nanoseconds? = 120 * .millisecond
  var request = Request.run

  /// What is wanted instead of an agent.
  enum Request: Equatable { case run, help, version }
}

/// What is wrong with a command line, as the real agent says it.
struct UsageError: Error, Equatable {
  var message: String

  init(_ message: String) { self.message = message }
}
