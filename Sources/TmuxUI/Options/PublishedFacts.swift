public import Fleet
public import TmuxControl

/// What is shown in options beside the agents themselves.
public struct PublishedFacts: Hashable, Sendable {
  /// The path of the daemon's socket.
  public var socket: String?
  /// The work item of each session that has one.
  public var items: [SessionID: WorkItem]
  /// Sessions that a person has put aside: they are shown, and not counted.
  public var parked: Set<SessionID>
  /// A person wants agents' icons in the list of windows.
  public var showsWindowMarks: Bool
  /// Windows whose panes' borders may hold our line.
  public var bordered: Set<WindowID>

  public init(
    socket: String? = nil, items: [SessionID: WorkItem] = [:], parked: Set<SessionID> = [],
    showsWindowMarks: Bool = false,
    bordered: Set<WindowID> = []
  ) {
    self.socket = socket
    self.items = items
    self.parked = parked
    self.showsWindowMarks = showsWindowMarks
    self.bordered = bordered
  }

  /// What stands in the border of an agent's pane.
  public static let borderFormat = "#{E:\(Prefix.option)_border}"
}
