public import TmuxControl

/// What tmux keeps of the prompts that were given to panes, for whoever comes after argosy was killed.
///
/// Hidden variables of the server's environment: no process inherits them, and a change of one redraws nothing.
public struct PaneTallies: Sendable {
  let tmux: TmuxProgram
  let server: ServerAddress
  let timeout: Duration

  public init(tmux: TmuxProgram, server: ServerAddress, timeout: Duration = .seconds(2)) {
    self.tmux = tmux
    self.server = server
    self.timeout = timeout
  }

  private static let prefix = "argosy_given_"

  /// The variable of a pane.
  static func name(of pane: PaneID) -> String { prefix + "\(pane.number)" }

  /// Takes them all away but those of panes that something is being given to.
  ///
  /// - Throws: ``TmuxFailure``.
  public func forget(except panes: [PaneID]) async throws(TmuxFailure) {
    let kept = Set(panes.map(Self.name))
    let known = try await tmux.run(["show-environment", "-gh"], on: server, timeout: timeout)
    let names = known.split(separator: "\n").compactMap { line -> String? in
      guard line.hasPrefix(Self.prefix), let end = line.firstIndex(of: "=") else { return nil }
      let name = String(line[..<end])
      return kept.contains(name) ? nil : name
    }
    guard !names.isEmpty else { return }
    try await tmux.run(names.flatMap { ["set-environment", "-ghu", $0, ";"] }, on: server, timeout: timeout)
  }
}
