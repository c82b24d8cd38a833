import TmuxControl
import TmuxUI

extension AgentSessions {
  /// Every pane of every session that carries a mark, and panes of agents that were moved into others.
  ///
  /// - Throws: ``TmuxFailure``.
  public func panes() async throws(TmuxFailure) -> [ManagedPane] {
    var panes = try await look().panes
    for pause in [20, 50, 100, 200, 400] where panes.contains(where: { $0.agentOf != nil && $0.isEndUnknown }) {
      try await remindOfEnds()
      try? await Task.sleep(for: .milliseconds(pause))
      panes = try await look().panes
    }
    return panes
  }

  /// Makes tmux look after its children, soon after.
  ///
  /// tmux 3.3a does not notice every end of a process: about one in ten stays a zombie, whose exit code tmux learns only
  /// when it looks the next time. So it is given a child that ends.
  ///
  /// - Throws: ``TmuxFailure``.
  public func remindOfEnds() async throws(TmuxFailure) {
    try await tmux.run(["run-shell", "-b", "true"], on: server, timeout: timeout)
  }

  /// The panes, and the names in the environment that new panes inherit.
  func look() async throws(TmuxFailure) -> (panes: [ManagedPane], inherited: [String]) {
    // An agent chooses the names of its directories: a line feed in one must not pass for a line of the answer.
    let mark = "\(UInt64.random(in: .min ... .max))"
    let isMarked = "#{||:#{||:#{\(SessionMark.item)},#{\(SessionMark.managed)}},#{\(SessionMark.agent)}}"
    let answer = try await tmux.run(
      [
        "list-panes", "-a", "-f", "#{&&:#{==:#{\(Prefix.hubMark)},},\(isMarked)}", "-F",
        "\(mark)\t\(ManagedPane.format)",
        ";", "show-environment", "-g",
      ], on: server, timeout: timeout)
    var panes: [PaneID: ManagedPane] = [:]
    var inherited: [String] = []
    for line in answer.split(separator: "\n") {
      if line.hasPrefix("\(mark)\t") {
        guard let pane = ManagedPane(line.dropFirst(mark.utf8.count + 1)) else { continue }
        // A window may be linked into several sessions: the marked one is its home.
        if let known = panes[pane.pane], known.item != nil { continue }
        panes[pane.pane] = pane
      } else if let end = line.firstIndex(of: "="), !line.hasPrefix("-") {
        inherited.append(String(line[..<end]))
      }
    }
    return (panes.values.sorted { $0.pane < $1.pane }, inherited)
  }
}
