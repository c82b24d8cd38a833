import Recognition
import Testing

@testable import Fleet

@Suite("Answering a dialog")
struct AnswerDeliveryTests {
  /// A dialog that reacts to keys, and tmux before it.
  private struct ToyDialog {
    var question = "Which way?"
    var labels = ["The first", "The second", "Type something."]
    var numbered = true
    var cursor = 0
    var ticks: Set<Int>?
    var isReview = false
    var typed = ""
    var chosen: String?
    /// It takes no answer.
    var isDeaf = false
    var pressed: [String] = []
    /// The hook that its agent waits for, and what it was told.
    var hold: Hold?
    var decisions: [HookDecision] = []
    var obeys = true

    mutating func decide(_ decision: HookDecision) -> Bool {
      guard hold != nil else { return false }
      hold = nil
      decisions.append(decision)
      if obeys { chosen = "by hook" }
      return true
    }

    var ask: Ask {
      if isReview {
        return Ask(
          question: "Ready to submit your answers?", options: [option(0, "Submit answers"), option(1, "Cancel")],
          form: .review, digits: .confirm, enter: .confirm)
      }
      return Ask(
        question: question, options: labels.enumerated().map { option($0.offset, $0.element) }, detail: ["detail"],
        form: ticks == nil ? .single : .multi, digits: !numbered ? .none : ticks == nil ? .confirm : .toggle,
        enter: .confirm, id: question)
    }

    private func option(_ index: Int, _ label: String) -> Ask.Option {
      let isFree = label.hasPrefix("Type something") && !typed.isEmpty
      return Ask.Option(
        key: numbered ? "\(index + 1)" : "", label: isFree ? typed : label, isSelected: index == cursor,
        isChecked: isReview ? nil : ticks.map { $0.contains(index) },
        role: label.hasPrefix("Submit") ? .submit : label.hasPrefix("Type something") ? .freeText : .choice)
    }

    var sight: Sight {
      guard chosen == nil else {
        let finding = Finding(state: .working, rule: "r", region: "whole")
        return Sight(activity: Activity(.working), finding: finding, box: nil, rows: ["working"])
      }
      let ask = self.ask
      let finding = Finding(state: .blocked, kind: .question, ask: ask, rule: "r", region: "dialog")
      let rows =
        [ask.question]
        + ask.options.map { option in
          (option.isSelected ? "❯ " : "  ") + (option.key.isEmpty ? "" : "\(option.key). ")
            + (option.isChecked.map { $0 ? "[x] " : "[ ] " } ?? "") + option.label
        }
      return Sight(
        activity: Activity(.blocked, kind: .question, ask: ask), finding: finding, box: nil, rows: rows, hold: hold)
    }

    mutating func perform(_ stroke: Stroke, _ guarded: ScreenGuard) -> Bool {
      let rows = sight.rows
      guard guarded.rows.allSatisfy({ row in rows.firstIndex { row.pattern.matches($0) } == row.index }) else {
        return false
      }
      switch stroke {
      case .type(let text):
        pressed.append(text)
        if !isReview, labels[cursor].hasPrefix("Type something") {
          typed += text
        } else if let number = Int(text), numbered {
          if isReview { choose(number - 1) } else { digit(number - 1) }
        }
      case .press(let key):
        pressed.append(key.rawValue)
        switch key {
        case .down: cursor = min(cursor + 1, ask.options.count - 1)
        case .up: cursor = max(cursor - 1, 0)
        case .enter: choose(cursor)
        case .tab:
          isReview = true
          cursor = 0
        default: break
        }
      case .paste, .leaveMode: pressed.append("\(stroke)")
      }
      return true
    }

    private mutating func digit(_ index: Int) {
      cursor = index
      guard let ticks else { return choose(index) }
      self.ticks = ticks.symmetricDifference([index])
    }

    private mutating func choose(_ index: Int) {
      guard !isDeaf else { return }
      if isReview {
        chosen = index == 0 ? (ticks ?? []).sorted().map { labels[$0] }.joined(separator: ", ") : "cancelled"
      } else {
        chosen = labels[index].hasPrefix("Type something") ? typed : labels[index]
      }
    }
  }

  private func run(
    _ words: [String], _ dialog: inout ToyDialog, askID: String? = nil, isText: Bool = false, ownKey: Int64? = nil,
    facts: PaneFacts = PaneFacts(isInMode: false, viewers: [], people: "", place: ""), isDrawnOn: Bool = true,
    meanwhile: (Int, inout ToyDialog) -> Void = { _, _ in }
  ) -> Verdict? {
    var delivery = AnswerDelivery(Choice(words, isText: isText), askID: askID, deadline: .max, ownKey: ownKey)
    var now: UInt64 = 0
    var jobs: [DeliveryEffect] = []
    func moment() -> Moment { Moment(wall: Int64(now), monotonic: now) }
    jobs = delivery.apply(.begun, dialog.sight, at: moment())
    for step in 0..<800 {
      now += 20_000_000
      meanwhile(step, &dialog)
      let event: DeliveryEvent
      if jobs.isEmpty {
        guard isDrawnOn else { return nil }
        event = .woke
      } else {
        switch jobs.removeFirst() {
        case .examine: event = .examined(facts)
        case .record: event = .recorded
        case .perform(let stroke, let guarded): event = dialog.perform(stroke, guarded) ? .performed : .declined
        case .decide(let decision, _): event = dialog.decide(decision) ? .performed : .declined
        case .wake: continue
        case .finish(let verdict): return verdict
        }
      }
      jobs += delivery.apply(event, dialog.sight, at: moment())
    }
    return nil
  }

  @Test("an option with a number takes one key, whether it is named by number or by label")
  func digit() {
    for word in ["2", "the second", "The s"] {
      var dialog = ToyDialog()
      #expect(run([word], &dialog) == .submitted(.gone))
      #expect(dialog.pressed == ["2"] && dialog.chosen == "The second")
    }
  }

  @Test("a list without numbers is walked, and Enter comes only on the wanted row")
  func walk() {
    var dialog = ToyDialog()
    (dialog.labels, dialog.numbered) = (["No, exit", "Yes, I trust this folder"], false)
    #expect(run(["yes"], &dialog) == .submitted(.gone))
    #expect(dialog.pressed == ["Down", "Enter"] && dialog.chosen == "Yes, I trust this folder")
  }

  @Test("one's own words go to the row that takes them, key by key, and are never pasted")
  func free() {
    var dialog = ToyDialog()
    let text = "3 things, of which none is on the list, and this is a sentence longer than one piece"
    #expect(run([text], &dialog) == .submitted(.gone))
    #expect(dialog.chosen == text && dialog.pressed.first == "Down" && dialog.pressed.last == "Enter")
  }

  @Test("several boxes are ticked, wrong ones are cleared, and the review is sent off")
  func several() {
    var dialog = ToyDialog()
    (dialog.labels, dialog.ticks) = (["Apple", "Pear", "Plum"], [1])
    #expect(run(["apple", "3"], &dialog) == .submitted(.gone))
    #expect(dialog.pressed == ["1", "2", "3", "Tab", "1"] && dialog.chosen == "Apple, Plum")
  }

  @Test("another question than the one that was meant gets no key")
  func changed() {
    var dialog = ToyDialog()
    guard case .refused(.askChanged)? = run(["1"], &dialog, askID: "0000") else { Issue.record("not refused"); return }
    let id = dialog.ask.id
    dialog.cursor = 1
    #expect(run(["1"], &dialog, askID: id) == .submitted(.gone))
    var second = ToyDialog()
    let verdict = run(["1"], &second) { step, dialog in if step == 2 { dialog.question = "Delete everything?" } }
    guard case .refused? = verdict else { Issue.record("\(String(describing: verdict))"); return }
    #expect(second.pressed.isEmpty)
  }

  @Test("what is no option, is several, or asks for words is refused")
  func refused() {
    var dialog = ToyDialog()
    dialog.labels = ["Yes", "Yes, always", "No"]
    for (word, code) in [
      ("maybe", "no-such-option"), ("y", "ambiguous"), ("", "no-such-option"), ("9", "no-such-option"),
    ] {
      guard case .refused(let refusal)? = run([word], &dialog) else { Issue.record("\(word) not refused"); continue }
      #expect(refusal.code == code)
    }
    #expect(dialog.pressed.isEmpty)
    dialog = ToyDialog()
    guard case .refused(.needsText)? = run(["3"], &dialog) else { Issue.record("not refused"); return }
    #expect(run(["use", "the", "other", "one"], &dialog) == .refused(.oneAnswerOnly))
  }

  @Test("a number is an option's, and a text only when it is called one")
  func number() {
    var dialog = ToyDialog()
    guard case .refused(.noSuchOption)? = run(["9"], &dialog) else { Issue.record("not refused"); return }
    #expect(dialog.pressed.isEmpty)
    #expect(run(["9"], &dialog, isText: true) == .submitted(.gone))
    #expect(dialog.chosen == "9")
    dialog = ToyDialog()
    #expect(run(["the", "second"], &dialog, isText: true) == .submitted(.gone))
    #expect(dialog.chosen == "the second")
  }

  @Test("a text of one's own that the row cannot show is refused before anything is typed")
  func longText() {
    var dialog = ToyDialog()
    guard case .refused(.longAnswer(let limit))? = run([String(repeating: "x", count: 5000)], &dialog) else {
      Issue.record("not refused")
      return
    }
    #expect(limit > 100 && limit < 5000 && dialog.pressed.isEmpty)
  }

  @Test("what the agent drew before tmux had answered is looked at, and no time is lost")
  func early() {
    var dialog = ToyDialog()
    #expect(run(["2"], &dialog, isDrawnOn: false) == .submitted(.gone))
    dialog = ToyDialog()
    (dialog.labels, dialog.numbered) = (["No, exit", "Yes, I trust this folder"], false)
    #expect(run(["yes"], &dialog, isDrawnOn: false) == .submitted(.gone))
  }

  @Test("a person at the keys, panes that share them, and a pane that takes none get no key")
  func obstacles() {
    var facts = PaneFacts(isInMode: false, viewers: [.init(lastKey: 0)], people: "", place: "")
    var dialog = ToyDialog()
    #expect(run(["1"], &dialog, facts: facts) == .refused(.typing))
    #expect(
      run(["1"], &dialog, ownKey: -1, facts: facts) == .refused(.typing), "there was a key after the one for this")
    var two = facts
    two.viewers += two.viewers
    #expect(run(["1"], &dialog, ownKey: 0, facts: two) == .refused(.typing), "it may have been somebody else's key")
    facts.viewers = [.init(lastKey: -2)]
    facts.isSynchronized = true
    #expect(run(["1"], &dialog, facts: facts) == .refused(.synchronized))
    (facts.isSynchronized, facts.isInputOff) = (false, true)
    #expect(run(["1"], &dialog, facts: facts) == .refused(.inputOff))
    facts.isInputOff = false
    #expect(dialog.pressed.isEmpty)
    #expect(run(["1"], &dialog, facts: facts) == .submitted(.gone))
  }

  private func held(_ labels: [String]) -> ToyDialog {
    var dialog = ToyDialog()
    dialog.labels = labels
    dialog.hold = Hold(
      number: 1, permission: HeldPermission(tool: "Bash", argument: "make", suggestions: ["addRules"], questions: []))
    return dialog
  }

  @Test("where the agent waits for a hook, that carries the answer, and no key is pressed")
  func hook() {
    let labels = ["Yes", "Yes, and don't ask again for make commands", "No"]
    for (word, decision) in [("1", .allow), ("2", .allowAlways(suggestion: 0)), ("no", .deny)]
      as [(String, HookDecision)]
    {
      var dialog = held(labels)
      #expect(run([word], &dialog) == .submitted(.decided))
      #expect(dialog.decisions == [decision] && dialog.pressed.isEmpty)
    }
  }

  @Test("what the hook cannot say, and a hook that has just ended, are left to the keys")
  func noHook() {
    var dialog = held(["Yes", "Yes, and switch to auto mode", "No"])
    #expect(run(["2"], &dialog) == .submitted(.gone))
    #expect(dialog.decisions.isEmpty && dialog.pressed == ["2"])
    var late = held(["Yes", "No"])
    let verdict = run(["1"], &late) { _, dialog in if dialog.pressed.isEmpty { dialog.hold = nil } }
    #expect(verdict == .submitted(.gone) && late.pressed == ["1"] && late.decisions.isEmpty)
  }

  @Test("a hook whose word is not obeyed is reported, and no key follows it")
  func ignored() {
    var dialog = held(["Yes", "No"])
    dialog.obeys = false
    guard case .unconfirmed? = run(["1"], &dialog) else { Issue.record("not unconfirmed"); return }
    #expect(dialog.decisions == [.allow] && dialog.pressed.isEmpty)
  }

  @Test("a hook belongs to the dialog that shows what it is about, and to no other")
  func belongs() {
    func hold(_ tool: String, _ argument: String?, _ questions: [Ask] = []) -> Hold {
      Hold(
        number: 1, permission: HeldPermission(tool: tool, argument: argument, suggestions: [], questions: questions))
    }
    let ask = Ask(
      question: "Do you want to proceed?", options: [], detail: ["Bash command", "git push \\", "--force origin"],
      form: .confirm, digits: .confirm, enter: .confirm, id: "x")
    #expect(hold("Bash", "git push \\\n  --force origin").isAbout(ask) && hold("Other", nil).isAbout(ask))
    #expect(!hold("Bash", "rm -rf /").isAbout(ask) && !hold("ExitPlanMode", nil).isAbout(ask))
    let question = Ask(
      question: "Which way?", options: [Ask.Option(key: "1", label: "Left"), .init(key: "2", label: "Right")])
    #expect(hold("AskUserQuestion", nil, [question]).isAbout(question))
    #expect(!hold("AskUserQuestion", nil, [question]).isAbout(ask))
    #expect(!hold("AskUserQuestion", nil, [question, question]).isAbout(question))
    let asked = hold("AskUserQuestion", nil, [question])
    #expect(asked.decision(for: .option(1), in: question) == .answer("Right"))
    #expect(asked.decision(for: .ticks([0, 1]), in: question) == .answer("Left, Right"))
    #expect(asked.decision(for: .text("up", row: 2), in: question) == .answer("up"))
    #expect(asked.decision(for: .option(7), in: question) == nil)
  }

  @Test("a dialog that stays after its key is reported, and the key is not pressed again")
  func stays() {
    var dialog = ToyDialog()
    dialog.isDeaf = true
    let verdict = run(["1"], &dialog)
    guard case .unconfirmed? = verdict else { Issue.record("\(String(describing: verdict))"); return }
    #expect(dialog.pressed.count { $0 == "1" } == 1)
  }
}
