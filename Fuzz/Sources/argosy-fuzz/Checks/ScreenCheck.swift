import Terminal

/// Feeds a pane's output in chunks, as the plan wants it, and reads everything there is to read. The same output in
/// one piece must give the same screen.
func checkScreen(_ start: Terminal, _ body: [UInt8], _ plan: Plan) {
  var choices = plan.choices
  var terminal = start
  var reader = Reader(terminal)
  var resizes: [Resize] = []
  var events: [Event] = []
  var clock: UInt64 = 0
  var readsLeft = 24

  for chunk in Chunks(of: body.count, upTo: plan.chunkLimit, choices) {
    if plan.hasTimes { clock += choices.oneIn(8) ? 5_100_000_000 : 1_000_000 }
    unsafe terminal.feed(body.span.extracting(chunk).bytes, at: plan.hasTimes ? clock : nil)
    if plan.drainsOften, choices.oneIn(4) { events += drained(&terminal) }
    if plan.resizes, resizes.count < 8, choices.oneIn(3) {
      let resize = Resize(at: chunk.upperBound, columns: choices.below(90), rows: choices.below(40))
      resizes.append(resize)
      terminal.resize(columns: resize.columns, rows: resize.rows)
    }
    if plan.readsOften, readsLeft > 0 {
      readsLeft -= 1
      reader.read(terminal)
      requireInvariants(terminal)
    }
  }
  events += drained(&terminal)
  reader.read(terminal)
  readAll(terminal)
  requireInvariants(terminal)

  // A string that timed out is no matter of chunks.
  guard !plan.hasTimes else { return }
  var whole = start
  var at = 0
  for resize in resizes {
    whole.feed(body.span.extracting(at..<resize.at))
    whole.resize(columns: resize.columns, rows: resize.rows)
    at = resize.at
  }
  whole.feed(body.span.extracting(at..<body.count))
  let last = drained(&whole)
  require(last == Array(events.suffix(256)), "events depend on chunks: \(last) / \(events.suffix(256))")
  requireEqual(terminal, whole, "chunks / one piece")
}

private struct Resize {
  let at: Int
  let columns: Int
  let rows: Int

  init(at: Int, columns: Int, rows: Int) {
    self.at = at
    self.columns = columns
    self.rows = rows
  }
}

private func drained(_ terminal: inout Terminal) -> [Event] {
  let events = terminal.drainEvents()
  require(events.count <= 256, "\(events.count) events kept")
  require(terminal.drainEvents().isEmpty, "drained events come again")
  return events
}

func requireInvariants(_ terminal: Terminal) {
  let violations = terminal.invariantViolations()
  require(violations.isEmpty, "invariants: \(violations.prefix(5))")
}
