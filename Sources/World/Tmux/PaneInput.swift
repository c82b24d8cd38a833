public import Fleet
public import TmuxControl

/// Gives input to one pane as a person would, by spawned tmux commands.
///
/// Never over the control connection: a pane in copy mode can stop that for ever. What must be true in the instant of
/// the deed is compared by tmux itself, in the same command that does it.
public struct PaneInput: Sendable {
  public let tmux: TmuxProgram
  public let server: ServerAddress
  public let pane: PaneID
  /// How long tmux may take for one command.
  public let timeout: Duration

  public init(tmux: TmuxProgram, server: ServerAddress, pane: PaneID, timeout: Duration = .seconds(10)) {
    self.tmux = tmux
    self.server = server
    self.pane = pane
    self.timeout = timeout
  }

  // MARK: Asking

  private var isThisPane: String { "#{==:#{pane_id},\(pane)}" }

  /// Of every session whose current pane is this one: when a person's key came to it last.
  private var people: String {
    "#{S:#{?#{&&:\(isThisPane),#{session_attached}},#{session_id}=#{session_activity}/,}}"
  }

  private var tally: String { "#{\(HiddenVariables.tally(of: pane))}" }

  private var place: String { "#{cursor_x}.#{cursor_y}.#{history_size}.#{alternate_on}" }

  /// What tmux knows of the pane and of the people before it.
  ///
  /// - Throws: ``TmuxFailure``; also when the pane is gone.
  public func examine() async throws(TmuxFailure) -> PaneFacts {
    let answer = try await tmux.run(
      [
        "list-panes", "-t", "\(pane)", "-f", isThisPane, "-F",
        "pane\t#{pane_in_mode}\t\(place)\t\(people)\t#{window_id}\t#{pane_synchronized}\t#{pane_input_off}\t\(tally)",
        ";",
        "list-clients", "-F", "client\t#{client_control_mode}\t#{pane_id}\t#{client_activity}\t#{window_id}",
      ], on: server, timeout: timeout)
    var facts: PaneFacts?
    var viewers: [PaneFacts.Viewer] = []
    var window: Substring?
    var isSeen = false
    for line in answer.split(separator: "\n") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      if fields.first == "pane", fields.count == 8 {
        window = fields[4]
        facts = PaneFacts(
          isInMode: fields[1] != "0", viewers: [], people: String(fields[3]), place: String(fields[2]),
          isSynchronized: fields[5] != "0", isInputOff: fields[6] != "0", tally: String(fields[7]))
      } else if fields.first == "client", fields.count == 5, fields[1] != "1" {
        if fields[2] == "\(pane)" { viewers.append(.init(lastKey: Int64(fields[3]) ?? .max)) }
        isSeen = isSeen || fields[4] == window
      }
    }
    guard var facts else { throw .refused("there is no pane \(pane)") }
    facts.viewers = viewers
    facts.isSeen = isSeen
    return facts
  }

  // MARK: Doing

  /// Does one thing, if the guard holds.
  ///
  /// - Returns: false when it did not hold, and nothing was done.
  /// - Throws: ``TmuxFailure``. Whether something was done is not known then.
  public func perform(_ stroke: Stroke, if guarded: ScreenGuard, buffer: String) async throws(TmuxFailure) -> Bool {
    var before: [String] = []
    var input: [UInt8] = []
    let deed: String
    var otherwise = "display-message -p declined"
    switch stroke {
    case .paste(let text):
      input = Array(text.utf8)
      before = ["load-buffer", "-b", buffer, "-", ";"]
      deed = "paste-buffer -p -r -d -b \(buffer) -t \(pane)"
      otherwise = "delete-buffer -b \(buffer) ; " + otherwise
    case .type(let text):
      deed = "send-keys -t \(pane) -l -- \(try Self.word(text))"
    case .press(let key): deed = "send-keys -t \(pane) -- \(try Self.word(key.rawValue))"
    case .leaveMode: deed = "copy-mode -q -t \(pane)"
    }
    let condition = condition(guarded, leavesMode: stroke == .leaveMode)
    let counted = guarded.count.map { "set-environment -gh \(HiddenVariables.tally(of: pane)) \($0.next) ; " } ?? ""
    let answer = try await tmux.run(
      before + [
        "if-shell", "-F", "-t", "\(pane)", condition, "\(counted)\(deed) ; display-message -p performed", otherwise,
      ], on: server, input: input)
    switch answer.trimmed {
    case "performed": return true
    case "declined": return false
    default: throw .refused("unexpected answer: \(answer.trimmed)")
    }
  }

  private static func word(_ text: String) throws(TmuxFailure) -> String {
    do {
      return try Quoting.word(text)
    } catch {
      throw .refused("\(error)")
    }
  }

  private func condition(_ guarded: ScreenGuard, leavesMode: Bool) -> String {
    // Keys would go to every synchronised pane, and to none whose input is switched off.
    var conditions = [
      leavesMode
        ? "#{==:#{pane_dead},0}"
        : "#{==:#{pane_dead}#{pane_in_mode}#{pane_synchronized}#{pane_input_off},0000}"
    ]
    if let expected = guarded.people { conditions.append("#{==:\(people),\(expected)}") }
    if let expected = guarded.place { conditions.append("#{==:\(place),\(expected)}") }
    if let count = guarded.count { conditions.append("#{==:\(tally),\(count.expected)}") }
    for row in guarded.rows { conditions.append("#{==:#{C/r:\(row.pattern.expression)},\(row.index + 1)}") }
    return conditions.reversed().reduce("1") { "#{&&:\($1),\($0)}" }
  }
}
