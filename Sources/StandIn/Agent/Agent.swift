/// The scripted agent as a value: events in, actions out. It knows no clock, no terminal and no files.
struct Agent {
  var settings: Settings
  var script = Lane()
  var control = Lane()
  var prompt = PromptBox()
  /// The steps of a whole round, for `repeat`.
  private var program: [Step]
  var handlers: [(text: String, steps: [Step])] = []

  /// What the last frame showed.
  private(set) var shown = Activity.starting
  /// Between a dialog's answer and the next step the turn goes on.
  var activity = Activity.starting
  private(set) var isOver = false
  private(set) var isDeaf = false

  var topic: String
  var finished: [Line] = []
  var queued: [String] = []
  /// The list of keys that `?` opens.
  var showsHelp = false
  /// Ctrl+O covers everything with the transcript; what goes on behind it cannot be seen.
  var showsTranscript = false
  var notice: (text: String, until: Nanoseconds)?
  /// Ctrl+C and Esc mean more the second time.
  var lastPress: (key: Key, at: Nanoseconds)?
  var lastPaste: Nanoseconds?

  private var turnStart: Nanoseconds?
  private var verb = "Puttering"
  private var background: String?
  private var drawnSpinner: SpinnerPhase?
  private(set) var changes = 0
  var actions: [Action] = []

  static let verbs = ["Puttering", "Nucleating", "Zigzagging", "Percolating", "Simmering"]
  private static let pastVerbs = ["Cogitated", "Baked", "Brewed", "Churned", "Worked"]
  private static let glyphs = ["·", "✢", "✳", "✶", "✻", "✽"]

  private struct SpinnerPhase: Equatable {
    var glyph: Int
    var second: Int
    var title: Int
  }

  /// - Parameter first: lines that are submitted as soon as the agent is ready.
  init(scenario: Scenario, settings: Settings, first: [String] = []) {
    self.settings = settings
    program = scenario.steps
    script.queue = scenario.steps
    topic = settings.name ?? "Claude Code"
    queued = first
  }

  /// The wait that rules the screen.
  var wait: Wait? { control.wait ?? script.wait }

  var isHung: Bool { wait?.kind == .hang }

  mutating func handle(_ event: Event, at now: Nanoseconds) -> [Action] {
    guard !isOver else { return [] }
    switch event {
    case .begin:
      finished = Header.lines(edition: settings.edition, version: settings.version, directory: settings.directory)
      draw(.starting, now)
    case .input(let input): receive(input, now)
    case .control(let statement): order(statement, now)
    case .tick: tick(now)
    case .childStarted(let child): childStarted(child)
    case .childEnded(let child, _): if isWaiting(for: .child(child)) { endWait() }
    case .decided(let decision, let dialog): obey(decision, about: dialog, now)
    case .fileFound(let path): if isWaiting(for: .file(path)) { endWait() }
    case .redraw: draw(activity, now)
    case .terminated(let signal): leave(128 + signal, reason: "signal \(signal)")
    }
    advance(now)
    defer { actions = [] }
    return actions
  }

  /// When `tick` has something to do next.
  func nextDeadline(after now: Nanoseconds) -> Nanoseconds? {
    guard !isOver else { return nil }
    var times = [control.wait?.deadline ?? (control.wait == nil ? script.wait?.deadline : nil), notice?.until]
    if shown == .working, !isHung, let start = turnStart {
      if let interval = settings.spinnerInterval {
        times.append(now + interval - (now - min(now, start)) % interval)
        times.append(now + TitleGlyphs.interval - (now - min(now, start)) % TitleGlyphs.interval)
      }
    }
    return times.compactMap(\.self).min()
  }

  /// The files whose appearance ends a wait.
  var awaitedFile: String? {
    if case .file(let path)? = wait?.kind { return path }
    return nil
  }

  // MARK: Time

  private mutating func tick(_ now: Nanoseconds) {
    if let notice, notice.until <= now {
      self.notice = nil
      draw(activity, now)
    }
    if let wait, let deadline = wait.deadline, deadline <= now {
      if case .dialog(_, _, let keys) = wait.kind {
        forgetDeadline()
        for key in keys {
          log("auto", key.fields)
          answer(key, now)
        }
      } else {
        endWait()
      }
    } else if shown == .working, !isHung, phase(now) != drawnSpinner {
      draw(activity, now)
    }
  }

  private mutating func forgetDeadline() {
    if control.wait != nil { control.wait?.deadline = nil } else { script.wait?.deadline = nil }
  }

  mutating func endWait() {
    if control.wait != nil { control.wait = nil } else { script.wait = nil }
  }

  private func isWaiting(for kind: Wait.Kind) -> Bool { control.wait?.kind == kind || script.wait?.kind == kind }

  private mutating func childStarted(_ child: Int32?) {
    if control.wait?.kind == .child(nil) {
      if let child { control.wait?.kind = .child(child) } else { control.wait = nil }
    } else if script.wait?.kind == .child(nil) {
      if let child { script.wait?.kind = .child(child) } else { script.wait = nil }
    }
  }

  // MARK: The control pipe

  private mutating func order(_ statement: Statement, _ now: Nanoseconds) {
    switch statement {
    case .step(let step): control.queue.append(step)
    case .now(let step):
      control.queue = [step]
      control.wait = nil
    case .auto: log("error", [.init("message", .string("auto belongs on the line of its dialog"))])
    }
  }

  // MARK: Steps

  /// Runs steps until both lanes wait.
  private mutating func advance(_ now: Nanoseconds) {
    while !isOver {
      if control.wait == nil, let step = control.next() {
        begin(step, in: \.control, now)
      } else if let wait = control.wait, wait.yields, let step = control.queue.first {
        if step.isInstant {
          _ = control.next()
          begin(step, in: \.control, now)
        } else {
          control.wait = nil
        }
      } else if let wait = control.wait {
        guard wait.takesLines, !queued.isEmpty else { break }
        settle(now)
        take(queued.removeFirst(), now)
      } else if script.wait == nil {
        if let step = script.next() {
          begin(step, in: \.script, now)
        } else {
          script.wait = Wait(kind: .end)
        }
      } else if !queued.isEmpty, script.wait?.takesLines == true {
        settle(now)
        take(queued.removeFirst(), now)
      } else {
        break
      }
    }
    settle(now)
  }

  /// Draws when the picture is another one than the last.
  private mutating func settle(_ now: Nanoseconds) {
    guard !isOver else { return }
    let next = wait?.activity ?? (activity == .starting ? .idle : activity)
    if next != shown || !finished.isEmpty || needsDrawing || isNewDialog { draw(next, now) }
  }

  var needsDrawing = false
  /// A dialog behind another of its kind is a change of state as well.
  private var isNewDialog = false

  private mutating func begin(_ step: Step, in lane: WritableKeyPath<Agent, Lane>, _ now: Nanoseconds) {
    func after(_ time: Nanoseconds?) -> Nanoseconds? { time.map { now + $0 } }
    let bullet = settings.edition.bullet
    switch step {
    case .start(let time): self[keyPath: lane].wait = Wait(kind: .start, deadline: now + time)
    case .title(let text):
      topic = text
      needsDrawing = true
    case .say(let text): finished += [.empty, Line(bullet + text, indent: 2)]
    case .bait: finished += [.empty] + Bait.lines(settings.edition)
    case .tool(let name, let argument):
      finished += [.empty, Line("\(bullet)\(name)(\(argument))", indent: 2), Line("  ⎿  Done", .quiet, indent: 5)]
    case .work(let time, let verb):
      let chosen = verb ?? Self.verbs[changes % Self.verbs.count]
      self.verb = chosen
      needsDrawing = true
      self[keyPath: lane].wait = Wait(kind: .work(verb: chosen), deadline: after(time))
    case .dialog(let dialog, let branches, let auto):
      isNewDialog = true
      self[keyPath: lane].wait = Wait(
        kind: .dialog(dialog, branches: branches, auto: auto?.keys ?? []), deadline: after(auto?.after))
    case .background(let label, let time):
      background = label
      needsDrawing = true
      self[keyPath: lane].wait = Wait(kind: .background(label: label), deadline: after(time))
    case .stopped(let kind, let text, let time):
      let full = kind == .limit ? "You've hit your session limit · \(text)" : text
      finished += [.empty, Line("  ⎿  \(full)", indent: 5)]
      self[keyPath: lane].wait = Wait(kind: .stopped(kind), deadline: after(time))
    case .idle(let time): self[keyPath: lane].wait = Wait(kind: .idle, deadline: after(time))
    case .expect(let text): self[keyPath: lane].wait = Wait(kind: .expect(text))
    case .awaitFile(let path): self[keyPath: lane].wait = Wait(kind: .file(path))
    case .run(let command):
      finished += [.empty, Line("\(bullet)Bash(\(command))", indent: 2)]
      self[keyPath: lane].wait = Wait(kind: .child(nil))
      settle(now)
      actions.append(.run(command))
    case .touch(let path): actions.append(.touch(path))
    case .draft(let text):
      prompt.clear()
      prompt.type(text)
      needsDrawing = true
    case .deaf(let value): isDeaf = value
    case .hang: self[keyPath: lane].wait = Wait(kind: .hang)
    case .clear: clear()
    case .crash(let way):
      isOver = true
      actions.append(.crash(way, change(to: .exited, [.init("reason", .string("crash"))])))
    case .exit(let code): leave(code, reason: "script")
    case .again: script.queue = program
    case .resume: control = Lane()
    case .on(let text, let steps): handlers.append((text, steps))
    }
  }

  mutating func clear() {
    finished = Header.lines(edition: settings.edition, version: settings.version, directory: settings.directory)
    topic = settings.name ?? "Claude Code"
    actions.append(.clear)
  }

  mutating func leave(_ code: Int32, reason: String) {
    isOver = true
    actions.append(
      .leave(code, change(to: .exited, [.init("code", .integer(Int(code))), .init("reason", .string(reason))])))
  }

  /// Throws the rest of the turn away, as Esc does.
  mutating func interrupt(_ now: Nanoseconds) {
    finished.append(Line("  ⎿  Interrupted · What should Claude do instead?", .quiet, indent: 5))
    log("interrupted")
    turnStart = nil
    control = Lane()
    if script.wait.map({ !$0.takesLines }) ?? true {
      script.wait = nil
      while let step = script.queue.first, !step.endsTurn { _ = script.next() }
      // Nothing to come back to: stay at the prompt until somebody says something.
      if script.queue.first == .again { script.insert([.idle(nil)]) }
    }
  }

  // MARK: Logging

  mutating func log(_ event: String, _ fields: [JSON.Field] = []) {
    actions.append(.log(LogEntry(event, fields)))
  }

  private mutating func change(to next: Activity, _ more: [JSON.Field] = []) -> LogEntry {
    changes += 1
    var fields: [JSON.Field] = [.init("state", .string(next.name))]
    if let kind = next.kind { fields.append(.init("kind", .string(kind))) }
    fields.append(.init("n", .integer(changes)))
    if case .dialog(let dialog, _, _)? = wait?.kind, next != .exited {
      fields.append(.init("heading", .string(dialog.heading)))
      if let subject = dialog.body.first { fields.append(.init("subject", .string(subject))) }
      fields.append(.init("question", .string(dialog.question)))
      fields.append(.init("options", .array(dialog.options.map { .string($0.label) })))
    }
    if changes > 1 { fields.append(.init("from", .string(shown.name))) }
    return LogEntry("state", fields + more)
  }

  // MARK: The picture

  mutating func draw(_ next: Activity, _ now: Nanoseconds) {
    let isChange = next != shown || changes == 0 || isNewDialog
    if next == .working, turnStart == nil { turnStart = now }
    if isChange, let start = turnStart, next == .idle || next == .background {
      endTurn(after: now - start, next)
    }
    if next != .background { background = nil }
    activity = next
    let entry = isChange ? change(to: next) : nil
    shown = next
    needsDrawing = false
    isNewDialog = false
    drawnSpinner = phase(now)
    let age = now - (turnStart ?? now)
    let frame = Frame(
      history: finished, scene: scene(now), title: settings.titles.title(topic, working: next == .working, age: age))
    finished = []
    actions.append(.draw(frame, change: entry))
  }

  private mutating func endTurn(after time: Nanoseconds, _ next: Activity) {
    turnStart = nil
    let past = Self.pastVerbs[changes % Self.pastVerbs.count]
    var line = "✻ \(past) for \(LiveArea.time(max(1, Int(time / .second))))"
    if next == .background, let background { line += " · \(background) still running" }
    finished += [.empty, Line(line, .quiet, indent: 2)]
  }

  private func phase(_ now: Nanoseconds) -> SpinnerPhase? {
    guard activity == .working, let start = turnStart else { return nil }
    let age = now - min(now, start)
    return SpinnerPhase(
      glyph: settings.spinnerInterval.map { Int(age / max($0, .millisecond)) } ?? 0, second: Int(age / .second),
      title: Int(age / TitleGlyphs.interval))
  }

  private func scene(_ now: Nanoseconds) -> Scene {
    var scene = Scene(edition: settings.edition, body: .prompt)
    scene.mode = settings.mode
    scene.name = settings.name
    scene.directory = settings.directory
    scene.queued = queued
    scene.notice = notice?.text
    (scene.draftBefore, scene.draftAfter) = prompt.shown
    scene.isShell = prompt.isShell
    scene.menu = prompt.menu
    scene.showsHelp = showsHelp
    if case .dialog(let dialog, _, _)? = wait?.kind { scene.body = .dialog(dialog) }
    if activity == .starting { scene.body = .blank }
    if showsTranscript {
      scene.body = .transcript
      return scene
    }
    if activity == .background { scene.background = background }
    if activity == .working, let phase = phase(now) {
      scene.spinner = Scene.Spinner(
        glyph: Self.glyphs[phase.glyph % Self.glyphs.count], verb: verb, seconds: phase.second,
        tokens: phase.second * 37 + phase.glyph)
    }
    return scene
  }
}
