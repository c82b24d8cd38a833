import Daemon
import Foundation
import TmuxUI

/// The fleet as menus show it: one feature for each session with agents, and one for each item that has none.
struct FleetFeatures {
  /// What needs a person first.
  let features: [Feature]
  private let status: StatusReport
  private let now: Date

  init(_ status: StatusReport, now: Date = Date()) {
    self.status = status
    self.now = now
    let items = status.items ?? []
    var features: [Feature] = []
    var shown: Set<String> = []
    var sessions: Set<String> = []
    // Agents come the most urgent first: the first one speaks for its session.
    for agent in status.agents where sessions.insert(agent.session).inserted {
      let item = items.first { $0.owns(agent) }
      if let item { shown.insert(item.id) }
      features.append(Self.feature(agent, item, now))
    }
    for item in items where !shown.contains(item.id) && !item.isOver {
      features.append(Self.feature(item, now))
    }
    self.features = Feature.sorted(features)
  }

  /// The feature of that id, or whose session or agent's pane this is.
  ///
  /// - Parameter word: a session's id, a pane's, or an item's id or name.
  func feature(_ word: String) -> Feature? {
    let pane = PaneWord.pane(word)
    if let found = features.first(where: { $0.id == word || $0.place?.pane == pane || $0.item == word }) {
      return found
    }
    if let agent = status.agents.first(where: { $0.pane == pane }) {
      return Self.feature(agent, status.items?.first { $0.owns(agent) }, now)
    }
    let item = status.items?.first { $0.name == word }
    return item.flatMap { item in features.first { $0.item == item.id } }
  }

  func item(of feature: Feature) -> ItemReport? { status.items?.first { $0.id == feature.item } }

  /// What a feature is called: by its item, else by its session.
  func name(of feature: Feature) -> String {
    let session = status.agents.first { $0.session == feature.place?.session }?.sessionName
    return [item(of: feature)?.name, session].compactMap(\.self).first { !$0.isEmpty } ?? feature.title
  }

  // MARK: Making

  private static func feature(_ agent: StatusReport.AgentReport, _ item: ItemReport?, _ now: Date) -> Feature {
    let spoken = SpeakingTitle.text(agent.title, agent: agent.agent, else: agent.sessionName, agent.pane)
    let title = item.map(\.name).flatMap { $0.isEmpty ? nil : $0 } ?? spoken
    var feature = Feature(
      id: agent.session, word: agent.word, title: title, since: seconds(agent.since),
      age: ShownTimes.age.text(agent.since, now: now) ?? "",
      place: .init(session: agent.session, window: agent.window, pane: agent.pane))
    feature.request = agent.ask.map { AskedOf($0, kind: agent.kind ?? "") }
    feature.isParked = agent.parked ?? false
    feature.isMuted = agent.muted ?? false
    if let remark = agent.remark { feature.notes = [remark] }
    if let item { add(item, to: &feature, now) }
    return feature
  }

  private static func feature(_ item: ItemReport, _ now: Date) -> Feature {
    var feature = Feature(
      id: item.id, word: StatusWord(itemStatus: item.status), title: item.name, since: seconds(item.since),
      age: ShownTimes.age.text(item.since, now: now) ?? "")
    if !item.reason.isEmpty { feature.notes = [item.reason] }
    add(item, to: &feature, now)
    return feature
  }

  private static func add(_ item: ItemReport, to feature: inout Feature, _ now: Date) {
    feature.item = item.id
    feature.stage = item.stage
    feature.hasWorktree = item.worktree != nil
    feature.pullRequest = item.pullRequest.flatMap { $0.url.isEmpty ? nil : item.pullRequestPhrase }
    guard feature.request == nil else { return }
    // What waits and is not asked in the pane.
    for attention in item.attention where attention.askID == nil && !Self.isTold(attention.kind, of: feature) {
      let word = StatusWord(attention: attention.kind)
      feature.notes.append(([attention.text] + (attention.hint.map { [$0] } ?? [])).joined(separator: " → "))
      if word < feature.word {
        feature.word = word
        feature.since = seconds(attention.since)
        feature.age = ShownTimes.age.text(attention.since, now: now) ?? ""
      }
      switch attention.kind {
      case "decision-gate": feature.orders.insert(.advance)
      case "crash": feature.orders.formUnion([.retry, .resume])
      case "trouble" where attention.key != "close": feature.orders.insert(.retry)
      default: break
      }
    }
  }

  /// What the agent itself shows is its state already.
  private static func isTold(_ kind: String, of feature: Feature) -> Bool {
    feature.place != nil && ["limit", "error"].contains(kind)
  }

  private static func seconds(_ timestamp: String) -> Double {
    Timestamp.date(timestamp)?.timeIntervalSince1970 ?? 0
  }
}

extension AskedOf {
  init(_ ask: StatusReport.AskReport, kind: String) {
    // Of a permission its object says most, of anything else the question does.
    let lines = kind == "permission" ? ask.detail + [ask.question] : [ask.question] + ask.detail
    let options = ask.options.enumerated().filter { $1.role == "choice" || $1.role == "aside" }
      .map { Option(answer: $1.key.isEmpty ? "\($0 + 1)" : $1.key, label: $1.label) }
    self.init(
      id: ask.id, kind: kind, lines: lines.filter { !$0.isEmpty }, options: options,
      takesText: ask.options.contains { $0.role == "freeText" }, takesSeveral: ask.form == "multi")
  }
}
