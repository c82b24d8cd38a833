/// Tells what is new on a screen each time it is read.
///
/// Programs that draw with Ink, and monitors such as htop, write the same lines again and again. Versions say which rows
/// were written; only where the hash of such a row differs has it changed.
public struct FrameReader: Sendable {
  /// The screen at one moment.
  public struct Frame: Sendable {
    /// `Terminal.hash(row:)` of every row.
    public var hashes: [UInt64]
    /// The rows whose text or look is another than at the last reading, all of them at the first. A row that scrolled is
    /// among them: keep what is known of rows by hash, not by place.
    public var changedRows: [Int]
    /// Cursor, title, modes, size or alternate screen may be others than at the last reading.
    public var hasMoved: Bool
  }

  private var version: UInt64?
  private var hashes: [UInt64] = []

  public init() {}

  /// Reads the screen. It must be the one read before, or one that took its place (`Terminal.takePlace`).
  public mutating func read(_ terminal: borrowing Terminal) -> Frame {
    let isFirst = version == nil || hashes.count != terminal.rows
    let stamped = isFirst ? Array(0..<terminal.rows) : terminal.rows(changedSince: version ?? 0)
    if isFirst { hashes = Array(repeating: 0, count: terminal.rows) }
    var changed: [Int] = []
    for row in stamped {
      let hash = terminal.hash(row: row)
      if isFirst || hashes[row] != hash { changed.append(row) }
      hashes[row] = hash
    }
    defer { version = terminal.version }
    return Frame(hashes: hashes, changedRows: changed, hasMoved: version != terminal.version)
  }
}

extension Terminal {
  /// Takes the place of another terminal, after a seed: versions rise on from the old one's, and every row counts as
  /// changed, so that readers of the old one can go on with this one.
  public mutating func takePlace(of old: borrowing Terminal) {
    grid.version = max(grid.version, old.grid.version) &+ 1
    grid.movedVersion = grid.version
  }
}
