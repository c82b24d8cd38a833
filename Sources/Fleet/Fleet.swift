import Recognition
public import TmuxControl

/// All agents on one tmux server: a value with one way to change it.
///
/// Evidence comes in as events with their time; what is to be done about it goes out as effects. No I/O, no clock.
public struct Fleet: Sendable {
  public private(set) var agents: [PaneID: Agent] = [:]
  private var places: [PaneID: Place] = [:]
  private var memories: [PaneID: Memory] = [:]

  public init() {}

  /// Takes an event and says what follows from it.
  public mutating func apply(_ event: FleetEvent, at now: Moment) -> [FleetEffect] {
    switch event {
    case .placed(let places): return place(places, now)
    case .identified(let pane, let identity): return identify(pane, identity, now)
    case .hidden(let pane): return remove(pane, now, reason: "the pane shows something else")
    case .read(let pane, let finding, let title): return read(pane, finding, title, now)
    case .heard(let pane, let observation): return hear(pane, observation, now)
    case .vitals(let pane, let vitals):
      agents[pane]?.vitals = vitals
      return []
    case .seen(let pane): return look(at: pane, now)
    case .lostSight: return loseSight(now)
    case .woke: return wake(now)
    case .remembered(let pane, let memory):
      memories[pane] = memory
      return []
    }
  }

  // MARK: Where

  private mutating func place(_ places: [PaneID: Place], _ now: Moment) -> [FleetEffect] {
    self.places = places
    memories = memories.filter { places[$0.key] != nil }
    var effects: [FleetEffect] = []
    for pane in agents.keys.sorted() {
      guard let place = places[pane] else {
        effects += remove(pane, now, reason: "the pane is gone")
        continue
      }
      agents[pane]?.place = place
      if place.isShown { effects += look(at: pane, now) }
    }
    return effects
  }

  /// A person sees the pane: what had waited to be seen no longer does.
  private mutating func look(at pane: PaneID, _ now: Moment) -> [FleetEffect] {
    switch agents[pane]?.activity.state {
    case .done: move(pane, to: Activity(.idle), now, reason: "looked at")
    case .exited: remove(pane, now, reason: "looked at")
    default: []
    }
  }

  // MARK: Who

  private mutating func identify(_ pane: PaneID, _ identity: AgentIdentity?, _ now: Moment) -> [FleetEffect] {
    guard let identity else { return ended(pane, now) }
    var effects: [FleetEffect] = []
    if let agent = agents[pane], agent.activity.state != .exited {
      // Another process under the same roof is a new agent only if it is another program or the old one has gone:
      // Claude Code restarts itself after an update.
      guard agent.identity.name != identity.name else {
        agents[pane]?.identity = identity
        return []
      }
      effects = remove(pane, now, reason: "another program took over")
    }
    guard let place = places[pane] else { return effects }
    if memories[pane]?.pid != identity.pid { memories[pane] = nil }
    let previous = agents[pane]?.activity
    agents[pane] = Agent(
      pane: pane, identity: identity, place: place, activity: Activity(.starting), since: now, title: "",
      candidate: .init(activity: Activity(.unknown), due: now.monotonic &+ Arbitration.startLimit))
    let transition = Transition(
      pane: pane, place: place, agent: identity, from: previous, to: Activity(.starting), at: now,
      reason: "process \(identity.pid.map(String.init) ?? "unknown")")
    return effects + [.transition(transition), .wake(at: now.monotonic &+ Arbitration.startLimit)]
  }

  /// No agent runs in the pane. One that was in the middle of something has crashed, and that is worth telling.
  private mutating func ended(_ pane: PaneID, _ now: Moment) -> [FleetEffect] {
    guard let agent = agents[pane], agent.activity.state != .exited else { return [] }
    switch agent.activity.state {
    case .working, .blocked, .background:
      agents[pane]?.remark = "ended while \(agent.activity.state.rawValue)"
      agents[pane]?.candidate = nil
      agents[pane]?.trust = nil
      return move(pane, to: Activity(.exited), now, reason: "process ended while \(agent.activity.state.rawValue)")
    case .starting, .done, .idle, .unknown, .exited:
      return remove(pane, now, reason: "process ended")
    }
  }

  // MARK: What

  private mutating func read(
    _ pane: PaneID, _ finding: Finding?, _ title: String, _ now: Moment
  ) -> [FleetEffect] {
    guard agents[pane] != nil, agents[pane]?.activity.state != .exited else { return [] }
    agents[pane]?.title = Self.plain(title)
    agents[pane]?.readAt = now.monotonic
    agents[pane]?.trust = nil
    agents[pane]?.lastFinding = finding
    if let finding, !finding.isHold {
      agents[pane]?.finding = finding
      agents[pane]?.spokeAt = now.monotonic
    }
    return weigh(pane, now)
  }

  private mutating func hear(_ pane: PaneID, _ observation: Observation, _ now: Moment) -> [FleetEffect] {
    guard let agent = agents[pane], agent.activity.state != .exited else { return [] }
    let source = observation.evidence.source
    // Hooks run side by side, and one may come in after another that happened later.
    if let last = agent.heard[source], last.at.wall > observation.at.wall { return [] }
    if Self.isEcho(observation.evidence, of: agent.heard[source]?.evidence) { return [] }
    agents[pane]?.heard[source] = observation
    return weigh(pane, now)
  }

  /// Claude Code tells of a permission some seconds after a question of its own, too (claude-code #16102), and of the
  /// dialog that another hook has told of better.
  private static func isEcho(_ evidence: Evidence, of last: Evidence?) -> Bool {
    evidence.name == "Notification" && evidence.state == .blocked && last?.state == .blocked
  }

  /// Weighs all there is against what is believed.
  ///
  /// - Parameter before: what was believed before a word that the screen has not borne out.
  private mutating func weigh(_ pane: PaneID, _ now: Moment, insteadOf before: Activity? = nil) -> [FleetEffect] {
    guard let agent = agents[pane] else { return [] }
    let finding = agent.lastFinding
    let verdict = Arbitration.judge(
      finding, readAt: agent.readAt, spokeAt: agent.spokeAt, heard: Array(agent.heard.values),
      current: before ?? agent.activity, isShown: agent.place.isShown)
    if case .trust = verdict {} else { agents[pane]?.trust = nil }
    switch verdict {
    case .keep:
      if agent.activity.state == .starting { return keepStarting(pane, agent) }
      if finding != nil { agents[pane]?.candidate = nil }
      return []
    case .believe(let activity, let reason):
      agents[pane]?.candidate = nil
      agents[pane]?.remark = nil
      agents[pane]?.reason = reason
      return move(pane, to: recalled(activity, pane, agent), now, reason: reason)
    case .trust(let activity, let reason, let delay):
      let due = now.monotonic &+ delay
      agents[pane]?.trust = .init(before: agent.trust?.before ?? agent.activity, due: due)
      agents[pane]?.candidate = nil
      agents[pane]?.remark = nil
      agents[pane]?.reason = reason
      return move(pane, to: recalled(activity, pane, agent), now, reason: reason) + [.wake(at: due)]
    case .wait(let activity, let delay):
      if let candidate = agent.candidate, candidate.activity == activity { return [.wake(at: candidate.due)] }
      let due = now.monotonic &+ delay
      agents[pane]?.candidate = .init(activity: activity, due: due)
      return [.wake(at: due)]
    }
  }

  /// Nothing speaks for a state any more, if anything did; how long that may go on is limited.
  private mutating func keepStarting(_ pane: PaneID, _ agent: Agent) -> [FleetEffect] {
    let due = agent.since.monotonic &+ Arbitration.startLimit
    if agent.candidate?.due == due { return [] }
    agents[pane]?.candidate = .init(activity: Activity(.unknown), due: due)
    return [.wake(at: due)]
  }

  /// An agent that is first seen at its prompt may have finished while nobody watched, or before: if it was busy or
  /// done when it was last seen, nobody has looked since.
  private func recalled(_ activity: Activity, _ pane: PaneID, _ agent: Agent) -> Activity {
    guard recalls(agent), let memory = memories[pane], activity.state == .idle, !agent.place.isShown else {
      return activity
    }
    switch memory.activity.state {
    case .done, .working, .background, .blocked: return Activity(.done)
    case .starting, .idle, .exited, .unknown: return activity
    }
  }

  /// Whether what was known before counts: at the first look at an agent, and when a server is in sight again.
  private func recalls(_ agent: Agent) -> Bool {
    agent.activity.state == .starting || agent.activity.state == .unknown
  }

  private mutating func wake(_ now: Moment) -> [FleetEffect] {
    var effects: [FleetEffect] = []
    for pane in agents.keys.sorted() {
      effects += endTrust(pane, now)
      guard let agent = agents[pane], let candidate = agent.candidate else { continue }
      guard candidate.due <= now.monotonic else {
        effects.append(.wake(at: candidate.due))
        continue
      }
      agents[pane]?.candidate = nil
      agents[pane]?.reason = agent.lastFinding?.rule ?? "nothing known for a while"
      var activity = candidate.activity
      // Somebody may have come to look, or left, since the wait began.
      if activity.state == .done || activity.state == .idle {
        activity = recalled(Arbitration.prompt(after: agent.activity, agent.place.isShown), pane, agent)
      }
      effects += move(pane, to: activity, now, reason: "lasted")
    }
    return effects
  }

  /// A screen that has not changed since still says what it said.
  private mutating func endTrust(_ pane: PaneID, _ now: Moment) -> [FleetEffect] {
    guard let trust = agents[pane]?.trust else { return [] }
    guard trust.due <= now.monotonic else { return [.wake(at: trust.due)] }
    agents[pane]?.trust = nil
    agents[pane]?.readAt = now.monotonic
    return weigh(pane, now, insteadOf: trust.before)
  }

  private mutating func loseSight(_ now: Moment) -> [FleetEffect] {
    // An agent that has ended stays ended, whether anybody can see it or not.
    agents.values.filter { $0.activity.state != .exited }.sorted { $0.pane < $1.pane }.flatMap { agent in
      if agent.activity.state != .unknown {
        memories[agent.pane] = Memory(activity: agent.activity, since: agent.since, pid: agent.identity.pid)
      }
      agents[agent.pane]?.candidate = nil
      agents[agent.pane]?.trust = nil
      agents[agent.pane]?.remark = "the tmux server cannot be seen"
      return move(agent.pane, to: Activity(.unknown), now, reason: "lost sight")
    }
  }

  // MARK: Changing

  private mutating func move(_ pane: PaneID, to activity: Activity, _ now: Moment, reason: String) -> [FleetEffect] {
    guard let agent = agents[pane], agent.activity != activity else { return [] }
    var at = now
    if recalls(agent), let memory = memories.removeValue(forKey: pane),
      memory.activity.state == activity.state, memory.activity.kind == activity.kind,
      // A clock that was set back must not put the past into the future.
      memory.since.wall <= now.wall
    {
      at = memory.since
    }
    let isSameState = agent.activity.state == activity.state && agent.activity.kind == activity.kind
    agents[pane]?.activity = activity
    // A dialog whose text was completed, or whose cursor moved, is still the same wait. So is one that was told of
    // before it was drawn, and one that was not whole yet when it was first read.
    let isFresh = agent.activity.state == .blocked && now.monotonic < agent.since.monotonic &+ Arbitration.drawing
    if isSameState, isFresh || agent.activity.isSameWait(as: activity) { return [] }
    agents[pane]?.since = at
    return [
      .transition(
        Transition(
          pane: pane, place: agent.place, agent: agent.identity, from: agent.activity, to: activity, at: at,
          reason: reason))
    ]
  }

  private mutating func remove(_ pane: PaneID, _ now: Moment, reason: String) -> [FleetEffect] {
    guard let agent = agents.removeValue(forKey: pane) else { return [] }
    return [
      .transition(
        Transition(
          pane: pane, place: agent.place, agent: agent.identity, from: agent.activity, to: nil, at: now,
          reason: reason))
    ]
  }

  /// A title without the glyph that agents animate in front of it.
  static func plain(_ title: String) -> String {
    guard let first = title.unicodeScalars.first else { return "" }
    switch first.value {
    // ✳, braille, half circles; Gemini's ◇ ✦ ✋ ⏲, perhaps with the sign that asks for a picture.
    case 0x2733, 0x2800...0x28FF, 0x25D0...0x25D3, 0x25C7, 0x2726, 0x270B, 0x23F2:
      let rest = title.unicodeScalars.dropFirst()
      return String(String.UnicodeScalarView(rest.drop { $0 == " " || $0.value == 0xFE0F }))
    default:
      return title
    }
  }
}
