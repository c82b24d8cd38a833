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
  /// So many presses of the key stop a turn.
  var pressesToStop = 1
  private(set) var presses = 0
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
  var tally = ""
  private var draws = 0
  /// Whose picture it is.
  var look = Look.claude

  enum Look: String {
    case claude, codex, gemini
  }

  private static let recognizers: [String: Recognizer] = {
    let agents = (try? AgentCatalog.embedded())?.agents ?? []
    return Dictionary(uniqueKeysWithValues: agents.map { ($0.agent, Recognizer(rules: $0)) })
  }()

  private var recognizer: Recognizer? { Self.recognizers[look.rawValue] }

  var moment: Moment { Moment(wall: 1_700_000_000_000_000_000 + Int64(now), monotonic: now) }

  // MARK: The agent

  mutating func pass(to time: UInt64) {
    now = max(now, time)
    if case .working(let until) = doing, until <= now {
      doing = .idle
      transcript += [entry + "Done.", ""]
      draws += 1
      if !queued.isEmpty { take(queued.removeFirst()) }
    }
  }

  private mutating func take(_ text: String) {
    let sign = [.claude: "❯ ", .codex: "› ", .gemini: " > "][look] ?? ""
    transcript += text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
      ($0.offset == 0 ? sign : "  ") + $0.element
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

  private var entry: String { [.claude: "⏺ ", .codex: "• ", .gemini: "✦ "][look] ?? "" }

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
    switch look {
    case .claude: claudeRows
    case .codex: transcript.suffix(14) + codexRows
    case .gemini: transcript.suffix(14) + geminiRows
    }
  }

  /// What is in the box: a long paste as its agent's label.
  private func boxLines(_ label: (Int, Int) -> String) -> [String] {
    var text = box
    if let folded, box.hasPrefix(folded) {
      text = label(folded.count { $0 == "\n" }, folded.count) + box.dropFirst(folded.count)
    }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private var codexRows: [String] {
    guard doing != .asking else {
      return [
        "", "  Would you like to run the following command?", "", "  $ make", "", "› 1. Yes, proceed (y)",
        "  2. No, and tell Codex what to do differently (esc)", "", "  Press enter to confirm or esc to cancel",
      ]
    }
    let lines = boxLines { "[Pasted Content \($1) chars]" }
    return (doing == .idle ? [] : ["• Working (3s • esc to interrupt)", ""])
      + ["", "› " + (lines.first ?? "")] + lines.dropFirst().map { "  " + $0 }
      + ["", "  ? for shortcuts                                             95% context left"]
  }

  private var geminiRows: [String] {
    guard doing != .asking else {
      return [
        "╭" + String(repeating: "─", count: 78) + "╮",
        "│ ?  Shell make" + String(repeating: " ", count: 64) + "│",
        "│ Allow execution of: 'make'?" + String(repeating: " ", count: 50) + "│",
        "│ ● 1. Allow once" + String(repeating: " ", count: 62) + "│",
        "│   2. No, suggest changes (esc)" + String(repeating: " ", count: 47) + "│",
        "╰" + String(repeating: "─", count: 78) + "╯",
      ]
    }
    let lines = boxLines { lines, _ in "[Pasted Text: \(lines + 1) lines]" }
    return (doing == .idle ? [] : [" ⠏ Measuring (esc to cancel, 4s)"])
      + [String(repeating: "▀", count: 80), " > " + (lines.first ?? "")] + lines.dropFirst().map { "   " + $0 }
      + [
        String(repeating: "▄", count: 80),
        " ~/argo (main*)              no sandbox (see /docs)              gemini-3-pro",
      ]
  }

  private var claudeRows: [String] {
    let rule = String(repeating: "─", count: 80)
    var rows = Array(transcript.suffix(14))
    switch doing {
    case .asking:
      rows += [rule, " Bash command", "", "   make", "", " Do you want to proceed?", " ❯ 1. Yes", "   2. No", ""]
      rows += [" Esc to cancel · Tab to amend"]
    case .idle, .working:
      if doing != .idle { rows += ["✻ Puttering… (3s · ↓ 8 tokens)", ""] }
      rows += queued.map { "  ❯ " + $0.replacing("\n", with: " ") }
      let lines = boxLines { lines, _ in "[Pasted text #1 +\(lines) lines]" }
      rows += [rule, "❯\u{A0}" + (lines.first ?? "")] + lines.dropFirst().map { "  " + $0 } + [rule]
      rows += [doing == .idle ? "  ? for shortcuts" : "  esc to interrupt"]
    }
    return rows
  }

  /// What a daemon would see of it.
  var sight: Sight {
    let screen = ScreenText(rows: rows, columns: 80)
    let finding = recognizer?.recognise(screen)
    return Sight(
      activity: isDead ? nil : finding.map { Activity($0.state, kind: $0.kind, ask: $0.ask) } ?? Activity(.unknown),
      finding: isDead ? nil : finding, box: recognizer?.inputBox(on: screen), rows: rows,
      takesPastesForKeys: takesPastesForKeys)
  }

  // MARK: tmux

  var facts: PaneFacts {
    PaneFacts(
      isInMode: isInMode, viewers: isActive ? [.init(lastKey: lastKey)] : [], people: "\(keys)", place: "\(draws)",
      isSeen: isSeen, isSynchronized: isSynchronized, isInputOff: isInputOff, tally: tally)
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
      guarded.place ?? facts.place == facts.place, guarded.count?.expected ?? tally == tally
    else { return false }
    tally = guarded.count?.next ?? tally
    switch stroke {
    case .paste(let text), .type(let text):
      let wasWorking = if case .working = doing { true } else { false }
      pastes.append((text, box.isEmpty && doing != .asking, wasWorking))
      if doing == .asking { doing = .idle } else { box += text }
      if text.count(where: { $0 == "\n" }) > 2 { folded = text }
    case .press(.enter): enter()
    case .press(.escape):
      presses += 1
      if presses >= pressesToStop { escape() }
    case .press(.init(rawValue: "C-j")): box += "\n"
    default: break
    }
    return true
  }
}
