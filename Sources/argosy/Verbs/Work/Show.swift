import ArgumentParser
import Daemon

struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell everything about one item.",
    discussion: """
      Description, stages, session and conversation, the files it left, its pull request with checks, what waits for \
      you and how to close it, and how long each stage took. With --json, one object, as in the items of argosy status \
      --json.

      Exit codes: 0, 2 usage, 6 there is no such item, 1 anything else.
      """)

  @OptionGroup var server: ServerOptions

  @Flag(help: "Print JSON.")
  var json = false

  @Argument(help: .item, completion: .items(.all))
  var item: String

  func run() throws {
    let item = try WorkExchange(access: server.access).item(item)
    print(json ? try JSONText.pretty(item) : ItemStory(item, server: server.words, style: .detected).text)
  }
}
