import Recognition

@testable import Fleet

/// An agent at its prompt, a person before it and tmux between them, as far as a delivery can tell them from real ones.
struct ToyPane {
  enum Doing: Equatable {
    case idle
    case working(until: UInt64)
    case asking
  }

  var now: UInt64 = 0
  var doing = Doing.idle
  var box = ""
  var transcript: [String] = ["⏺ Ready.", ""]
  /// A long text that was pasted: it is shown as a label.
  private var folded: String?
  var queued: [String] = []
  /// What was submitted, by whomever.
  var submitted: [String] = []
  /// Every paste with whether it went into an empty box of an agent that was not asking, and what it was doing.
  var pastes: [(text: String, isClean: Bool, wasWorking: Bool)] = []
  /// Enters that answered a dialog.
  var blindEnters = 0
  /// So many Enters are lost.
  var swallows = 0
  /// How long the agent works on what it is given.
  var turn: UInt64 = 400_000_000
  var isInMode = false
  var isSynchronized = false
  var isInputOff = false
  /// A client shows the pane as the active one, or beside another.
  var isActive = true
  var isSeen = true
  /// The program never asked for pastes to be marked.
  var takesPastesForKeys = false
  /// The process has ended.
  var isDead = false
  var lastKey: Int64 = 0
  var keys = 0
  private var draws = 0
  private static let recognizer = try? Recognizer(rules: AgentCatalog.embedded().agents[0])

  var moment: Moment { Moment(wall: 1_700_000_000_000_000_000 + Int64(now), monotonic: now) }

  // MARK: The agent

  mutating func pass(to time: UInt64) {
    now = max(now, time)
    if case .working(let until) = doing, until <= now {
      doing = .idle
      transcript += ["⏺ Done.", ""]
      draws += 1
      if !queued.isEmpty { take(queued.removeFirst()) }
    }
  }

  private mutating func take(_ text: String) {
    transcript += text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
      ($0.offset == 0 ? "❯ " : "  ") + $0.element
    }
    transcript.append("")
    doing = turn == 0 ? .idle : .working(until: now + turn)
    draws += 1
  }

  mutating func enter() {
    if doing == .asking {
      blindEnters += 1
      doing = .idle
      return
    }
    if swallows > 0 {
      swallows -= 1
      return
    }
    guard !box.isEmpty else { return }
    let text = box
    box = ""
    submitted.append(text)
    draws += 1
    if case .working = doing { queued.append(text) } else { take(text) }
  }

  mutating func escape() {
    if case .working = doing { transcript += ["  ⎿  Interrupted · What should Claude do instead?", ""] }
    doing = .idle
    draws += 1
  }

  mutating func ask() {
    doing = .asking
    draws += 1
  }

  // MARK: The person

  mutating func touch() {
    keys += 1
    lastKey = moment.seconds
  }

  mutating func type(_ text: String) {
    touch()
    if isInMode || doing == .asking { return }
    box += text
  }

  // MARK: The screen

  var rows: [String] {
    let rule = String(repeating: "─", count: 80)
    var rows = Array(transcript.suffix(14))
    switch doing {
    case .asking:
      rows += [rule, " Bash command", "", "   make", "", " Do you want to proceed?", " ❯ 1. Yes", "   2. No", ""]
      rows += [" Esc to cancel · Tab to amend"]
    case .idle, .working:
      if doing != .idle { rows += ["✻ Puttering… (3s · ↓ 8 tokens)", ""] }
      rows += queued.map { "  ❯ " + $0.replacing("\n", with: " ") }
      var label = box
      if let folded, box.hasPrefix(folded) {
        label = "[Pasted text #1 +\(folded.count { $0 == "\n" }) lines]" + box.dropFirst(folded.count)
      }
      let lines = label.split(separator: "\n", omittingEmptySubsequences: false)
      rows += [rule, "❯\u{A0}" + (lines.first ?? "")] + lines.dropFirst().map { "  " + $0 } + [rule]
      rows += [doing == .idle ? "  ? for shortcuts" : "  esc to interrupt"]
    }
    return rows
  }

  /// What a daemon would see of it.
  var sight: Sight {
    let screen = ScreenText(rows: rows, columns: 80)
    let finding = Self.recognizer?.recognise(screen)
    return Sight(
      activity: isDead ? nil : finding.map { Activity($0.state, kind: $0.kind, ask: $0.ask) } ?? Activity(.unknown),
      finding: isDead ? nil : finding,
      box: Self.recognizer?.inputBox(on: screen), rows: rows, takesPastesForKeys: takesPastesForKeys)
  }

  // MARK: tmux

  var facts: PaneFacts {
    PaneFacts(
      isInMode: isInMode, viewers: isActive ? [.init(lastKey: lastKey)] : [], people: "\(keys)", place: "\(draws)",
      isSeen: isSeen, isSynchronized: isSynchronized, isInputOff: isInputOff)
  }

  /// Compares and does, at one time.
  mutating func perform(_ stroke: Stroke, _ guarded: ScreenGuard) -> Bool {
    if stroke == .leaveMode {
      isInMode = false
      return true
    }
    let rows = self.rows
    let isSame = guarded.rows.allSatisfy { row in rows.firstIndex { row.pattern.matches($0) } == row.index }
    guard isSame, !isInMode, !isSynchronized, !isInputOff, guarded.people ?? facts.people == facts.people,
      guarded.place ?? facts.place == facts.place
    else { return false }
    switch stroke {
    case .paste(let text), .type(let text):
      let wasWorking = if case .working = doing { true } else { false }
      pastes.append((text, box.isEmpty && doing != .asking, wasWorking))
      if doing == .asking { doing = .idle } else { box += text }
      if text.count(where: { $0 == "\n" }) > 2 { folded = text }
    case .press(.enter): enter()
    case .press(.escape): escape()
    default: break
    }
    return true
  }
}
