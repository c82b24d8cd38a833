import Canvas
import Daemon
import Fleet
import Foundation
import TmuxUI

/// The board as a value: what it shows, and what a key does to it. It draws in ``BoardView/frame(columns:rows:now:)``.
struct BoardView: Hashable {
  enum Mode: Hashable {
    case list
    case filter
    /// A text for the selected row's agent.
    case typing(Purpose)
    /// Something that only `y` agrees to, in lines.
    case confirming([String], BoardAction)
  }

  enum Purpose: Hashable {
    case prompt(pane: String, name: String)
    case answer(pane: String, ask: String, name: String)
    case reason(pane: String, ask: String, words: [String], name: String)
    /// Which boxes are to be ticked.
    case boxes(pane: String, ask: String, name: String)
  }

  /// In the hub's window: it cannot be closed there, and shows clock times, which need no redrawing.
  let isHub: Bool
  var look: Look
  private(set) var rows: [BoardRow] = []
  var mode = Mode.list
  var filter = TextEditor(allowsLines: false)
  var editor = TextEditor(allowsLines: true)
  var selection: String?
  /// The preview where there is room for it beside the list, and where there is only room for one of the two.
  private var showsBeside: Bool
  private var showsInstead = false
  private(set) var isSmall = false
  private(set) var preview: [StyledText] = []
  private(set) var watched: String?
  /// What the preview shows in place of the pane's screen.
  private(set) var scrollback: Scrollback?
  /// Where a person wants to be in a history that is not here yet.
  private var wantedStep: Scrollback.Step?
  private var size = Frame.Position(row: 0, column: 0)
  var note: Note?
  /// Orders of which nothing has been told yet.
  private var underWay = 0
  var isUnderWay: Bool { underWay > 0 }
  /// When what would be answered last became another thing by itself.
  private(set) var changedAt = Date.distantPast

  /// A key that was on its way when the board changed under it answers nothing.
  static let reaction: TimeInterval = 0.4

  init(isHub: Bool = false, look: Look = Look()) {
    self.isHub = isHub
    self.look = look
    showsBeside = !isHub
  }

  var showsPreview: Bool { isSmall ? showsInstead : showsBeside }

  /// The terminal has this size now.
  mutating func fit(columns: Int, rows: Int) -> [BoardAction] {
    isSmall = columns < Self.wide && rows < Self.tall
    let now = Frame.Position(row: rows, column: columns)
    // Lines of another width are not those that are shown now.
    if size != now { scrollback = nil }
    size = now
    return follow()
  }

  mutating func togglePreview() -> [BoardAction] {
    if isSmall { showsInstead.toggle() } else { showsBeside.toggle() }
    return follow()
  }

  var shown: [BoardRow] { filter.isEmpty ? rows : rows.filter { $0.matches(filter.text) } }

  var selected: BoardRow? { shown.first { $0.id == selection } ?? shown.first }

  // MARK: What the daemon tells

  mutating func update(_ status: StatusReport, now: Date) -> [BoardAction] {
    let before = selected
    let place = shown.firstIndex { $0.id == before?.id } ?? 0
    rows = BoardRow.rows(status)
    if let id = selection, !shown.contains(where: { $0.id == id }) {
      // What was selected is gone: its neighbour is nearest to where the eye is.
      selection = shown.isEmpty ? nil : shown[min(place, shown.count - 1)].id
    }
    selection = selection ?? shown.first?.id
    if before != nil, selected?.id != before?.id || selected?.ask?.id != before?.ask?.id { changedAt = now }
    return follow()
  }

  mutating func show(_ response: Response) {
    guard let watched, response.pane == watched else { return }
    preview = response.screen.map { StyledScreen.rows($0) } ?? []
  }

  /// It is on its way: what becomes of it will be told.
  mutating func ordered(_ action: BoardAction) -> [BoardAction] {
    underWay += 1
    return [action]
  }

  /// What was wanted could not even be begun.
  mutating func failed(_ error: any Error, doing action: BoardAction) {
    if action.isOrder { settle() }
    note = Note("\(error)", isTrouble: true)
  }

  private mutating func settle() { underWay = max(0, underWay - 1) }

  mutating func answered(_ order: BoardOrder, _ response: Response) -> [BoardAction] {
    settle()
    if let trouble = response.error {
      note = Note(trouble, isTrouble: true)
      return []
    }
    switch order {
    case .answer(let name), .prompt(let name): note = Self.verdict(response.delivery, name)
    case .denial(let name, let pane, let text):
      guard response.delivery?.verdict == "submitted" else {
        note = Self.verdict(response.delivery, name)
        return []
      }
      return ordered(.send(pane: pane, text: text))
    case .advance(let name): note = Note("\(name) goes on to \(response.work?.item?.stage ?? "its next stage")")
    case .mark(let text): note = Note(text)
    case .stop(let name, let item):
      if let losses = response.work?.losses, !losses.isEmpty {
        // git takes its time: whoever does something else by now must not agree to this with a key meant for that.
        guard mode == .list, selected?.item == item else {
          note = Note("ending \(name) would lose something: press X on it again", isTrouble: true)
          return []
        }
        let lines = LossesText(losses).text(of: name).split(separator: "\n").map(String.init)
        mode = .confirming(lines + ["End it and lose this?"], .stop(item: item, named: losses))
      } else {
        note = Note("\(name) is being ended")
      }
    }
    return []
  }

  static func verdict(_ delivery: DeliveryReport?, _ name: String) -> Note {
    guard let delivery else { return Note("there is no verdict", isTrouble: true) }
    let isTrouble = delivery.verdict == "refused" || delivery.verdict == "unconfirmed"
    return Note("\(name): \(delivery.verdict): \(delivery.reason)", isTrouble: isTrouble)
  }

  // MARK: Selecting

  static func move(_ key: Key, page: Int) -> Int? {
    switch (key.base, key.modifiers) {
    case (.up, []), (.character("k"), []), (.character("p"), .control): -1
    case (.down, []), (.character("j"), []), (.character("n"), .control): 1
    case (.pageUp, []): -page
    case (.pageDown, []): page
    case (.home, []): -100_000
    case (.end, []), (.character("G"), []): 100_000
    default: nil
    }
  }

  mutating func select(by step: Int) -> [BoardAction] {
    let rows = shown
    guard !rows.isEmpty else { return [] }
    let place = rows.firstIndex { $0.id == selected?.id } ?? 0
    selection = rows[min(max(0, place + step), rows.count - 1)].id
    return follow()
  }

  /// Has the preview show what is selected.
  mutating func follow() -> [BoardAction] {
    // What a filter has brought under the eye stays there when it is lifted.
    selection = selected?.id ?? selection
    let pane = showsPreview ? selected?.pane : nil
    guard pane != watched else { return [] }
    watched = pane
    preview = []
    scrollback = nil
    return [.watch(pane)]
  }

  // MARK: Looking back

  /// Moves in what the previewed pane has shown, or has it fetched first.
  mutating func scroll(_ step: Scrollback.Step, in pane: String) -> [BoardAction] {
    if scrollback != nil {
      scrollback?.move(step)
      if scrollback?.isAtEnd == true { scrollback = nil }
      return []
    }
    guard step.isUp else { return [] }
    wantedStep = step
    return [.history(pane: pane)]
  }

  /// What a pane has shown, as it was asked for.
  mutating func lookBack(at pane: String, _ lines: [StyledText]) {
    guard pane == watched, let step = wantedStep else { return }
    wantedStep = nil
    guard var back = Scrollback(lines, room: previewRoom(columns: size.column, rows: size.row)) else {
      note = Note("there is nothing above what is shown")
      return
    }
    back.move(step)
    scrollback = back
  }

  mutating func stopLookingBack() { scrollback = nil }
}
