import Daemon
import TmuxUI

/// An item's stages in one line: what was done, what was left out, where it is, what is to come.
struct StageLine {
  private let item: ItemReport
  private let style: OutputStyle

  init(_ item: ItemReport, style: OutputStyle) {
    self.item = item
    self.style = style
  }

  /// `✓ brainstorm  – plan  ● work  · review`
  var text: String {
    let current = item.stages.firstIndex(of: item.stage)
    return item.stages.enumerated().map { index, stage in
      let name = PlainText.line(stage, limit: 40)
      guard index == current else {
        let mark = index < (current ?? 0) ? past(stage) : "·"
        return style.dim("\(mark) \(name)")
      }
      return style.bold("\(present) \(name)")
    }.joined(separator: "  ")
  }

  private func outcome(_ stage: String) -> String? { item.history.last { $0.stage == stage }?.outcome }

  /// A stage that was left with its turn cut short was left out too.
  private func past(_ stage: String) -> String { outcome(stage) == "completed" ? "✓" : "–" }

  private var present: String {
    if item.status == "complete" || (item.progress == "held" && outcome(item.stage) == "completed") { return "✓" }
    return item.isOver ? "✗" : ItemFace(item).icon == "✓" ? "●" : ItemFace(item).icon
  }
}
