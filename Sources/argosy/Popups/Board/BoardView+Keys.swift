import Canvas
import Foundation
import TmuxUI

extension BoardView {
  mutating func take(_ key: Key, now: Date) -> [BoardAction] {
    switch mode {
    case .list: return takeInList(key, now)
    case .filter: return takeInFilter(key)
    case .typing(let purpose): return takeInText(key, purpose)
    case .confirming(_, let action):
      mode = .list
      note = nil
      return key == .plain("y") ? ordered(action) : []
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
    if let step = Scrollback.step(key), let pane = watched { return scroll(step, in: pane) }
    if key == .escape, scrollback != nil {
      stopLookingBack()
      return []
    }
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
      return ordered(.advance(item: item))
    case (.character("v"), []): return [.diff(worktree: row.worktree, base: row.base, pane: row.pane)]
    case (.character("m"), []):
      guard let pane = row.pane else { return refuse("\(row.name) has no agent whose work could be seen") }
      return ordered(.seen(pane: pane, name: row.name))
    case (.character("z"), []):
      guard let pane = row.pane else { return refuse("\(row.name) has no agent to put aside") }
      return ordered(.park(pane: pane, isOn: !row.isParked, name: row.name))
    case (.character("M"), []):
      guard let pane = row.pane else { return refuse("\(row.name) has no agent that you are told of") }
      return ordered(.mute(pane: pane, isOn: !row.isMuted, name: row.name))
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
    guard look.settings.confirmAllow, reply == .always || (reply == .allow && asked.asksTwice) else {
      return ordered(action)
    }
    let about = PlainText.line(asked.lines.joined(separator: " "), limit: 2000)
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

  private mutating func type(_ purpose: Purpose) {
    editor.set("")
    mode = .typing(purpose)
  }

  private mutating func refuse(_ why: String) -> [BoardAction] {
    note = Note(why, isTrouble: true)
    return []
  }
}
