import ArgumentParser
import Daemon
import Fleet
import TmuxUI

struct Prune: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Remove what ended items left, where nothing is lost by it.",
    discussion: """
      Worktree and branch of an item that is over go when its branch is merged and everything in the worktree is \
      committed; whatever is not so is left, and it is said why. With --json, one object:
        {"items":[…],"remarks":["…"]}
      An item that was left still has its "worktree".

      \(WorkExchange.help)
      """)

  @OptionGroup var server: ServerOptions

  @Flag(help: "Print JSON.")
  var json = false

  @Argument(help: ArgumentHelp("Only this item: its name or id.", valueName: "item"), completion: .items(.all))
  var item: String?

  func run() throws {
    let answer = try WorkExchange(access: server.access).ask(WorkRequest(.prune, item: item))
    print(json ? try JSONText.pretty(answer) : Self.text(answer))
  }

  static func text(_ answer: WorkResponse) -> String {
    let items = (answer.items ?? []) + (answer.item.map { [$0] } ?? [])
    var lines = items.map { item in
      let name = PlainText.line(item.name, limit: 60)
      if item.doing != nil { return "\(name): being removed" }
      guard let worktree = item.worktree else { return "\(name): removed" }
      return "\(name): left, at \(PlainText.line(worktree, limit: 300))"
    }
    if let losses = answer.losses, !losses.isEmpty {
      lines.append(LossesText(losses).text(of: items.first?.name ?? "it"))
    }
    lines += (answer.remarks ?? []).map { PlainText.line($0, limit: 300) }
    return lines.isEmpty ? "There is nothing to remove." : lines.joined(separator: "\n")
  }
}
