import Terminal

/// Half of the input becomes what tmux might have told about a pane, however senseless; the rest is its output.
func checkSeededScreen(_ body: [UInt8], _ plan: Plan) {
  var choices = plan.choices
  let middle = body.count / 2
  let lines = body[..<middle].split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
  let shown = choices.oneIn(2) ? lines.count : lines.count / 2
  var snapshot = Snapshot(columns: plan.columns, rows: plan.rows, lines: Array(lines[..<shown]), tmux: plan.tmux)
  snapshot.savedLines = Array(lines[shown...])
  if choices.oneIn(2) { snapshot.joinedLines = Array(lines.drop { _ in choices.oneIn(3) }) }
  snapshot.historyLimit = plan.historyLimit
  fillState(&snapshot, &choices)
  if choices.oneIn(2) { snapshot.pending = Array(body[middle...].prefix(choices.below(40))) }
  var terminal = Terminal(snapshot)
  if choices.oneIn(3) {
    // Seeded anew while some model was at hand, of another size perhaps.
    var old = plan.terminal
    old.feed(Array(body.prefix(choices.below(400))))
    terminal = Terminal(snapshot, continuing: old)
    require(terminal.version > old.version, "a seed fell behind the version of the model before")
  }
  requireInvariants(terminal)
  readAll(terminal)
  checkScreen(terminal, Array(body[middle...]), plan)
}

private func fillState(_ snapshot: inout Snapshot, _ choices: inout Choices) {
  /// Mostly a number that may be meant, now and then one that cannot be.
  func number(_ choices: inout Choices) -> Int {
    choices.oneIn(12) ? [Int.min, -1, 4_294_967_295, .max][choices.below(4)] : choices.below(60)
  }
  snapshot.cursorColumn = number(&choices)
  snapshot.cursorRow = number(&choices)
  snapshot.scrollTop = number(&choices)
  snapshot.scrollBottom = choices.oneIn(2) ? nil : number(&choices)
  snapshot.alternateSavedColumn = number(&choices)
  snapshot.alternateSavedRow = number(&choices)
  snapshot.historySize = number(&choices)
  snapshot.tabStops = choices.oneIn(2) ? nil : (0..<choices.below(9)).map { _ in number(&choices) }
  snapshot.title = choices.oneIn(2) ? nil : "a title"
  snapshot.isAlternate = choices.oneIn(2)
  snapshot.cursorVisible = choices.oneIn(2)
  snapshot.insert = choices.oneIn(2)
  snapshot.origin = choices.oneIn(2)
  snapshot.wrap = choices.oneIn(2)
  snapshot.keypad = choices.oneIn(2)
  snapshot.keypadCursor = choices.oneIn(2)
  snapshot.mouseStandard = choices.oneIn(2)
  snapshot.mouseButton = choices.oneIn(2)
  snapshot.mouseAll = choices.oneIn(2)
  snapshot.mouseSGR = choices.oneIn(2)
  snapshot.mouseUTF8 = choices.oneIn(2)
  snapshot.bracketedPaste = [nil, false, true][choices.below(3)]
  snapshot.synchronized = [nil, false, true][choices.below(3)]
}
