import ArgumentParser
import Daemon
import TmuxControl

/// What every verb about one item takes.
struct ItemOptions: ParsableArguments {
  @OptionGroup var server: ServerOptions

  @Flag(help: "Print the item as JSON: one object, as in the items of argosy status --json.")
  var json = false

  @Argument(help: .item, completion: .items(.open))
  var item: String

  var exchange: WorkExchange { WorkExchange(access: server.access) }
}

extension ArgumentHelp {
  static let item = ArgumentHelp("The item's name or id, or its pane or session.", valueName: "item")

  static let target = ArgumentHelp(
    "The pane's id, as in %3, the name of a session with one agent, or the name of an item.",
    valueName: "pane|session|item")
}

extension ServerOptions {
  /// The options as they were given, to be put into a command that is shown: empty, or with a blank before.
  var words: String {
    (name.map { " -L \(ShellWord.typed($0))" } ?? "") + (path.map { " -S \(ShellWord.typed($0))" } ?? "")
  }
}
