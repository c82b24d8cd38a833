import Terminal
import Wire

/// Takes the input for what `tmux -C` wrote, in chunks and in one piece, and shows each pane's output on a screen.
func checkControlStream(_ body: [UInt8], _ plan: Plan) {
  var parts = Watcher(plan)
  var parser = ControlParser()
  for chunk in Chunks(of: body.count, upTo: plan.chunkLimit, plan.choices) {
    parser.feed(body.span.extracting(chunk), to: &parts)
  }
  parser.finish(to: &parts)

  var whole = Watcher(plan)
  parser = ControlParser()
  parser.feed(body.span, to: &whole)
  parser.finish(to: &whole)

  require(parts.events == whole.events, "the events of a control stream depend on chunks")
  require(parts.bytes == whole.bytes, "the output in a control stream depends on chunks")
  for (pane, terminal) in parts.panes {
    requireInvariants(terminal)
    readAll(terminal)
    if let other = whole.panes[pane] { requireEqual(terminal, other, "pane \(pane)") }
  }
}

/// A pane's output as tmux packs it: escaped, cut into lines, among lines of other kinds. Nothing of it may be lost,
/// and nothing of what stands between may get into it.
func checkPackedOutput(_ body: [UInt8], _ plan: Plan) {
  let pane = PaneID(number: 3)
  let packed = ControlPacking.pack(body, of: pane, plan.choices)
  var watcher = Watcher(plan)
  var parser = ControlParser()
  for chunk in Chunks(of: packed.count, upTo: plan.chunkLimit, Choices(seed: plan.seed ^ 0xFF)) {
    parser.feed(packed.span.extracting(chunk), to: &watcher)
  }
  parser.finish(to: &watcher)
  require(watcher.bytes[pane] ?? [] == body, "packed output came back changed")
  require(!watcher.sawStray, "packed output held a stray line")
  var direct = plan.terminal
  direct.feed(body)
  if let terminal = watcher.panes[pane] {
    requireInvariants(terminal)
    readAll(terminal)
    requireEqual(terminal, direct, "through the control stream / direct")
  }
}

/// Keeps all that a control stream said.
private struct Watcher: ControlSink {
  /// More panes are only counted: an input may name thousands.
  private static let paneLimit = 4

  let plan: Plan
  var events: [ControlEvent] = []
  var bytes: [PaneID: [UInt8]] = [:]
  var panes: [PaneID: Terminal] = [:]
  var sawStray = false

  init(_ plan: Plan) { self.plan = plan }

  mutating func output(_ output: Span<UInt8>, of pane: PaneID, age: UInt64?) {
    if panes[pane] == nil {
      guard panes.count < Self.paneLimit else { return }
      panes[pane] = plan.terminal
    }
    panes[pane]?.feed(output)
    unsafe output.withUnsafeBufferPointer { unsafe bytes[pane, default: []].append(contentsOf: $0) }
  }

  mutating func event(_ event: ControlEvent) {
    if case .stray = event { sawStray = true }
    events.append(event)
  }

  mutating func content(of block: BlockHeader) -> BlockContent {
    switch block.number % 3 {
    case 0: .open
    case 1: .verbatim
    default: .counted(Int(block.number % 7))
    }
  }
}
