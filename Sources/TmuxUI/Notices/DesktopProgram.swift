/// A program that shows notices of the desktop's. What is told goes by its arguments, never through a shell.
public enum DesktopProgram: String, CaseIterable, Sendable {
  case notifySend = "notify-send"
  case terminalNotifier = "terminal-notifier"
  case osascript

  /// Those that can be there, the best first.
  public static var candidates: [DesktopProgram] {
    #if os(macOS)
      return [.terminalNotifier, .osascript]
    #else
      return [.notifySend]
    #endif
  }

  /// What to install where none is there.
  public static var remedy: String {
    #if os(macOS)
      return "brew install terminal-notifier"
    #else
      return "install notify-send (libnotify-bin on Debian and Ubuntu, libnotify elsewhere)"
    #endif
  }

  /// The words after the program's path.
  public func arguments(_ notice: Notice) -> [String] {
    let title = PlainText.line("argosy: " + notice.title, limit: 120)
    let text = PlainText.line(notice.text, limit: 300)
    switch self {
    case .notifySend:
      // The body is markup, with links and pictures, the title is not.
      return ["--app-name=argosy", "--", title, Self.withoutMarkup(text)]
    case .terminalNotifier:
      // It takes a text that begins with some signs for something else.
      return ["-group", "argosy", "-title", title, "-message", " " + text]
    case .osascript:
      let script = [
        "on run words", "display notification (item 2 of words) with title (item 1 of words)", "end run",
      ]
      // After the script the words are the script's, whatever they begin with.
      return script.flatMap { ["-e", $0] } + [title, text]
    }
  }

  private static func withoutMarkup(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
