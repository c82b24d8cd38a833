/// Who has a pane's terminal: enough to tell, for the price of one or two small reads, that nothing was started there.
public struct TerminalForeground: Hashable, Sendable {
  private let pane: Mark
  private let leader: Mark?

  private struct Mark: Hashable, Sendable {
    let pid: Int32
    let foregroundGroup: Int32
    /// The program's name: it changes when the process becomes another program.
    let name: String

    init(_ facts: ProcessFacts) {
      pid = facts.pid
      foregroundGroup = facts.foregroundGroup
      name = facts.name
    }
  }

  /// Nil when the pane's process has ended.
  ///
  /// - Parameter pid: The process that tmux started in the pane.
  public init?(ofPane pid: Int32) {
    guard let facts = ProcessFacts(pid) else { return nil }
    pane = Mark(facts)
    let group = facts.foregroundGroup
    leader = group > 0 && group != pid ? ProcessFacts(group).map(Mark.init) : nil
  }
}
