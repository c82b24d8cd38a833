import Fleet
import TmuxControl
import TmuxUI

/// Why a target names no pane.
enum TargetFailure: Error, CustomStringConvertible {
  case missing(String)
  case ambiguous(String, panes: [PaneID])

  var description: String {
    switch self {
    case .missing(let target): "there is no pane or session \(PlainText.line(target, limit: 200)) on this server"
    case .ambiguous(let target, let panes):
      "\(PlainText.line(target, limit: 200)) has several agents; name a pane: "
        + panes.map { "\($0)" }.joined(separator: ", ")
    }
  }
}

extension Daemon {
  /// The pane that is meant by `%3`, or by a session's name or id: the pane of its one agent.
  func pane(of target: String) -> Result<PaneID, TargetFailure> {
    if let pane = PaneID(target) { return panes[pane] == nil ? .failure(.missing(target)) : .success(pane) }
    // A work item's agent, whatever its session is called by now.
    if let session = coordinator.item(named: target)?.session, session.isLive, session.server == epoch,
      panes[session.pane] != nil
    {
      return .success(session.pane)
    }
    let name = target.hasPrefix("=") ? target.dropFirst() : target[...]
    let session = listing.sessions.values.first { session in
      session.id != hub?.session && (session.name == name || "\(session.id)" == name)
    }
    guard let session else { return .failure(.missing(target)) }
    let agents = fleet.agents.values.filter { $0.place.session == session.id }.map(\.pane).sorted()
    if let only = agents.first, agents.count == 1 { return .success(only) }
    if !agents.isEmpty { return .failure(.ambiguous(target, panes: agents)) }
    let panes = self.panes.keys.filter { listing.session(of: $0, otherThan: hub?.session) == session.id }.sorted()
    if let only = panes.first, panes.count == 1 { return .success(only) }
    return .failure(panes.isEmpty ? .missing(target) : .ambiguous(target, panes: panes))
  }
}
