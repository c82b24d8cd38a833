/// A menu as a value: what stands in it, from top to bottom. ``MenuDrawing`` asks tmux for it.
public struct Menu: Hashable, Sendable {
  public enum Row: Hashable, Sendable {
    /// Something that can be chosen, with its key; nil or empty for none.
    case item(MenuText, key: String?, command: String)
    /// Text that cannot be chosen.
    case line(MenuText)
    case separator
  }

  /// A row and what becomes of it where there is no room for all.
  public struct Entry: Hashable, Sendable {
    public var row: Row
    /// 0 stays whatever happens. Of the others the highest go first, of those the lowest on the screen.
    public var rank: Int

    public init(_ row: Row, rank: Int = 0) {
      self.row = row
      self.rank = rank
    }
  }

  public enum Position: Hashable, Sendable {
    case centre
    /// On the status line, at its right end.
    case status
    /// Where the mouse is: for menus that a click opens.
    case mouse
  }

  public var title: MenuText
  public var entries: [Entry] = []
  /// What Enter takes, as an index into ``entries``. Before tmux 3.4 that is always the first item.
  public var preselected: Int?
  public var position: Position = .centre
  /// Where the items are to be found that had no room here, for the row that counts them; nil for no such row.
  public var overflow: String?

  public init(title: MenuText, position: Position = .centre) {
    self.title = title
    self.position = position
  }

  public mutating func add(_ row: Row, rank: Int = 0) { entries.append(Entry(row, rank: rank)) }

  /// A separator, unless nothing stands above or one does already. Separators are the first to go.
  public mutating func separate() {
    guard let last = entries.last, last.row != .separator else { return }
    add(.separator, rank: Self.separatorRank)
  }

  private static let separatorRank = 1000

  /// The menu with at most so many rows: as few as possible are missing, and a row says how many.
  public func clipped(to rows: Int) -> Menu {
    guard entries.count > rows else { return self }
    var kept = Array(entries.indices)
    var dropped: [Int] = []
    func room() -> Int { rows - (dropped.contains { isItem($0) } && overflow != nil ? 1 : 0) }
    while kept.count > room() {
      // The last of those with the highest rank.
      guard let rank = kept.map({ entries[$0].rank }).max(), rank > 0,
        let place = kept.lastIndex(where: { entries[$0].rank == rank })
      else { break }
      dropped.append(kept.remove(at: place))
    }
    var result = self
    result.entries = kept.map { entries[$0] }
    result.preselected = preselected.flatMap { kept.firstIndex(of: $0) }
    let items = dropped.filter { isItem($0) }
    if let first = items.min(), let overflow {
      let place = kept.firstIndex { $0 > first } ?? kept.count
      result.entries.insert(Entry(.line(MenuText("… \(items.count) more: \(overflow)", style: "dim"))), at: place)
      if let chosen = result.preselected, chosen >= place { result.preselected = chosen + 1 }
    }
    return result
  }

  private func isItem(_ index: Int) -> Bool {
    if case .item = entries[index].row { return true }
    return false
  }
}
