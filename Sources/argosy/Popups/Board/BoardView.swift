import Canvas
import Daemon
import Fleet
import Foundation
import TmuxUI

/// The board as a value: what it shows, and what a key does to it. It draws in ``BoardView/frame(columns:rows:now:)``.
struct BoardView {
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
  let settings: InterfaceSettings
  private(set) var rows: [BoardRow] = []
  private(set) var mode = Mode.list
  private(set) var filter = TextEditor(allowsLines: false)
  private(set) var editor = TextEditor(allowsLines: true)
  private(set) var selection: String?
  /// The preview where there is room for it beside the list, and where there is only room for one of the two.
  private var showsBeside: Bool
  private var showsInstead = false
  private(set) var isSmall = false
  private(set) var preview: [StyledText] = []
  private(set) var watched: String?
  var note: Note?
  private(set) var isUnderWay = false
  /// When what would be answered last became another thing by itself.
  private var changedAt = Date.distantPast

  /// A key that was on its way when the board changed under it answers nothing.
  private static let reaction: TimeInterval = 0.4

  init(isHub: Bool = false, settings: InterfaceSettings = InterfaceSettings()) {
    self.isHub = isHub
    self.settings = settings
    showsBeside = !isHub
  }

  var showsPreview: Bool { isSmall ? showsInstead : showsBeside }

  /// The terminal has this size now.
  mutating func fit(columns: Int, rows: Int) -> [BoardAction] {
    isSmall = columns < Self.wide && rows < Self.tall
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

  mutating func answered(_ order: BoardOrder, _ response: Response) -> [BoardAction] {
    isUnderWay = false
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
      isUnderWay = true
      return [.send(pane: pane, text: text)]
    case .advance(let name): note = Note("\(name) goes on to \(response.work?.item?.stage ?? "its next stage")")
    case .mark(let text): note = Note(text)
    case .stop(let name, let item):
      if let losses = response.work?.losses, !losses.isEmpty {
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

  // MARK: What a person presses

  mutating func take(_ key: Key, now: Date) -> [BoardAction] {
    switch mode {
    case .list: return takeInList(key, now)
    case .filter: return takeInFilter(key)
    case .typing(let purpose): return takeInText(key, purpose)
    case .confirming(_, let action):
      mode = .list
      note = nil
      return key == .plain("y") ? [action] : []
    }
  }

  mutating func paste(_ text: String) {
    switch mode {
    case .filter: filter.insert(text)
    case .typing: editor.insert(text)
    // A paste is no key: nothing is answered by it.
    case .list, .confirming: break
    }
  }

  /// What came back from the person's editor.
  mutating func edited(_ text: String) { editor.set(text) }

  private mutating func takeInList(_ key: Key, _ now: Date) -> [BoardAction] {
    note = nil
    if let move = Self.move(key, page: 10) { return select(by: move) }
    switch (key.base, key.modifiers) {
    case (.escape, []), (.character("q"), []), (.character("c"), .control):
      if !filter.isEmpty, key == .escape {
        filter.set("")
        return follow()
      }
      return isHub ? [] : [.close]
    case (.tab, []), (.character("p"), []):
      return togglePreview()
    case (.character("/"), []): mode = .filter
    case (.character("c"), []): return [.newFeature]
    case (.character("?"), []): return [.help]
    default:
      guard let row = selected else { return [] }
      return act(key, on: row, now)
    }
    return []
  }

  private mutating func act(_ key: Key, on row: BoardRow, _ now: Date) -> [BoardAction] {
    switch (key.base, key.modifiers) {
    case (.enter, []), (.character("g"), []):
      guard let target = row.target else { return refuse("\(row.name) has no pane to go to") }
      return [.go(target: target, name: row.name)]
    case (.character("y"), []): return reply(.allow, row, now)
    case (.character("A"), []): return reply(.always, row, now)
    case (.character("d"), []): return reply(.deny, row, now)
    case (.character("D"), []):
      guard let asked = row.asked, let pane = row.pane, let words = Reply.deny.words(for: asked) else {
        return refuse("\(row.name) asks nothing that could be denied")
      }
      type(.reason(pane: pane, ask: asked.id, words: words, name: row.name))
    case (.character(let digit), []) where Reply.digit(digit) != nil:
      return Reply.digit(digit).map { reply($0, row, now) } ?? []
    case (.character("i"), []):
      guard let pane = row.pane else { return refuse("\(row.name) has no agent to talk to") }
      if let ask = row.asked {
        guard ask.takesText else { return refuse("\(row.name) asks; answer with a key of its options") }
        type(.answer(pane: pane, ask: ask.id, name: row.name))
      } else {
        type(.prompt(pane: pane, name: row.name))
      }
    case (.character("a"), []):
      guard let item = row.item else { return refuse("\(row.name) is no feature of argosy's, and has no stages") }
      return [.advance(item: item)]
    case (.character("v"), []): return [.diff(worktree: row.worktree, base: row.base, pane: row.pane)]
    case (.character("m"), []):
      guard let pane = row.pane else { return refuse("\(row.name) has no agent whose work could be seen") }
      return [.seen(pane: pane, name: row.name)]
    case (.character("z"), []):
      guard let pane = row.pane else { return refuse("\(row.name) has no agent to put aside") }
      return [.park(pane: pane, isOn: !row.isParked, name: row.name)]
    case (.character("o"), []):
      guard let url = row.url else { return refuse("\(row.name) has no pull request yet") }
      return [.open(url: url)]
    case (.character("X"), []):
      guard let item = row.item else { return refuse("\(row.name) was not started by argosy, which does not end it") }
      mode = .confirming(
        ["End \(row.name)? Its session, worktree and branch go; nothing that would be lost goes unasked."],
        .stop(item: item, named: nil))
    default: break
    }
    return []
  }

  private mutating func reply(_ reply: Reply, _ row: BoardRow, _ now: Date) -> [BoardAction] {
    guard let asked = row.asked, let pane = row.pane else { return refuse("\(row.name) asks nothing") }
    guard now.timeIntervalSince(changedAt) >= Self.reaction else {
      return refuse("the board changed just now; press it again")
    }
    guard let words = reply.words(for: asked) else { return refuse("\(row.name) has no such answer; see its options") }
    if asked.takesSeveral {
      type(.boxes(pane: pane, ask: asked.id, name: row.name))
      editor.set(words.joined(separator: " "))
      return []
    }
    let action = BoardAction.answer(pane: pane, ask: asked.id, words: words, isText: false, .answer(name: row.name))
    guard settings.confirmAllow, reply == .always || (reply == .allow && asked.isDestructive) else {
      return ordered(action)
    }
    let about = PlainText.line(asked.lines.joined(separator: " "), limit: 300)
    mode = .confirming(
      [reply == .always ? "\(asked.permission?.always?.label ?? "Always allow"):" : "Allow once:", about], action)
    return []
  }

  private mutating func takeInFilter(_ key: Key) -> [BoardAction] {
    switch key {
    case .escape:
      filter.set("")
      mode = .list
    case .enter, .tab: mode = .list
    case .up, .down: return select(by: key == .up ? -1 : 1)
    default: _ = filter.take(key)
    }
    return follow()
  }

  private mutating func takeInText(_ key: Key, _ purpose: Purpose) -> [BoardAction] {
    switch key {
    case .escape:
      mode = .list
      note = nil
    case .control("e"): return [.edit(editor.text)]
    case .enter: return finish(purpose)
    default: _ = editor.take(key)
    }
    return []
  }

  private mutating func finish(_ purpose: Purpose) -> [BoardAction] {
    let text = editor.text
    guard text.contains(where: { !$0.isWhitespace }) else { return refuse("nothing is written yet") }
    mode = .list
    switch purpose {
    case .prompt(let pane, _): return ordered(.send(pane: pane, text: text))
    case .answer(let pane, let ask, let name):
      return ordered(.answer(pane: pane, ask: ask, words: [text], isText: true, .answer(name: name)))
    case .reason(let pane, let ask, let words, let name):
      let order = BoardOrder.denial(name: name, pane: pane, text: text)
      return ordered(.answer(pane: pane, ask: ask, words: words, isText: false, order))
    case .boxes(let pane, let ask, let name):
      let words = text.split { $0 == " " || $0 == "," || $0 == "\n" }.map(String.init)
      return ordered(.answer(pane: pane, ask: ask, words: words, isText: false, .answer(name: name)))
    }
  }

  private mutating func ordered(_ action: BoardAction) -> [BoardAction] {
    isUnderWay = true
    return [action]
  }

  private mutating func type(_ purpose: Purpose) {
    editor.set("")
    mode = .typing(purpose)
  }

  private mutating func refuse(_ why: String) -> [BoardAction] {
    note = Note(why, isTrouble: true)
    return []
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

  private mutating func select(by step: Int) -> [BoardAction] {
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
    return [.watch(pane)]
  }
}
