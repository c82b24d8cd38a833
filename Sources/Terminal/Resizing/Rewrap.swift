/// Cuts lines anew for another width, as tmux does: lines that were wrapped take cells from the next one while they
/// fit, lines that are too long are split, lines that fill the width exactly are left alone.
struct Rewrap {
  private var source: [Line]
  /// By line of `source`: already used up.
  private var isTaken: [Bool]
  private let columns: Int
  /// tmux 3.6 counts the padding of a wide character as a column of its own here.
  private let countsPadding: Bool
  /// Lines of the history that are not in `source`; tmux counts with them.
  private let missing: Int

  private(set) var out: [Line] = []
  private(set) var scrolled: Int

  init(_ lines: [Line], columns: Int, countsPadding: Bool, missing: Int, scrolled: Int) {
    source = lines
    isTaken = Array(repeating: false, count: lines.count)
    self.columns = columns
    self.countsPadding = countsPadding
    self.missing = missing
    self.scrolled = scrolled
  }

  mutating func run() {
    out.reserveCapacity(source.count)
    for index in source.indices where !isTaken[index] {
      let line = source[index]
      let width = line.cells.prefix(line.used).reduce(0) { $0 + self.width($1) }
      isTaken[index] = true
      if width > columns {
        split(index)
      } else {
        out.append(line)
        if width < columns, line.isWrapped { fill(from: index, width: width) }
      }
    }
  }

  private func width(_ bits: UInt64) -> Int {
    let cell = PackedCell(bits: bits)
    return countsPadding && cell.isPadding ? 1 : cell.width
  }

  /// Appends a cell to the last line of `out`.
  private mutating func put(_ bits: UInt64) {
    let last = out.count - 1
    let at = out[last].used
    let stored = out[last].cells.count
    if at >= stored {
      let wanted = at + 1 < columns / 4 ? columns / 4 : at + 1 < columns / 2 ? columns / 2 : max(columns, at + 1)
      out[last].cells += Array(repeating: PackedCell.cleared.bits, count: wanted - stored)
    }
    out[last].cells[at] = bits
    out[last].used = at + 1
  }

  /// Takes cells from the lines after `index` into the last line of `out`, which is `width` columns long.
  private mutating func fill(from index: Int, width: Int) {
    var width = width
    var taken = 0
    var goesOn = true
    var last: (index: Int, cells: Int)?
    while index + 1 + taken < source.count {
      let next = index + 1 + taken
      let line = source[next]
      if !line.isWrapped { goesOn = false }
      guard line.used > 0 else {
        guard goesOn else { break }
        taken += 1
        continue
      }
      var count = 0
      while count < line.used, width + self.width(line.cells[count]) <= columns {
        width += self.width(line.cells[count])
        put(line.cells[count])
        count += 1
      }
      guard count > 0 else { break }
      last = (next, count)
      taken += 1
      if !goesOn || count != line.used || width == columns { break }
    }
    guard taken > 0, let last else { return }
    let left = source[last.index].used - last.cells
    if left > 0 {
      source[last.index].cells = Array(source[last.index].cells[last.cells..<last.cells + left])
      source[last.index].used = left
      taken -= 1
    } else if !goesOn {
      out[out.count - 1].isWrapped = false
    }
    for line in index + 1..<index + 1 + taken { isTaken[line] = true }
    let here = out.count - 1 + missing
    if scrolled > here + taken {
      scrolled -= taken
    } else if scrolled > here {
      scrolled = here
    }
  }

  private mutating func split(_ index: Int) {
    let line = source[index]
    var first = 0
    var width = 0
    for at in 0..<line.used {
      let more = self.width(line.cells[at])
      if first == 0, width + more > columns { first = at }
      width += more
    }
    out.append(Line(cells: Array(line.cells[..<first]), used: first, isWrapped: true))
    out.append(Line())
    var added = 1
    width = 0
    for bits in line.cells[first..<line.used] {
      let more = self.width(bits)
      if width + more > columns {
        out[out.count - 1].isWrapped = true
        out.append(Line())
        added += 1
        width = 0
      }
      width += more
      put(bits)
    }
    if line.isWrapped { out[out.count - 1].isWrapped = true }
    if index + missing <= scrolled { scrolled += added }
    if width < columns, line.isWrapped { fill(from: index, width: width) }
  }
}
