public import Fleet
public import Foundation
public import Recognition
import TmuxControl
public import TmuxUI

/// What `argosy status --json` prints. Stable: fields are added, never renamed or removed.
public struct StatusReport: Codable, Hashable, Sendable {
  public var server: Server
  public var agents: [AgentReport]
  /// The work items, those that have not ended first. Absent where there are none.
  public var items: [ItemReport]?

  public struct Server: Codable, Hashable, Sendable {
    public var pid: Int32
    public var version: String
    public var socket: String
  }

  public struct AgentReport: Codable, Hashable, Sendable {
    public var pane: String
    public var window: String
    public var session: String
    public var sessionName: String
    public var agent: String
    /// starting, working, background, blocked, done, idle, exited, unknown.
    public var state: String
    /// Only with `blocked`: permission, question, plan, trust, login, limit, error.
    public var kind: String?
    /// When the state began: ISO 8601, UTC, milliseconds.
    public var since: String
    public var title: String
    /// Only while a dialog is open.
    public var ask: AskReport?
    /// Why it is unknown, or how it ended.
    public var remark: String?
    /// What Claude Code told its status line: the model, percent of the context in use, US dollars.
    public var model: String?
    public var context: Double?
    public var cost: Double?
    /// A person has put the session aside; wants not to be told of it. Absent where not.
    public var parked: Bool?
    public var muted: Bool?

    enum CodingKeys: String, CodingKey {
      case pane, window, session, agent, state, kind, since, title, ask, remark, model, context, cost, parked, muted
      case sessionName = "session_name"
    }

    /// The word that the options use for the state.
    public var word: StatusWord {
      StatusWord(
        Activity(AgentState(rawValue: state) ?? .unknown, kind: kind.flatMap { BlockKind(rawValue: $0) }))
    }
  }

  public struct AskReport: Codable, Hashable, Sendable {
    /// The same as long as the same is asked: see ``Ask/id``.
    public var id: String
    /// confirm, single, multi, review, entry.
    public var form: String
    public var question: String
    public var options: [OptionReport]
    /// What the question is about: the tool, the command, the file.
    public var detail: [String]
    /// Only for questions that are asked together.
    public var tabs: [TabReport]?
    /// What a digit and what Enter does: none, confirm, toggle, move, edit, submit.
    public var digits: String
    public var enter: String
    /// The key that gives no answer, as tmux calls it.
    public var cancel: String?
    /// There are more options than these.
    public var partial: Bool

    public init(_ ask: Ask) {
      id = ask.id
      form = ask.form.rawValue
      detail = ask.detail.map { PlainText.line($0, limit: 4000) }.filter { !$0.isEmpty }
      question = PlainText.line(ask.question, limit: 500)
      options = ask.options.map { OptionReport($0) }
      tabs = ask.tabs.isEmpty ? nil : ask.tabs.map { TabReport($0) }
      digits = ask.digits.rawValue
      enter = ask.enter.rawValue
      cancel = ask.cancel
      partial = ask.isPartial
    }
  }

  public struct OptionReport: Codable, Hashable, Sendable {
    /// The digit that picks the option, empty where there is none.
    public var key: String
    public var label: String
    /// The cursor is on it.
    public var selected: Bool
    /// Only in lists with boxes to tick.
    public var checked: Bool?
    public var detail: String?
    /// choice, freeText, submit, aside.
    public var role: String

    init(_ option: Ask.Option) {
      key = option.key
      label = PlainText.line(option.label, limit: 200)
      selected = option.isSelected
      checked = option.isChecked
      detail = option.detail.map { PlainText.line($0, limit: 500) }
      role = option.role.rawValue
    }
  }

  public struct TabReport: Codable, Hashable, Sendable {
    public var title: String
    /// Absent for the tab that sends the answers.
    public var answered: Bool?
    /// Absent when the screen does not tell.
    public var current: Bool?

    init(_ tab: Ask.Tab) {
      title = PlainText.line(tab.title, limit: 100)
      answered = tab.isAnswered
      current = tab.isCurrent
    }
  }
}

extension StatusReport.AgentReport {
  init(_ agent: Agent) {
    pane = "\(agent.pane)"
    window = "\(agent.place.window)"
    session = "\(agent.place.session)"
    sessionName = PlainText.line(agent.place.sessionName, limit: 200)
    self.agent = agent.identity.name
    state = agent.activity.state.rawValue
    kind = agent.activity.kind?.rawValue
    since = Timestamp.text(agent.since)
    title = PlainText.line(agent.title, limit: 500)
    remark = agent.remark
    model = agent.vitals?.model.map { PlainText.line($0, limit: 100) }
    context = agent.vitals?.contextUsed
    cost = agent.vitals?.cost
    ask = agent.activity.ask.map { StatusReport.AskReport($0) }
  }
}

/// Times as reports write them.
public enum Timestamp {
  private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

  public static func text(_ moment: Moment) -> String {
    Date(timeIntervalSince1970: Double(moment.wall) / 1e9).formatted(style)
  }

  /// Reads what ``text(_:)`` wrote. Nil for anything else.
  public static func date(_ text: String) -> Date? {
    try? style.parse(text)
  }
}
