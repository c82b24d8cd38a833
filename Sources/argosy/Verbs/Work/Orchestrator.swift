import ArgumentParser
import Daemon
import Foundation
import TmuxUI

struct Orchestrator: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Start an agent that runs the fleet for you, or say where it is.",
    discussion: """
      A Claude Code session in a tmux session of its own, which knows argosy's commands: talk to it in your own words \
      (“start a feature to …”, “what needs me?”, “move auth-sso on”). It may run argosy without asking; it never \
      answers for you, merges, or ends anything that you did not order. Started again, it says where the one that runs \
      is; one that has ended is started anew.
      """)

  @OptionGroup var server: ServerOptions

  @Option(help: ArgumentHelp("Where it starts.", valueName: "dir"), completion: .directory)
  var directory = "."

  @Flag(help: "Print JSON: pane, session.")
  var json = false

  func run() throws {
    let (client, _) = try server.access.daemon()
    _ = try client.ask(Request(.ready))
    var request = Request(.work)
    request.work = WorkRequest(.orchestrator)
    request.work?.directory = URL(fileURLWithPath: directory).standardizedFileURL.path
    let response = try client.ask(request, within: 60)
    guard let pane = response.pane else { throw Complaint(response.error ?? "the daemon did not say where it is") }
    let session = PlainText.line(response.work?.remarks?.first ?? "", limit: 200)
    if json {
      print(try JSONText.line(["pane": pane, "session": session]))
    } else {
      print("the orchestrator is in session \(session), pane \(pane): tmux attach -t '=\(session)'")
    }
  }
}
