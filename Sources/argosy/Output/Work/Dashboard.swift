import Daemon
import Foundation
import TmuxUI

/// The items as a person reads them, one line each (S0-36).
struct Dashboard {
  private let items: [ItemReport]
  private let style: OutputStyle
  private let times: ShownTimes
  private let now: Date

  /// How long an item that has ended is still shown.
  private static let memory: TimeInterval = 86_400

  init(_ items: [ItemReport], style: OutputStyle, times: ShownTimes = .age, now: Date = Date()) {
    self.items = items.filter { item in
      guard item.isOver else { return true }
      guard item.status != "archived", let end = Timestamp.date(item.since) else { return false }
      return now.timeIntervalSince(end) < Self.memory
    }
    self.style = style
    self.times = times
    self.now = now
  }

  var isEmpty: Bool { items.isEmpty }

  var text: String {
    let rows = items.map(cells)
    let columns = Columns(
      rows, limits: [32, 14, 32, 44, 72], floors: [10, 3, 6, 8, 10], room: style.columns.map { $0 - 2 })
    var lines = [style.bold("Active Features:")]
    for (item, row) in zip(items, rows) {
      lines.append(
        "  "
          + columns.line(row) { column, text in
            switch column {
            case 1: style.coloured(text, ItemFace(item).word)
            case 4: style.dim(text)
            default: text
            }
          })
    }
    let waiting = items.count { !$0.attention.isEmpty }
    if waiting > 0 { lines.append("  " + style.dim("\(waiting) wait\(waiting == 1 ? "s" : "") for you: argosy inbox")) }
    return lines.joined(separator: "\n")
  }

  private func cells(_ item: ItemReport) -> [String] {
    [
      PlainText.line(item.name, limit: 200), "\(ItemFace(item).icon) \(PlainText.line(item.word, limit: 40))",
      PlainText.line(item.repository.title, limit: 200),
      item.pullRequestPhrase ?? PlainText.line(item.branch, limit: 200), why(item),
    ]
  }

  /// The reason where there is one, else the age.
  private func why(_ item: ItemReport) -> String {
    let reason = PlainText.line(item.reason, limit: 200)
    if item.status == "needs_input" { return reason.isEmpty ? "needs input" : "needs input: \(reason)" }
    return reason.isEmpty ? times.phrase(item.since, now: now) ?? "" : reason
  }
}
