import Daemon
import Foundation
import TmuxUI

/// One line of the board: an agent, a work item, or both.
struct BoardRow: Hashable {
  /// The same for as long as it is the same agent or item.
  let id: String
  let name: String
  /// What it is about.
  let title: String
  let word: StatusWord
  /// The state in a word of its own: permission, coding, monitoring.
  let state: String
  let stage: String
  let place: String
  let since: Date?
  /// Why it waits, where nothing is asked.
  let reason: String
  let ask: StatusReport.AskReport?
  /// The same as far as there are answers to offer.
  let asked: AskedOf?
  let pane: String?
  /// Where the pane is: session, window, pane.
  let target: String?
  let item: String?
  let url: String?
  let worktree: String?
  /// The branch that the item's work is compared with.
  let base: String?
  /// Put aside by the person: shown last, and not counted.
  let isParked: Bool
  /// Something about its item waits for a person, beside what its agent asks.
  let hasAttention: Bool
  /// The person is told nothing of it.
  let isMuted: Bool

  init(_ agent: StatusReport.AgentReport, of item: ItemReport?) {
    id = agent.pane
    name = PlainText.line(item?.name ?? agent.sessionName, limit: 60)
    let attention = item?.attention.first { $0.askID == nil }
    // What the agent asks comes before what else there is about its item.
    let other = attention.map { InboxText.face($0.kind).word }
    word = min(agent.word, other ?? agent.word)
    let isOther = other == word
    state = PlainText.line(isOther ? Self.short(attention?.kind) : agent.kind ?? agent.state, limit: 20)
    since = Timestamp.date(isOther ? attention?.since ?? "" : agent.since)
    reason = PlainText.line(isOther ? attention?.text ?? "" : agent.remark ?? "", limit: 300)
    title = item?.title ?? PlainText.line(agent.title, limit: 200)
    stage = PlainText.line(item?.stage ?? agent.agent, limit: 30)
    place = PlainText.line(item?.repository.title ?? "", limit: 60)
    ask = agent.ask
    asked = agent.ask.map { AskedOf($0, kind: agent.kind ?? "") }
    pane = agent.pane
    target = "\(agent.session):\(agent.window).\(agent.pane)"
    self.item = item?.id
    url = item?.pullRequest.flatMap { $0.url.isEmpty ? nil : $0.url }
    worktree = item?.worktree
    base = item?.repository.defaultBranch
    isParked = agent.parked ?? false
    hasAttention = attention != nil
    isMuted = agent.muted ?? false
  }

  /// An item without an agent.
  init(_ item: ItemReport) {
    id = item.id
    name = PlainText.line(item.name, limit: 60)
    let attention = item.attention.first
    word = attention.map { InboxText.face($0.kind).word } ?? ItemFace(item).word
    state = PlainText.line(attention == nil ? item.word : Self.short(attention?.kind), limit: 20)
    since = Timestamp.date(attention?.since ?? item.since)
    reason = PlainText.line(attention?.text ?? item.reason, limit: 300)
    title = item.title
    stage = PlainText.line(item.stage, limit: 30)
    place = PlainText.line(item.repository.title, limit: 60)
    ask = nil
    asked = nil
    pane = nil
    target = nil
    self.item = item.id
    url = item.pullRequest.flatMap { $0.url.isEmpty ? nil : $0.url }
    worktree = item.worktree
    base = item.repository.defaultBranch
    isParked = false
    hasAttention = attention != nil
    isMuted = false
  }

  /// A kind of need in the width of a state.
  private static func short(_ kind: String?) -> String { kind == "decision-gate" ? "gate" : kind ?? "" }

  /// Whether it waits for a person: what is done may, too, as for its pull request to be looked at.
  var needsYou: Bool { (word <= .error || hasAttention) && !isParked }

  /// All of them: the most urgent first, of those the one that waits longest.
  static func rows(_ status: StatusReport) -> [BoardRow] {
    let items = (status.items ?? []).filter { !$0.isOver }
    var owned: Set<String> = []
    var rows = status.agents.map { agent in
      let item = items.first { $0.owns(agent) }
      // Of a team, each agent is itself; the item is shown with its own.
      let isOwn = item?.session?.pane == agent.pane
      if let item, isOwn { owned.insert(item.id) }
      return BoardRow(agent, of: isOwn ? item : nil)
    }
    rows += items.filter { !owned.contains($0.id) }.map { BoardRow($0) }
    return rows.sorted { left, right in
      if left.isParked != right.isParked { return right.isParked }
      if left.word != right.word { return left.word < right.word }
      let (first, second) = (left.since ?? .distantFuture, right.since ?? .distantFuture)
      return first != second ? first < second : left.id < right.id
    }
  }

  /// Whether a word of the interface means it: a pane, a session, an item, or a name.
  func isMeant(by word: String) -> Bool {
    id == word || item == word || name == word || target?.hasPrefix("\(word):") == true
  }

  func matches(_ filter: String) -> Bool {
    let words = filter.lowercased().split(separator: " ")
    let text = "\(name) \(title) \(state) \(word.rawValue) \(stage) \(place)".lowercased()
    return words.allSatisfy { text.contains($0) }
  }
}
