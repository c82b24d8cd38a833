/// A line that is not on the screen: one of the history, or any line while the screen is rewrapped.
struct Line: Sendable, Equatable {
  /// Stored cells. Beyond, the line reads as default blanks.
  var cells: [UInt64] = []
  /// As `RowState.used`.
  var used = 0
  var isWrapped = false
}

/// The lines tmux keeps above the screen. They are always counted and kept only on demand: a watcher of many panes
/// needs the counts, a comparison with tmux the lines.
struct History: Sendable {
  /// Lines go to the history (history-limit is not 0 and the alternate screen is off).
  var isEnabled: Bool
  let limit: Int
  /// Whether `lines` is filled.
  let keepsLines: Bool
  var size = 0
  /// Those that would come back if the screen grew taller.
  var scrolled = 0
  /// The newest lines, oldest first. Fewer than `size` where lines are not kept or were never seen.
  var lines: [Line] = []

  init(limit: Int, keepsLines: Bool) {
    self.limit = limit
    self.keepsLines = keepsLines
    isEnabled = limit != 0
  }

  /// One more line, given where lines are kept. tmux: at the limit, a tenth of the lines go at once.
  mutating func push(_ line: Line?) {
    if size > 0, size >= limit {
      size -= min(max(limit / 10, 1), size)
      scrolled = min(scrolled, size)
      if lines.count > size { lines.removeFirst(lines.count - size) }
    }
    size += 1
    scrolled += 1
    if let line { lines.append(line) }
  }

  mutating func setNewestWrapped(_ isWrapped: Bool) {
    if !lines.isEmpty { lines[lines.count - 1].isWrapped = isWrapped }
  }

  mutating func clear() {
    size = 0
    scrolled = 0
    lines = []
  }
}
