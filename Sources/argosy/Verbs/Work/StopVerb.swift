import ArgumentParser
import Daemon
import Fleet
import Foundation
import TmuxUI

struct StopVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop",
    abstract: "End an item: its session, its worktree, its branch.",
    discussion: """
      Where anything would be lost by it, changes that no commit holds, commits that are nowhere else, that is named \
      first, and you are asked; nothing is touched before. --yes agrees to what is named and to nothing else: what \
      comes up after that keeps the worktree. A default or protected branch is never removed.

      Exit codes: 0 it is ended, 1 it is refused or failed, with the reason, 2 usage, 4 something would be lost and \
      nobody agreed to it, 6 there is no such item.
      """)

  @OptionGroup var options: ItemOptions

  @Flag(help: "Agree to lose what is named.")
  var yes = false

  @Flag(name: .customLong("keep-worktree"), help: "End only the session; leave worktree and branch.")
  var keepsWorktree = false

  func run() throws {
    var request = WorkRequest(.stop, item: options.item)
    request.keepsWorktree = keepsWorktree
    var answer = try options.exchange.ask(request)
    var hasAgreed = false
    while let losses = answer.losses, !losses.isEmpty {
      // Named again means: something else came up since.
      guard try agrees(to: losses, answer, isFirst: !hasAgreed) else { throw Outcome.refused }
      hasAgreed = true
      request.named = losses
      answer = try options.exchange.ask(request)
    }
    try tell(try WorkExchange.item(answer), answer.remarks ?? [])
  }

  private func agrees(to losses: Losses, _ answer: WorkResponse, isFirst: Bool) throws -> Bool {
    let list = LossesText(losses).text(of: answer.item?.name ?? options.item)
    let isAsking = !yes && isatty(0) == 1
    if options.json, !isAsking, !(yes && isFirst) {
      print(try JSONText.pretty(answer))
    } else {
      StandardError.write(list + "\n")
    }
    if yes {
      if !isFirst { StandardError.write("This came up meanwhile; nothing was touched.\n") }
      return isFirst
    }
    guard isAsking else {
      StandardError.write("Nothing was touched. --yes agrees to this, --keep-worktree keeps it.\n")
      return false
    }
    StandardError.write("End it and lose this? [y/N] ")
    guard let line = readLine(), ["y", "yes"].contains(line.trimmingCharacters(in: .whitespaces).lowercased()) else {
      StandardError.write("Nothing was touched.\n")
      return false
    }
    return true
  }

  /// Says what became of it, for which the session has to be gone first.
  private func tell(_ ordered: ItemReport, _ remarks: [String]) throws {
    let name = PlainText.line(ordered.name, limit: 60)
    let ended = try ItemWatch(exchange: options.exchange, id: ordered.id).first(until: Date().addingTimeInterval(30)) {
      item -> (ItemReport, String?)? in
      if let attention = item.attention.first(where: { $0.key == "close" }) { return (item, attention.text) }
      return item.isOver && item.doing == nil ? (item, nil) : nil
    }
    let item = ended?.0 ?? ordered
    if options.json { print(try JSONText.pretty(item)) }
    if let trouble = ended?.1 { throw Complaint(PlainText.line(trouble, limit: 500)) }
    guard !options.json else { return }
    for remark in remarks { print(PlainText.line(remark, limit: 300)) }
    if ended == nil {
      print("\(name) is being ended; see argosy show \(ItemWord.text(ordered.name, id: ordered.id))")
    } else if let worktree = item.worktree {
      print("\(name) is ended; its worktree stays: \(PlainText.line(worktree, limit: 300))")
    } else {
      print("\(name) is ended; its worktree and its branch are removed")
    }
  }
}
