public import Recognition

/// One look at a pane, as the daemon's own model has it.
public struct Sight: Hashable, Sendable {
  /// What the agent is believed to do; nil when no agent runs there.
  public var activity: Activity?
  /// What this very screen says; nil when no rule matches.
  public var finding: Finding?
  /// The input box, when both of its edges are there.
  public var box: InputBox?
  /// The screen's rows from the top, trailing blanks left out.
  public var rows: [String]
  /// The screen's width in cells.
  public var columns: Int
  /// The program has not asked for pastes to be marked as such: each line end of one would be an Enter.
  public var takesPastesForKeys: Bool
  /// The hook that waits for the answer to the dialog on the screen.
  public var hold: Hold?

  public init(
    activity: Activity?, finding: Finding?, box: InputBox?, rows: [String], columns: Int = 80,
    takesPastesForKeys: Bool = false, hold: Hold? = nil
  ) {
    self.columns = columns
    self.takesPastesForKeys = takesPastesForKeys
    self.hold = hold
    self.activity = activity
    self.finding = finding
    self.box = box
    self.rows = rows
  }

  /// What the screen says before belief has followed, which takes a second where the signs are weak.
  var state: AgentState? { finding.flatMap { $0.isHold ? nil : $0.state } }

  var isWorking: Bool { state == .working }

  /// The sign in front of what is typed, where it says that the text is not for the agent: `!` for a shell.
  var foreignMark: String? {
    guard let box, rows.indices.contains(box.rows.lowerBound),
      let mark = rows[box.rows.lowerBound].first(where: { !" \u{A0}│┃".contains($0) }), "!#&$".contains(mark)
    else { return nil }
    return String(mark)
  }
}

/// What tmux itself knows of a pane and the people in front of it, asked right before something is done.
public struct PaneFacts: Hashable, Sendable {
  /// A client that shows the pane, with the time of its last key in seconds since 1970.
  public struct Viewer: Hashable, Sendable {
    public var lastKey: Int64

    public init(lastKey: Int64) {
      self.lastKey = lastKey
    }
  }

  /// Copy mode, or another that takes the keys.
  public var isInMode: Bool
  /// The clients whose keys go to the pane.
  public var viewers: [Viewer]
  /// A client shows the window that the pane is in.
  public var isSeen: Bool
  /// `synchronize-panes`: what is typed here goes to other panes as well.
  public var isSynchronized: Bool
  /// `select-pane -d`: the pane takes no input.
  public var isInputOff: Bool
  /// Changes with every key of a person whose client shows the pane.
  public var people: String
  /// Changes when the cursor moves or a line scrolls off.
  public var place: String
  /// What tmux holds of a prompt's pieces, as ``Tally/text``; empty where none was ever given.
  public var tally: String

  public init(
    isInMode: Bool, viewers: [Viewer], people: String, place: String, isSeen: Bool = false,
    isSynchronized: Bool = false, isInputOff: Bool = false, tally: String = ""
  ) {
    self.tally = tally
    self.isSeen = isSeen
    self.isSynchronized = isSynchronized
    self.isInputOff = isInputOff
    self.isInMode = isInMode
    self.viewers = viewers
    self.people = people
    self.place = place
  }

  /// Whether a person typed in the last seconds, two or so many. tmux keeps whole seconds.
  ///
  /// - Parameter own: when the key was pressed that ordered this, in seconds since 1970: where one person alone is there,
  ///   their last key was none for the pane.
  func isTyping(at now: Moment, within seconds: Int64 = 2, after own: Int64? = nil) -> Bool {
    if let own, let only = viewers.first, viewers.count == 1, only.lastKey <= own { return false }
    return viewers.contains { $0.lastKey >= now.seconds - seconds }
  }

  /// Why the pane can be given no keys at all.
  var obstacle: Refusal? { isSynchronized ? .synchronized : isInputOff ? .inputOff : nil }
}
