import Foundation
public import TmuxControl

/// The needs that a person was told of, or that needed no telling: kept so that no restart tells of them again.
public struct ToldNeeds: Codable, Hashable, Sendable {
  private struct Need: Codable, Hashable, Sendable {
    var process: Int32?
    var askID: String?
    /// Nanoseconds since 1970.
    var since: Int64
  }

  private var server: ServerEpoch?
  private var needs: [PaneID: Need] = [:]

  public init() {}

  /// Reads what ``text`` wrote. Panes of another server's life are other panes.
  public init(_ text: String?, on server: ServerEpoch?) {
    if let text, let stored = try? JSONDecoder().decode(ToldNeeds.self, from: Data(text.utf8)) { self = stored }
    if self.server != server { needs = [:] }
    self.server = server
  }

  public var text: String? {
    (try? JSONEncoder().encode(self)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether nothing new has to be told of an agent, as long as it has not worked since.
  ///
  /// Another question that came later is a new need: the agent has gone on in between, for too short to be seen.
  func cover(_ agent: NoticeAgent) -> Bool {
    guard let need = needs[agent.pane], need.process == agent.process else { return false }
    let hasGoneOn = agent.askID != nil && agent.askID != need.askID && agent.since > need.since
    return !hasGoneOn
  }

  mutating func add(_ agent: NoticeAgent) {
    needs[agent.pane] = Need(process: agent.process, askID: agent.askID, since: agent.since)
  }

  /// - Returns: whether there was anything.
  mutating func forget(_ pane: PaneID) -> Bool { needs.removeValue(forKey: pane) != nil }

  mutating func forget(where isGone: (PaneID) -> Bool) {
    if needs.keys.contains(where: isGone) { needs = needs.filter { !isGone($0.key) } }
  }
}
