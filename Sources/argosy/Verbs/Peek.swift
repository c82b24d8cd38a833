import ArgumentParser
import Daemon

struct Peek: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Print a pane's screen as argosy holds it.")

  @OptionGroup var server: ServerOptions

  @Flag(help: "With colours, as SGR sequences.")
  var ansi = false

  @Flag(help: "Print JSON: pane, title, columns, rows, and with --ansi the same rows with colours.")
  var json = false

  @Argument(help: .target, completion: .targets)
  var target: String

  func run() throws {
    let (client, _) = try server.access.daemon()
    _ = try client.ask(Request(.ready))
    var request = Request(.peek, pane: target)
    request.isStyled = ansi
    let response = try client.ask(request)
    guard let screen = response.screen else {
      guard response.isMissing == true else { throw Complaint(response.error ?? "the daemon gave no screen") }
      StandardError.write((response.error ?? "") + "\n")
      throw Outcome.missing
    }
    if json { return print(try JSONText.pretty(screen)) }
    for row in screen.ansi ?? screen.rows { print(row) }
  }
}
