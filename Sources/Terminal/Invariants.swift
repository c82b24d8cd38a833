extension Terminal {
  /// The cell holds a tab (tmux 3.6).
  public func isTab(row: Int, column: Int) -> Bool {
    row >= 0 && row < h && grid.get(column, row).isTab
  }

  /// In debug builds, stops where an invariant does not hold. Only rows that changed after `version` are looked at, so
  /// that every step can be checked. Release builds do nothing.
  func checkInvariants(since version: UInt64) {
    assert(invariantViolations(since: version).isEmpty, invariantViolations(since: version).joined(separator: ", "))
  }

  /// What must hold after any input; empty when all of it does. For tests.
  public func invariantViolations() -> [String] { invariantViolations(since: 0) }

  private func invariantViolations(since version: UInt64) -> [String] {
    var found: [String] = []
    func check(_ holds: Bool, _ what: @autoclosure () -> String) {
      if !holds { found.append(what()) }
    }
    // A resize can leave the column beyond the edge: the alternate screen's stays, and a line may have more cells than
    // columns.
    check(cx >= 0 && cx <= 10_000, "column \(cx) of \(w)")
    check(cy >= 0 && cy < h, "row \(cy) of \(h)")
    check(top >= 0 && top <= bottom && bottom < h, "region \(top)…\(bottom) of \(h)")
    check(tabStops.count == w, "\(tabStops.count) tab stops for \(w) columns")
    check(grid.history.size >= 0 && grid.history.scrolled >= 0, "history counters below 0")
    check(grid.history.scrolled <= grid.history.size, "more scrolled lines than history")
    check(grid.history.lines.count <= grid.history.size, "more history lines than counted")
    check(events.count <= EventQueue.limit, "\(events.count) events")
    check(parser.string.count <= Parser.stringLimit, "string of \(parser.string.count) bytes")
    check(storedModes.intersection(.anyMouse).rawValue.nonzeroBitCount <= 1, "two mouse modes")
    for grid in [grid, alternate.main].compactMap({ $0 }) { found += violations(grid, since: version) }
    return found
  }

  private func violations(_ grid: Grid, since version: UInt64) -> [String] {
    var found: [String] = []
    if grid.cells.count != grid.stride * grid.rows { found.append("\(grid.cells.count) cells") }
    if grid.order.sorted() != Array(0..<grid.rows) { found.append("row order is no permutation") }
    for row in 0..<grid.rows where version == 0 || grid.rowVersion(row) > version {
      let state = grid.state(row)
      if state.stored < 0 || state.stored > grid.stride { found.append("row \(row): \(state.stored) stored") }
      if state.used < 0 || state.used > state.stored { found.append("row \(row): \(state.used) used") }
      if grid.rowVersion(row) > grid.version { found.append("row \(row) is newer than the screen") }
      for column in 0..<state.stored {
        let cell = grid.get(column, row)
        if Int(cell.style) >= styles.count { found.append("style \(cell.style) at \(column),\(row)") }
        if cell.isCluster, Int(cell.content) >= clusters.count { found.append("cluster at \(column),\(row)") }
        if styles[Int(cell.style)].isExtended, !cell.isExtended {
          found.append("extended style in a small cell at \(column),\(row)")
        }
      }
    }
    return found
  }
}
