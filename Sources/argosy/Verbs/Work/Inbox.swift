import ArgumentParser
import Daemon
import Foundation
import TmuxControl

struct Inbox: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what waits for you, the most urgent first.",
    discussion: """
      Each with its text, its options, and the command that closes it. With --json, one object:
        {"inbox":[{"item":"…","name":"auth-sso","repository":"owner/name","stage":"plan","pane":"%3","url":"…",
                   "attention":{"key":"ask","kind":"question","text":"…","detail":["…"],"ask_id":"…","hint":"…",
                                "options":[{"key":"1","label":"…","selected":true}],
                                "since":"2026-11-20T10:00:00.000Z"}}]}
      kind: permission question plan trust login limit error crash trouble delivery ci-failing conflict \
      review-comments decision-gate pr-ready pr-closed orphan. With --watch, again with each change; with --json a line \
      each.
      """)

  @OptionGroup var server: ServerOptions

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Go on, and show it again whenever it changes.")
  var watch = false

  func run() throws {
    let exchange = WorkExchange(access: server.access)
    if watch { try follow(exchange) }
    let answer = try exchange.ask(WorkRequest(.inbox))
    if json {
      print(try JSONText.pretty(WorkResponse(inbox: answer.inbox ?? [], remarks: answer.remarks)))
    } else {
      let shared = try names(try exchange.client())
      print(InboxText(answer.inbox ?? [], shared: shared, server: server.words, style: .detected).text)
      for remark in answer.remarks ?? [] { print("\n" + remark) }
    }
  }

  /// Names that more than one item has which has not ended.
  private func names(_ client: DaemonClient) throws -> Set<String> {
    let items = try WorkExchange.answer(WorkRequest(.list), of: client).items ?? []
    let counts = Dictionary(items.filter { !$0.isOver }.map { ($0.name, 1) }, uniquingKeysWith: +)
    return Set(counts.filter { $0.value > 1 }.keys)
  }

  private func follow(_ exchange: WorkExchange) throws {
    let (asking, following) = (try exchange.client(), try exchange.client())
    var request = Request(.work)
    request.work = WorkRequest(.follow)
    try following.send(request)
    let screen = Repainting()
    let resizing = Resizing { screen.redraw() }
    defer { resizing.end() }
    var shown: [InboxReport]?
    while true {
      let inbox = try WorkExchange.answer(WorkRequest(.inbox), of: asking).inbox ?? []
      if inbox != shown {
        try draw(inbox, asking, on: screen)
        shown = inbox
      }
      guard try following.next() != nil else { throw Complaint("the daemon has ended") }
    }
  }

  private func draw(_ inbox: [InboxReport], _ client: DaemonClient, on screen: Repainting) throws {
    guard !json else {
      print(try JSONText.line(WorkResponse(inbox: inbox)))
      fflush(nil)
      return
    }
    let (shared, words) = (try names(client), server.words)
    screen.show { InboxText(inbox, shared: shared, server: words, style: $0, times: .clock).text }
  }
}
