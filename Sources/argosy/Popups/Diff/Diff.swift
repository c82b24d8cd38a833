import Canvas
import Daemon
import Foundation
import TmuxUI

/// A worktree against the branch it came from, in the person's own pager: git chooses it by its own rules.
struct Diff {
  let directory: String
  /// The default branch of the repository; nil compares with the last commit alone.
  let base: String?

  init(worktree: String, base: String?) {
    directory = worktree
    self.base = base
  }

  /// What git is run with: `$1` is the commit to compare with. What no commit knows yet is named, since a diff would not.
  private static let script = """
    !f() { git ls-files --others --exclude-standard | sed 's/^/new, in no commit: /'; \
    git diff --stat "$1" -- && echo && git diff "$1" --; }; f
    """

  func show(on canvas: Canvas, look: Look) throws {
    var environment = DaemonAccess.environment
    environment["GIT_OPTIONAL_LOCKS"] = "0"
    // git would have less leave at once where everything fits on a page, and the popup with it.
    if environment["LESS"] == nil { environment["LESS"] = "RX" }
    let commit = try start(environment)
    guard hasAnything(commit, environment) else {
      return Self.hold("Nothing differs from \(base ?? "the last commit").", on: canvas, look: look)
    }
    let words = [
      "git", "-C", directory, "--paginate", "-c", "alias.argosy-diff=\(Self.script)", "argosy-diff", commit,
    ]
    let began = Date()
    let status = canvas.suspended { () -> Int32 in
      let status = Child.foreground(words, environment: environment)
      // A pager that does not wait leaves what it printed on the screen: a person has to be let see it.
      if status != 0 || Date().timeIntervalSince(began) < 0.3 {
        print(look.title("\n— press Enter —"), terminator: "")
        fflush(nil)
        _ = readLine()
      }
      return status
    }
    if status == 127 { throw Complaint("git could not be started") }
  }

  /// Where the work began: what is new on the branch it came from is not the work's.
  private func start(_ environment: [String: String]) throws -> String {
    for name in base.map({ ["origin/\($0)", $0] }) ?? [] {
      let outcome = Child.quiet(["git", "-C", directory, "merge-base", "HEAD", name], environment: environment)
      if outcome.status == 0, let commit = Self.commit(outcome.output) { return commit }
    }
    let head = Child.quiet(["git", "-C", directory, "rev-parse", "--verify", "HEAD"], environment: environment)
    guard head.status == 0, let commit = Self.commit(head.output) else {
      throw Complaint("\(PlainText.line(directory, limit: 200)) is in no git repository with a commit")
    }
    return commit
  }

  /// git may warn of names that mean two things before it tells the commit.
  private static func commit(_ output: String) -> String? {
    let lines: [Substring] = output.split(separator: "\n")
    return lines.last { $0.count >= 40 && $0.allSatisfy(\.isHexDigit) }.map(String.init)
  }

  private func hasAnything(_ commit: String, _ environment: [String: String]) -> Bool {
    let changed = Child.quiet(["git", "-C", directory, "diff", "--quiet", commit, "--"], environment: environment)
    let untracked = Child.quiet(
      ["git", "-C", directory, "ls-files", "--others", "--exclude-standard", "--", ":/"], environment: environment)
    return changed.status != 0 || !untracked.output.isEmpty
  }

  /// One line until a key is pressed.
  static func hold(_ text: String, on canvas: Canvas, look: Look) {
    while true {
      var frame = Frame(columns: canvas.columns, rows: canvas.rows)
      frame.put(PlainText.line(text, limit: 300), row: 0, column: 1)
      frame.put(look.hints([("any key", "close")], columns: canvas.columns - 2), row: canvas.rows - 1, column: 1)
      canvas.draw(look.shown(frame))
      for event in canvas.next() {
        switch event {
        case .key, .ended: return
        default: break
        }
      }
    }
  }
}

/// The diff of what a person points at.
struct DiffProgram {
  let access: DaemonAccess
  let client: String?
  let target: String

  func run() throws {
    let person = PersonsClient(access, name: client)
    try Canvas.run { canvas in
      let (daemon, _) = try access.daemon()
      guard let status = try daemon.ask(Request(.ready), within: 30).status else { return }
      let row = BoardRow.rows(status).first { $0.isMeant(by: target) }
      let worktree = try row?.worktree ?? person.directory(of: row?.pane ?? target)
      try Diff(worktree: worktree, base: row?.worktree == nil ? nil : row?.base).show(on: canvas, look: person.look)
    }
  }
}
