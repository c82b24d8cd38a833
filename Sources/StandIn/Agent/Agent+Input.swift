extension Agent {
  /// A key, text or paste of the terminal: logged with the state it met before anything comes of it.
  mutating func receive(_ input: Input, _ now: Nanoseconds) {
    log(input.event, input.fields + met)
    if case .paste = input { lastPaste = now }
    if isDeaf { return }
    switch input {
    case .key(.other), .key(.focusIn), .key(.focusOut): return
    default: break
    }
    if input == .key(.enter), swallows(now) {
      log("swallowed", input.fields + met)
      return
    }
    if leaf(input) { return }
    let wasEmpty = prompt.isEmpty && !prompt.isShell
    if case .dialog? = wait?.kind { answer(input, now) } else { edit(input, now) }
    let isEmpty = prompt.isEmpty && !prompt.isShell
    if wasEmpty != isEmpty { log("box", [.init("draft", .boolean(!isEmpty))]) }
    needsDrawing = true
  }

  /// The transcript opens and closes; while it is open nothing else hears a key.
  private mutating func leaf(_ input: Input) -> Bool {
    guard activity != .starting, showsTranscript || input == .key(.control("o")) else { return false }
    if [.key(.control("o")), .key(.control("c")), .key(.escape)].contains(input) {
      showsTranscript.toggle()
      log("transcript", [.init("open", .boolean(showsTranscript))])
      needsDrawing = true
    }
    return true
  }

  /// The state that input meets.
  private var met: [JSON.Field] {
    var fields: [JSON.Field] = [.init("state", .string(shown.receiving))]
    if let kind = shown.kind { fields.append(.init("kind", .string(kind))) }
    // Only where there is a box.
    if case .dialog? = wait?.kind { return fields }
    if !prompt.isEmpty || prompt.isShell { fields.append(.init("draft", .boolean(true))) }
    return fields
  }

  private func swallows(_ now: Nanoseconds) -> Bool {
    guard settings.swallowsEnter, let lastPaste else { return false }
    return now - min(now, lastPaste) < settings.swallowTime
  }

  // MARK: Dialogs

  /// Gives a key to the dialog on the screen.
  mutating func answer(_ input: Input, _ now: Nanoseconds) {
    guard let lane = controllingLane, case .dialog(var dialog, let branches, let auto)? = self[keyPath: lane].wait?.kind
    else { return }
    let reaction = dialog.press(input)
    self[keyPath: lane].wait?.kind = .dialog(dialog, branches: branches, auto: auto)
    switch reaction {
    case .none: break
    case .changed: needsDrawing = true
    case .chosen(let index): finish(dialog, index, branches, lane, now)
    case .cancelled: finish(dialog, nil, branches, lane, now)
    }
  }

  /// Does what a hook decided, if its dialog is still the one on the screen.
  mutating func obey(_ decision: Decision, about number: Int, _ now: Nanoseconds) {
    guard number == changes, let lane = controllingLane,
      case .dialog(var dialog, let branches, _)? = self[keyPath: lane].wait?.kind
    else { return log("late", [.init("dialog", .integer(number))]) }
    log("decided", [.init("allows", .boolean(decision.allows))])
    let index: Int?
    if !decision.allows {
      index = nil
    } else if let answer = decision.answer {
      index =
        dialog.options.firstIndex { $0.label == answer } ?? dialog.options.firstIndex { $0.takesText }
      if let index, dialog.options[index].takesText { dialog.typed = answer }
      let labels = answer.split(separator: ",").map { $0.drop { $0 == " " } }
      if dialog.ticks != nil {
        dialog.ticks = Set(dialog.options.indices.filter { labels.contains(dialog.options[$0].label[...]) })
      }
    } else {
      index = dialog.options.firstIndex { $0.outcome == (decision.isForGood ? .always : .yes) }
    }
    finish(dialog, index, branches, lane, now)
  }

  private var controllingLane: WritableKeyPath<Agent, Lane>? {
    if control.wait != nil { return \.control }
    return script.wait != nil ? \.script : nil
  }

  /// - Parameter index: nil when the dialog was cancelled.
  private mutating func finish(
    _ dialog: Dialog, _ index: Int?, _ branches: [Branch], _ lane: WritableKeyPath<Agent, Lane>, _ now: Nanoseconds
  ) {
    let label = index.map(dialog.answer) ?? ""
    let outcome = index.flatMap { dialog.options.indices.contains($0) ? dialog.options[$0].outcome : nil } ?? .no
    log(
      "answer",
      [
        .init("kind", .string(dialog.kind.rawValue)), .init("choice", .integer(index.map { $0 + 1 } ?? 0)),
        .init("label", .string(label)),
      ])
    self[keyPath: lane].wait = nil
    activity = .working
    let branch = dialog.branch(for: index, in: branches)
    if outcome == .no, dialog.kind == .trust || dialog.kind == .bypass || dialog.kind == .login, branch == nil {
      return leave(1, reason: "\(dialog.kind.rawValue) refused")
    }
    switch dialog.kind {
    case .permission where outcome != .no:
      let name = dialog.heading.split(separator: " ").first.map(String.init) ?? "Bash"
      let subject = dialog.body.first ?? ""
      finished += [
        .empty, Line("\(settings.edition.bullet)\(name)(\(subject))", indent: 2),
        Line("  ⎿  Done", .quiet, indent: 5),
      ]
    case .question where outcome != .no:
      finished += [
        .empty, Line("\(settings.edition.bullet)User answered Claude's questions:", indent: 2),
        Line("  ⎿  · \(dialog.question) → \(label)", .quiet, indent: 5),
      ]
    case .trust:
      actions.append(.trust)
      activity = .idle
    case .login, .bypass: activity = .idle
    default: break
    }
    if let branch {
      self[keyPath: lane].insert(branch.steps)
    } else if outcome == .no {
      interrupt(now)
    }
  }

  // MARK: The prompt box

  private mutating func edit(_ input: Input, _ now: Nanoseconds) {
    switch input {
    case .text(let text): type(text)
    case .paste(let text): prompt.paste(text)
    case .key(let key): press(key, now)
    }
  }

  /// Some characters mean something in an empty box. Pasted ones never do.
  private mutating func type(_ text: String) {
    guard prompt.isEmpty, !prompt.isShell else { return prompt.type(text) }
    switch text.first {
    case "!":
      prompt.isShell = true
      prompt.type(String(text.dropFirst()))
    case "?" where text.count == 1: showsHelp.toggle()
    default: prompt.type(text)
    }
  }

  private mutating func press(_ key: Key, _ now: Nanoseconds) {
    let isSecond = lastPress.map { $0.key == key && now - min(now, $0.at) <= Settings.secondPressTime } ?? false
    lastPress = (key, now)
    switch key {
    case .enter: submit(now)
    case .escape:
      if showsHelp {
        showsHelp = false
      } else if shown == .working {
        interrupt(now)
      } else if !prompt.isEmpty {
        if isSecond { prompt.clear() } else { say("Esc to clear again", now) }
      }
    case .control("c"):
      if shown == .working {
        interrupt(now)
      } else if isSecond {
        leave(0, reason: "ctrl-c")
      } else {
        prompt.clear()
        say("Press Ctrl-C again to exit", now)
      }
    case .control("d"):
      guard prompt.isEmpty else { return }
      if isSecond { leave(0, reason: "ctrl-d") } else { say("Press Ctrl-D again to exit", now) }
    case .backTab: settings.mode = settings.mode.next
    case .up:
      // Queued messages come back into the box.
      guard prompt.isEmpty, !queued.isEmpty else { return }
      prompt.type(queued.joined(separator: "\n"))
      queued = []
    default: _ = prompt.edit(key)
    }
  }

  private mutating func say(_ text: String, _ now: Nanoseconds) {
    notice = (text, now + Settings.secondPressTime)
  }

  private mutating func submit(_ now: Nanoseconds) {
    if prompt.takeBackslash() { return }
    var text = prompt.text
    guard text.contains(where: { !$0.isWhitespace }) else { return }
    // Until 2.1.236 Enter took what the menu offered, whatever was typed.
    if settings.edition != .current, let command = prompt.menu.first { text = "/" + command }
    let isShell = prompt.isShell
    prompt.clear()
    showsHelp = false
    let waits = shown == .working || shown == .starting
    let mode: [JSON.Field] = isShell ? [.init("shell", .boolean(true))] : []
    log("submit", [.init("text", .string(text)), .init("queued", .boolean(waits))] + mode + met)
    if isShell {
      finished += [.empty, Line("! \(text)", .quiet, indent: 2), Line("  ⎿  (No output)", .quiet, indent: 5)]
    } else if waits {
      queued.append(text)
    } else {
      take(text, now)
    }
  }

  /// A submitted line reaches the agent.
  mutating func take(_ text: String, _ now: Nanoseconds) {
    switch text {
    case "/exit", "/quit", "exit", "quit": return leave(0, reason: text)
    case "/clear":
      log("cleared")
      return clear()
    default: break
    }
    let echo = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    finished += [.empty]
    finished += echo.map { Line(($0.offset == 0 ? settings.edition.echo : "  ") + $0.element, .quiet, indent: 2) }
    log("taken", [.init("text", .string(text))])
    if control.wait?.takesLines == true { control.wait = nil }
    if let handler = handlers.last(where: { text.contains($0.text) }) {
      // The script's own wait comes again behind it.
      if let step = script.wait?.step { script.insert([step]) }
      script.wait = nil
      return script.insert(handler.steps)
    }
    switch script.wait?.kind {
    case .idle, .background, .stopped: script.wait = nil
    case .expect(let wanted):
      if text.contains(wanted) {
        script.wait = nil
      } else {
        log("unexpected", [.init("text", .string(text)), .init("expected", .string(wanted))])
        finished += [.empty, Line("\(settings.edition.bullet)I was told to wait for: \(wanted)", indent: 2)]
      }
    case .end:
      script.wait = nil
      script.insert(Scenario.reply(to: text))
    case nil: break
    default: queued.append(text)
    }
  }
}

extension Wait {
  /// The step that waits again after an interruption by a handler.
  fileprivate var step: Step? {
    switch kind {
    case .idle: .idle(nil)
    case .expect(let text): .expect(text)
    case .background(let label): .background(label: label, nil)
    default: nil
    }
  }
}

extension Input {
  /// The name of its line in the log.
  var event: String {
    switch self {
    case .text: "text"
    case .key: "key"
    case .paste: "paste"
    }
  }

  var fields: [JSON.Field] {
    switch self {
    case .text(let text), .paste(let text): [.init("text", .string(text))]
    case .key(let key): [.init("key", .string(key.name))]
    }
  }
}
