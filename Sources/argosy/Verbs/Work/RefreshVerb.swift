import ArgumentParser
import Daemon

struct RefreshVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refresh",
    abstract: "Ask for the pull requests now, of one item or of all that have not ended.",
    discussion: """
      argosy asks by itself, more often while checks run; this asks at once, also where it had given up: after gh was \
      installed or logged in. Waits for the answer, and says for each item what was found, or why it could not be asked. \
      With --json, one object:
        {"refreshed":[{"item":"…","name":"auth-sso","repository":"owner/name","branch":"worktree-auth-sso",
                       "outcome":"found","reason":"…","until":"2026-11-20T10:00:00.000Z",
                       "pull_request":{"number":234,"state":"open","ci":"passing",…}}]}
      outcome: found, none (the branch has no pull request), unknown (it could not be asked: "reason" says why, "until" \
      when it is asked again where the server wants to be left alone; "pull_request" is what was known before).

      Exit codes: 0 every one was asked, 1 one could not be, with the reason, 2 usage, 6 there is no such item.
      """)

  @OptionGroup var server: ServerOptions

  @Flag(help: "Print JSON.")
  var json = false

  @Argument(help: ArgumentHelp("Only this item: its name or id.", valueName: "item"), completion: .items(.open))
  var item: String?

  func run() throws {
    let exchange = WorkExchange(access: server.access)
    let answer = try Patience.told("asking for pull requests …") {
      try exchange.ask(WorkRequest(.refresh, item: item))
    }
    let reports = answer.refreshed ?? []
    if json {
      print(try JSONText.pretty(WorkResponse(refreshed: reports)))
    } else {
      print(RefreshText(reports, style: .detected).text)
    }
    if reports.contains(where: { $0.outcome == "unknown" }) { throw ExitCode(1) }
  }
}
