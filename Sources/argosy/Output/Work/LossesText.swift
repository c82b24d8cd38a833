import Daemon
import Fleet
import TmuxUI

/// What would be lost, named: so many of each are shown, all are counted.
struct LossesText {
  private let losses: Losses

  private static let shown = 10

  init(_ losses: Losses) {
    self.losses = losses
  }

  /// - Parameter name: the item's.
  func text(of name: String) -> String {
    var lines = ["With \(PlainText.line(name, limit: 60)) would be lost:"]
    let (files, commits) = (losses.uncommitted.count, losses.unpushed.count)
    if files > 0 {
      lines.append("  \(files) file\(files == 1 ? "" : "s") with changes that no commit holds")
      lines += Self.list(losses.uncommitted)
    }
    if commits > 0 {
      lines.append("  \(commits) commit\(commits == 1 ? " that is" : "s that are") on no remote and in no other branch")
      lines += Self.list(losses.unpushed)
    }
    return lines.joined(separator: "\n")
  }

  private static func list(_ texts: [String]) -> [String] {
    let lines = texts.prefix(shown).map { "    " + PlainText.line($0, limit: 120) }
    return texts.count > shown ? lines + ["    and \(texts.count - shown) more"] : lines
  }
}
