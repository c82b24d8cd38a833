/// The thin part: waits for the terminal, the control pipe, signals and time, and does what the agent wants done.
struct Loop {
  /// Between ESC and the rest of its sequence. tmux itself waits longer before it sends an ESC on.
  private static let escapeTime: Nanoseconds = 20 * .millisecond

  private var agent: Agent
  private var painter: Painter
  private var decoder = KeyDecoder()
  private var escapeDeadline: Nanoseconds?
  private var control: ControlPipe?
  private var exitCode: Int32?
  private var children: Set<Int32> = []
  /// Children whose end interests nobody.
  private var errands: Set<Int32> = []
  /// Hooks that a dialog waits for, and the files with what they print.
  private var awaited: [Int32: (dialog: Int, output: String)] = [:]
  /// Hooks that were waited for so far.
  private var hooks = 0
  private let log: LogFile
  private var reporter: Reporter
  private let mode: TerminalMode
  private let trustFile: String?

  init(agent: Agent, options: Options, log: LogFile, mode: TerminalMode) throws {
    self.agent = agent
    self.log = log
    self.mode = mode
    trustFile = options.trustFile
    reporter = try Reporter(options, variable: Processes.variable)
    painter = Painter(size: TerminalMode.size(of: .output), alternate: options.isAlternate)
    if let path = options.control { control = try ControlPipe(path: path) }
  }

  /// The exit code, when it is over and the terminal is as it was.
  mutating func run() -> Int32 {
    SignalPipe.install()
    mode.enterRaw()
    Descriptor.output.write(painter.opening)
    handle(.begin)
    while exitCode == nil {
      step()
    }
    mode.restore()
    return exitCode ?? 0
  }

  private mutating func step() {
    var sources = [SignalPipe.descriptor]
    // A program that hangs leaves its input in the terminal.
    if !agent.isHung { sources.append(.input) }
    if let control { sources.append(control.descriptor) }
    let ready = Poll.wait(for: sources, timeout: timeout)
    if ready.contains(SignalPipe.descriptor) { for signal in SignalPipe.received() { receive(signal) } }
    if let descriptor = control?.descriptor, ready.contains(descriptor) { readControl() }
    if ready.contains(.input) { readTerminal() }
    if let path = agent.awaitedFile, Files.exists(path) { handle(.fileFound(path)) }
    let now = Clock.monotonic()
    if let deadline = escapeDeadline, deadline <= now {
      escapeDeadline = nil
      for input in decoder.flush() { handle(.input(input)) }
    }
    handle(.tick)
  }

  private var timeout: Nanoseconds? {
    let now = Clock.monotonic()
    var deadlines = [agent.nextDeadline(after: now), escapeDeadline]
    if agent.awaitedFile != nil { deadlines.append(now + Settings.filePollTime) }
    return deadlines.compactMap(\.self).min().map { $0 > now ? $0 - now : 0 }
  }

  // MARK: What comes in

  private mutating func readTerminal() {
    guard let bytes = Descriptor.input.read() else { return }
    // The terminal is gone.
    if bytes.isEmpty { return handle(.terminated(Int32(SignalPipe.hangup))) }
    for input in decoder.feed(bytes) { handle(.input(input)) }
    escapeDeadline = decoder.isPending ? Clock.monotonic() + Self.escapeTime : nil
  }

  private mutating func readControl() {
    for result in control?.read() ?? [] {
      switch result {
      case .success(let statement): handle(.control(statement))
      case .failure(let error): log.write(LogEntry("error", [.init("message", .string(error.description))]))
      }
    }
  }

  private mutating func receive(_ signal: UInt8) {
    switch signal {
    case SignalPipe.windowChanged:
      painter.resize(to: TerminalMode.size(of: .output))
      handle(.redraw)
    case SignalPipe.childEnded:
      errands = errands.filter { Processes.exitCode(of: $0) == nil }
      for (child, hook) in awaited {
        guard let code = Processes.exitCode(of: child) else { continue }
        awaited[child] = nil
        let output = (try? Files.text(hook.output)) ?? ""
        Files.remove(hook.output)
        log.write(LogEntry("hooked", [.init("dialog", .integer(hook.dialog)), .init("code", .integer(Int(code)))]))
        if code == 0, let decision = Decision(output) { handle(.decided(decision, dialog: hook.dialog)) }
      }
      for child in children {
        guard let code = Processes.exitCode(of: child) else { continue }
        children.remove(child)
        log.write(LogEntry("ran", [.init("pid", .integer(Int(child))), .init("code", .integer(Int(code)))]))
        handle(.childEnded(child, code: code))
      }
    default: handle(.terminated(Int32(signal)))
    }
  }

  // MARK: What goes out

  private mutating func handle(_ event: Event) {
    for action in agent.handle(event, at: Clock.monotonic()) { perform(action) }
  }

  private mutating func perform(_ action: Action) {
    switch action {
    case .log(let entry): tell(entry)
    case .draw(let frame, let change): draw(frame, change)
    case .clear: painter.clear()
    case .touch(let path): Files.touch(path)
    case .run(let command):
      let child = Processes.spawnShell(command)
      if let child { children.insert(child) }
      handle(.childStarted(child))
    case .trust:
      if let trustFile { try? Files.append(agent.settings.directory + "\n", to: trustFile) }
    case .leave(let code, let change):
      tell(change)
      Descriptor.output.write(painter.closing)
      exitCode = code
    case .crash(let way, let change):
      tell(change)
      // An exit without goodbye leaves the terminal as it is, as the real one does.
      Processes.die(by: way)
    }
  }

  /// In the log, and to whom else it may concern. Nobody waits for those.
  private mutating func tell(_ entry: LogEntry) {
    log.write(entry)
    for errand in reporter.commands(after: entry) {
      guard let dialog = errand.dialog else {
        if let child = Processes.spawnShell(errand.command) { errands.insert(child) }
        continue
      }
      hooks += 1
      let output = "\(Files.temporaryDirectory)/standin-hook-\(Processes.identity)-\(hooks)"
      let command = "{ \(errand.command)\n} > '\(output.replacing("'", with: #"'\''"#))'"
      if let child = Processes.spawnShell(command) { awaited[child] = (dialog, output) }
    }
  }

  private mutating func draw(_ frame: Frame, _ change: LogEntry?) {
    // The bytes are ready before the line is written, so that nothing but the write itself lies between the two.
    let bytes = painter.paint(frame)
    if let change { tell(change) }
    Descriptor.output.write(bytes)
    if let number = change?["n"] { log.write(LogEntry("drawn", [.init("n", number)])) }
  }
}
