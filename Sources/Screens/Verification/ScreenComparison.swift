public import Terminal

/// A model beside what tmux told of the same pane at the same point of its output.
///
/// Not compared, because tmux does not tell it: the pen, charsets, the saved cursor of DECSC, focus events, and before
/// 3.7 bracketed paste. Nor synchronized updates, which tmux ends by a clock of its own. The history is only counted.
public struct ScreenComparison: Hashable, Sendable {
  /// From the top of the screen to its bottom, then what belongs to no row. Empty when the two are equal.
  public private(set) var differences: [ScreenDifference] = []
  /// The rows of both screens as text; empty when the two are equal.
  public private(set) var tmuxRows: [String] = []
  public private(set) var argosyRows: [String] = []

  /// - Parameters:
  ///   - model: the model, as it was when tmux began to answer.
  ///   - told: the answer. Where its size is another, nothing else is compared.
  ///   - withheldTitle: a title that tmux still has and the model was not given.
  public init(_ model: Terminal, with told: Snapshot, withheldTitle: String? = nil) {
    guard model.columns == told.columns, model.rows == told.rows else {
      differences = [
        ScreenDifference(
          .size, tmux: "\(told.columns)x\(told.rows)", argosy: "\(model.columns)x\(model.rows)")
      ]
      return
    }
    let rows = CaptureReader.rows(told.lines)
    for row in 0..<model.rows {
      compare(PrintedRow(model, row: row), Self.row(row, of: rows), row, .text, .style)
    }
    compareWrapped(model, told)
    compareState(model, told)
    if model.title != told.title ?? model.title, model.hasTitle, !(model.title.isEmpty && told.title == withheldTitle) {
      differences.append(ScreenDifference(.title, tmux: told.title ?? "", argosy: model.title))
    }
    compareSaved(model, told)
    guard !differences.isEmpty else { return }
    tmuxRows = (0..<model.rows).map { Self.row($0, of: rows).text }
    argosyRows = (0..<model.rows).map { PrintedRow(model, row: $0).text }
  }

  private static func row(_ row: Int, of rows: [PrintedRow]) -> PrintedRow {
    rows.indices.contains(row) ? rows[row] : PrintedRow()
  }

  // MARK: Rows

  /// Neighbours that differ alike are one difference.
  private mutating func compare(
    _ held: PrintedRow, _ shown: PrintedRow, _ row: Int, _ text: ScreenDifference.Aspect,
    _ style: ScreenDifference.Aspect
  ) {
    guard held.cells != shown.cells else { return }
    let count = max(held.cells.count, shown.cells.count)
    var start = 0
    while start < count {
      let (ours, theirs) = (held.cell(start), shown.cell(start))
      guard ours != theirs else {
        start += 1
        continue
      }
      let isText = ours.character != theirs.character
      let end =
        (start..<count).first { index in
          let (next, other) = (held.cell(index), shown.cell(index))
          return isText
            ? next.character == other.character
            : next.character != other.character || next.style != ours.style || other.style != theirs.style
        } ?? count
      let (tmux, argosy) = (Self.text(shown, start..<end), Self.text(held, start..<end))
      differences.append(
        isText
          ? ScreenDifference(text, row: row, column: held.column(start), tmux: tmux, argosy: argosy)
          : ScreenDifference(
            style, row: row, column: held.column(start), tmux: "\(StyleName.text(theirs.style)) on \(tmux)",
            argosy: "\(StyleName.text(ours.style)) on \(argosy)"))
      start = end
    }
  }

  private static func text(_ row: PrintedRow, _ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(range.map { row.cell($0).character }))
  }

  /// Only where the answer says which rows are wrapped.
  private mutating func compareWrapped(_ model: Terminal, _ told: Snapshot) {
    guard !told.joinedLines.isEmpty else { return }
    let names = { (isWrapped: Bool) in isWrapped ? "goes on in the next row" : "ends" }
    for (row, (shown, held)) in zip(told.wrapped, model.shownWraps).enumerated() where shown != held {
      differences.append(ScreenDifference(.wrapped, row: row, tmux: names(shown), argosy: names(held)))
    }
  }

  // MARK: What belongs to no row

  private mutating func compareState(_ model: Terminal, _ told: Snapshot) {
    let cursor = model.cursor
    // A resize in the alternate screen can leave tmux's cursor further out than the screen is wide.
    let column = min(told.cursorColumn, told.columns)
    if cursor.column != column || cursor.row != told.cursorRow {
      differences.append(
        ScreenDifference(
          .cursor, row: told.cursorRow, column: column, tmux: Self.place(told.cursorRow, column, told.columns),
          argosy: Self.place(cursor.row, cursor.column, model.columns)))
    }
    compare(.cursorVisible, told.cursorVisible, cursor.isVisible, "shown", "hidden")
    compare(.alternate, told.isAlternate, model.isAlternate, "alternate screen", "normal screen")
    for mode in Self.modes(told) {
      compare(.mode, mode.isOn, model.modes.contains(mode.mode), "\(mode.name) on", "\(mode.name) off")
    }
    let region = (told.scrollTop, told.scrollBottom ?? told.rows - 1)
    if region != (model.scrollRegion.lowerBound, model.scrollRegion.upperBound) {
      differences.append(
        ScreenDifference(
          .scrollRegion, tmux: "rows \(region.0) to \(region.1)",
          argosy: "rows \(model.scrollRegion.lowerBound) to \(model.scrollRegion.upperBound)"))
    }
    if let stops = told.tabStops, stops != model.tabStopColumns {
      differences.append(
        ScreenDifference(.tabStops, tmux: Self.list(stops), argosy: Self.list(model.tabStopColumns)))
    }
  }

  private mutating func compare(
    _ aspect: ScreenDifference.Aspect, _ told: Bool, _ held: Bool, _ yes: String, _ no: String
  ) {
    guard told != held else { return }
    differences.append(ScreenDifference(aspect, tmux: told ? yes : no, argosy: held ? yes : no))
  }

  private struct ModeFact {
    let name: String
    let mode: Modes
    let isOn: Bool
  }

  private static func modes(_ told: Snapshot) -> [ModeFact] {
    var facts = [
      ModeFact(name: "insert", mode: .insert, isOn: told.insert),
      ModeFact(name: "wrap", mode: .wrap, isOn: told.wrap),
      ModeFact(name: "origin", mode: .origin, isOn: told.origin),
      ModeFact(name: "keypad", mode: .keypad, isOn: told.keypad),
      ModeFact(name: "cursor keys", mode: .cursorKeys, isOn: told.keypadCursor),
      ModeFact(name: "mouse standard", mode: .mouseStandard, isOn: told.mouseStandard),
      ModeFact(name: "mouse button", mode: .mouseButton, isOn: told.mouseButton),
      ModeFact(name: "mouse all", mode: .mouseAll, isOn: told.mouseAll),
      ModeFact(name: "mouse SGR", mode: .mouseSGR, isOn: told.mouseSGR),
      ModeFact(name: "mouse UTF-8", mode: .mouseUTF8, isOn: told.mouseUTF8),
    ]
    if let isOn = told.bracketedPaste {
      facts.append(ModeFact(name: "bracketed paste", mode: .bracketedPaste, isOn: isOn))
    }
    return facts
  }

  private static func place(_ row: Int, _ column: Int, _ columns: Int) -> String {
    "row \(row), column \(column)" + (column >= columns ? ", waiting to wrap" : "")
  }

  private static func list(_ stops: [Int]) -> String {
    stops.isEmpty ? "none" : stops.map(String.init).joined(separator: ",")
  }

  // MARK: The normal screen behind the alternate one

  /// ST and CAN end whatever sequence is under way; then the program leaves the alternate screen.
  private static let leaving = Array("\u{1B}\\\u{18}\u{1B}[?1049l".utf8)

  private mutating func compareSaved(_ model: Terminal, _ told: Snapshot) {
    // A resize in the alternate screen leaves the saved one at its old height until it is shown again.
    guard model.isAlternate, told.isAlternate, told.savedLines.count == told.rows else { return }
    var saved = model
    saved.feed(Self.leaving)
    for (row, shown) in CaptureReader.rows(told.savedLines).enumerated() {
      compare(PrintedRow(saved, row: row), shown, row, .savedText, .savedStyle)
    }
    let (column, row) = (told.alternateSavedColumn, told.alternateSavedRow)
    guard (0...told.columns).contains(column), (0..<told.rows).contains(row) else { return }
    let place = (min(column, told.columns - 1), row)
    if place != (saved.cursor.column, saved.cursor.row) {
      differences.append(
        ScreenDifference(
          .savedCursor, row: row, column: column, tmux: Self.place(row, place.0, told.columns),
          argosy: Self.place(saved.cursor.row, saved.cursor.column, model.columns)))
    }
  }
}
