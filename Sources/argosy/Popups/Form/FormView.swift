import Canvas
import Daemon
import Foundation
import TmuxUI

/// The form of a new feature.
struct FormView: EditingView, Hashable {
  enum Field: Int, CaseIterable {
    case name, repository, base, agent, mode, prompt
  }

  enum Order: Hashable {
    case start(FeatureRequest)
    /// What has become of it is asked for.
    case news(item: String)
  }

  /// What is kept of a form that was left.
  struct Draft: Hashable, Codable {
    var name = ""
    var repository = ""
    var base = ""
    var agent = ""
    var isAutomatic = false
    var prompt = ""

    /// Nobody would miss it.
    var isEmpty: Bool { [name, base, prompt].allSatisfy { $0.allSatisfy(\.isWhitespace) } }
  }

  private(set) var field = Field.prompt
  private var texts: [Field: TextEditor]
  private var agent: Int
  private(set) var isAutomatic: Bool
  /// The first stands for the one that the repository uses.
  private let agents: [String]
  /// Where the repository is, unless the draft says so.
  private let directory: String
  private let look: Look
  private(set) var note: Note?
  private(set) var isUnderWay = false
  /// Ordered: what becomes of it is shown, and the next key closes.
  private(set) var isOver = false
  /// It came up as it should: nothing is left to be read.
  private(set) var isBegun = false
  private var isLost = false
  /// The same one asked for twice is begun once.
  private let id: String

  /// - Parameters:
  ///   - directory: where the repository is looked for, unless the draft says so.
  ///   - agents: those that may be chosen.
  init(directory: String, agents: [String], id: String, look: Look = Look()) {
    self.id = id
    self.agents = [""] + agents
    self.directory = directory
    self.look = look
    (agent, isAutomatic, texts) = (0, false, [:])
    restore(Draft())
  }

  mutating func restore(_ draft: Draft) {
    agent = agents.firstIndex(of: draft.agent) ?? 0
    isAutomatic = draft.isAutomatic
    let repository = draft.isEmpty || draft.repository.isEmpty ? directory : draft.repository
    texts = [
      .name: TextEditor(draft.name, allowsLines: false), .repository: TextEditor(repository, allowsLines: false),
      .base: TextEditor(draft.base, allowsLines: false), .prompt: TextEditor(draft.prompt, allowsLines: true),
    ]
  }

  /// There is one form, wherever it is opened from.
  var draftName: String? { "feature" }

  var kept: Draft? { isBegun || draft.isEmpty ? nil : draft }

  var pause: TimeInterval? { isBegun ? 2 : nil }

  var draft: Draft {
    Draft(
      name: text(.name), repository: text(.repository), base: text(.base), agent: agents[agent],
      isAutomatic: isAutomatic, prompt: text(.prompt))
  }

  private func text(_ field: Field) -> String { texts[field]?.text ?? "" }

  mutating func update(_ status: StatusReport) -> Order? { wantsNews }

  mutating func answered(_ response: Response) -> Order? {
    isUnderWay = false
    let wasOrdered = isOver
    if let item = response.work?.item, response.error == nil {
      isOver = true
      take(item)
    } else {
      note = Note(response.error ?? "the daemon gave no answer", isTrouble: true)
    }
    // Afterwards each change of the status asks again.
    return wasOrdered ? nil : wantsNews
  }

  func request(_ order: Order) -> Request {
    switch order {
    case .start(let feature):
      var work = WorkRequest(.new)
      work.feature = feature
      return .work(work)
    case .news(let item): return .work(WorkRequest(.show, item: item))
    }
  }

  /// Its order was taken, and what has become of it is not known yet. It is asked for with each change: the status does
  /// not tell of items that are over.
  private var wantsNews: Order? { isOver && !isBegun && !isLost ? .news(item: id) : nil }

  /// How it comes up: a base that is not there shows only when the worktree is made.
  private mutating func take(_ item: ItemReport) {
    if let trouble = item.attention.first(where: { ["trouble", "crash"].contains($0.kind) }) {
      isLost = true
      note = Note("\(item.name) is written down, but: \(trouble.text)", isTrouble: true)
    } else if item.isOver {
      isLost = true
      note = Note("\(item.name) is \(item.status): \(item.reason)", isTrouble: true)
    } else if item.worktree != nil || ["queued", "waiting"].contains(item.status) {
      isBegun = true
      note = Note("\(item.name) is begun, on branch \(item.branch)")
    } else {
      note = Note("\(item.name) is ordered; its worktree is being made")
    }
  }

  mutating func edited(_ text: String) { texts[.prompt]?.set(text) }

  mutating func failed(_ error: any Error) {
    isUnderWay = false
    note = Note("\(error)", isTrouble: true)
  }

  mutating func paste(_ text: String) { if !isUnderWay, !isOver { texts[field]?.insert(text) } }

  mutating func take(_ key: Key) -> EditingAction<Order>? {
    if isOver || key == .escape || key == .control("c") { return .close }
    guard !isUnderWay else { return nil }
    switch key {
    case .enter: return start()
    case .control("e"): return .edit(text(.prompt))
    case .tab: move(1)
    case .backTab: move(-1)
    default:
      note = nil
      if field == .agent || field == .mode, choose(key) { return nil }
      if texts[field]?.take(key) == true { return nil }
      if key == .up { move(-1) }
      if key == .down { move(1) }
    }
    return nil
  }

  private mutating func move(_ step: Int) {
    let count = Field.allCases.count
    field = Field(rawValue: (field.rawValue + step + count) % count) ?? .prompt
  }

  private mutating func choose(_ key: Key) -> Bool {
    let step =
      switch key {
      case .left: -1
      case .right, .plain(" "): 1
      default: 0
      }
    guard step != 0 else { return false }
    if field == .mode {
      isAutomatic.toggle()
    } else {
      agent = (agent + step + agents.count) % agents.count
    }
    return true
  }

  private mutating func start() -> EditingAction<Order>? {
    func filled(_ field: Field) -> String? {
      let text = text(field).trimmingCharacters(in: .whitespacesAndNewlines)
      return text.isEmpty ? nil : text
    }
    guard let description = filled(.prompt) else { return refuse("say what is to be built", at: .prompt) }
    guard var directory = filled(.repository) else { return refuse("say in which repository", at: .repository) }
    if directory == "~" || directory.hasPrefix("~/") {
      directory = (DaemonAccess.environment["HOME"] ?? NSHomeDirectory()) + directory.dropFirst()
    }
    var isDirectory: ObjCBool = false
    guard directory.hasPrefix("/"),
      unsafe FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory), isDirectory.boolValue
    else { return refuse("there is no directory \(directory)", at: .repository) }
    isUnderWay = true
    note = nil
    return .order(
      .start(
        FeatureRequest(
          id: id, description: description, name: filled(.name), directory: directory, base: filled(.base),
          isAutomatic: isAutomatic, agent: agents[agent].isEmpty ? nil : agents[agent])))
  }

  private mutating func refuse(_ why: String, at field: Field) -> EditingAction<Order>? {
    note = Note(why, isTrouble: true)
    self.field = field
    return nil
  }

  // MARK: Drawing

  private static func title(_ field: Field) -> String {
    switch field {
    case .name: "Name"
    case .repository: "Repository"
    case .base: "Base"
    case .agent: "Agent"
    case .mode: "Mode"
    case .prompt: "Prompt"
    }
  }

  /// What holds where nothing is said.
  private static func usual(_ field: Field) -> String {
    switch field {
    case .name: "made from the prompt"
    case .base: "the remote's default branch"
    case .prompt: "what is to be built"
    default: ""
    }
  }

  func frame(columns: Int, rows: Int) -> Frame {
    var frame = Frame(columns: columns, rows: rows)
    let column = min(14, max(3, columns / 4))
    let last = rows - 1
    // Where there are few rows, the choices share one; with fewer still, the first fields scroll away.
    let isShort = rows < 9
    var place = 0
    let before = isShort ? max(0, min(field.rawValue, 5) - max(0, last - 3)) : 0
    for field in Field.allCases where field.rawValue >= before && place < last {
      let isCurrent = field == self.field
      frame.put(isCurrent ? "›" : " ", row: place, style: Look.key)
      frame.put(Self.title(field), row: place, column: 2, style: isCurrent ? Look.bold : Look.dim, width: column - 3)
      let width = columns - column - 1
      switch field {
      case .agent:
        put(agents.map { $0.isEmpty ? "usual" : $0 }, agent, &frame, place, column, width, isCurrent)
      case .mode: put(["stage by stage", "in one go"], isAutomatic ? 1 : 0, &frame, place, column, width, isCurrent)
      default:
        let height = field == .prompt ? max(1, last - place) : 1
        guard let editor = texts[field] else { continue }
        let (lines, cursor) = editor.shown(columns: width, rows: height)
        if editor.isEmpty { frame.put(Self.usual(field), row: place, column: column, style: Look.dim, width: width) }
        for (index, line) in lines.enumerated() { frame.put(line, row: place + index, column: column) }
        if isCurrent, !isOver { frame.cursor = .init(row: place + cursor.row, column: column + cursor.column) }
      }
      place += 1
    }
    if let note {
      frame.put(note.shown, row: last, column: 1, width: columns - 2)
    } else if isUnderWay {
      frame.put("… its repository is being looked at", row: last, column: 1, style: Look.dim)
    } else {
      var hints = [("Enter", "start"), ("Esc", "cancel, the draft is kept"), ("Tab", "next")]
      if field == .prompt { hints += [("^J", "new line")] }
      if field == .agent || field == .mode { hints += [("Left Right", "choose")] }
      frame.put(look.hints(hints + [("^E", "editor")], columns: columns - 2), row: last, column: 1)
    }
    return look.shown(frame)
  }

  private func put(
    _ choices: [String], _ chosen: Int, _ frame: inout Frame, _ row: Int, _ column: Int, _ width: Int, _ isCurrent: Bool
  ) {
    var text = StyledText()
    for (index, choice) in choices.enumerated() {
      let isChosen = index == chosen
      text += StyledText(isChosen ? "[\(choice)] " : " \(choice)  ", isChosen ? Look.bold : Look.dim)
    }
    // What is chosen is in sight, however many there are.
    if text.width > width, let choice = choices.indices.contains(chosen) ? choices[chosen] : nil {
      text = StyledText("[\(choice)] ", Look.bold) + StyledText("\(chosen + 1) of \(choices.count)", Look.dim)
    }
    frame.put(text, row: row, column: column, width: width)
    if isCurrent { frame.cursor = .init(row: row, column: column) }
  }
}
