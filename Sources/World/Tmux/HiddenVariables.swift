public import TmuxControl

/// What argosy keeps in the server's hidden environment, for whoever comes after it: no process inherits such a
/// variable, and a change of one redraws nothing.
public struct HiddenVariables: Sendable {
  let tmux: TmuxProgram
  let server: ServerAddress
  let timeout: Duration

  public init(tmux: TmuxProgram, server: ServerAddress, timeout: Duration = .seconds(2)) {
    self.tmux = tmux
    self.server = server
    self.timeout = timeout
  }

  private static let tallyPrefix = "argosy_given_"

  /// How much of a prompt was given to a pane.
  static func tally(of pane: PaneID) -> String { tallyPrefix + "\(pane.number)" }

  /// Takes the tallies away, but those of panes that something is being given to.
  ///
  /// - Throws: ``TmuxFailure``.
  public func forgetTallies(except panes: [PaneID]) async throws(TmuxFailure) {
    let kept = Set(panes.map(Self.tally))
    try await forget { $0.hasPrefix(Self.tallyPrefix) && !kept.contains($0) }
  }

  /// - Parameter isOver: tells by its name whether a variable goes.
  /// - Throws: ``TmuxFailure``.
  public func forget(where isOver: (String) -> Bool) async throws(TmuxFailure) {
    let known = try await tmux.run(["show-environment", "-gh"], on: server, timeout: timeout)
    let names = known.split(separator: "\n").compactMap { line -> String? in
      let name = String(line.prefix { $0 != "=" })
      // One that is unset for processes stands there as a name alone.
      return name.count < line.count && isOver(name) ? name : nil
    }
    guard !names.isEmpty else { return }
    try await tmux.run(names.flatMap { ["set-environment", "-ghu", $0, ";"] }, on: server, timeout: timeout)
  }
}
