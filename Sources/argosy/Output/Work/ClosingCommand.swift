import Daemon
import TmuxControl
import TmuxUI

/// The command by which a person closes what waits for them. Where there are several ways, the one that loses nothing.
struct ClosingCommand {
  /// What comes before the item: `argosy`, and behind it the options that name the server.
  private let server: String
  private let item: String
  private let report: InboxReport

  /// - Parameters:
  ///   - server: the options by which the caller chose the tmux server, as typed at a shell; empty without.
  ///   - isNameShared: several items have this name, so it says nothing.
  init(_ report: InboxReport, server: String = "", isNameShared: Bool = false) {
    self.report = report
    self.server = server
    item = ItemWord.text(report.name, id: report.item, isNameShared: isNameShared)
  }

  var text: String {
    let attention = report.attention
    switch attention.kind {
    case "permission", "question", "plan", "trust", "login", "limit", "error": return answer
    case "crash": return verb(attention.hint?.contains("argosy resume") == true ? "resume" : "retry")
    case "trouble":
      switch attention.key {
      case "close": return verb("stop")
      case "worktree": return verb("show")
      default: return verb("retry")
      }
    case "delivery": return attention.key == "waiting" ? look : verb("retry")
    case "ci-failing": return send("the checks of the pull request fail; find the cause, mend it, and push")
    case "conflict": return send("the branch conflicts with its base; resolve that, run the tests, and push")
    case "review-comments": return send("deal with each comment on the pull request, and push")
    case "decision-gate": return attention.key == "pr" ? send("open a pull request") : verb("advance")
    case "pr-ready":
      // Merging is a person's own act: this only leads there.
      return report.url.map { "gh pr view --web \(ShellWord.typed(PlainText.line($0, limit: 500)))" } ?? verb("show")
    case "pr-closed": return verb("done")
    case "orphan": return verb("stop")
    default: return verb("show")
    }
  }

  /// The other ways, where what waits names some.
  var hint: String? {
    guard let hint = report.attention.hint.map({ PlainText.line($0, limit: 300) }), !hint.isEmpty else { return nil }
    return hint == text || hint == "argosy advance \(report.name)" || hint == "argosy answer \(report.name) N"
      ? nil : hint
  }

  private func verb(_ verb: String, _ more: String = "") -> String { "argosy \(verb)\(server) \(item)\(more)" }

  private func send(_ words: String) -> String { verb("send", " \(ShellWord.typed(words))") }

  private var answer: String {
    let choices = report.attention.options.filter { !$0.key.isEmpty }
    let isFree = report.attention.options.contains { $0.role == "freeText" }
    guard !choices.isEmpty || isFree || report.attention.askID != nil else { return look }
    // With its id, the answer cannot fall on the question after this one.
    let ask = report.attention.askID.map { " --ask \(ShellWord.typed(PlainText.line($0, limit: 100)))" } ?? ""
    return verb("answer", ask + (choices.isEmpty ? " 'your answer'" : " N"))
  }

  /// There is nothing to press for: a person looks at the pane.
  private var look: String {
    guard let pane = report.pane else { return verb("show") }
    return "tmux switch-client -t \(ShellWord.typed(PlainText.line(pane, limit: 20)))"
  }
}

/// An item as it is named in a command: by its name, or where that says too little or cannot be typed, by its id.
enum ItemWord {
  static func text(_ name: String, id: String, isNameShared: Bool = false) -> String {
    let isTypable = PlainText.line(name, limit: 200) == name && !name.hasPrefix("-") && !name.isEmpty
    return ShellWord.typed(PlainText.line(isTypable && !isNameShared ? name : id, limit: 200))
  }
}
