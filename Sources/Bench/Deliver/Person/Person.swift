import Foundation
import Synchronization
import TmuxControl

/// Somebody at a real client of the measured server, whose keyboard is the terminal of another tmux: types, submits,
/// answers, scrolls, renames, resizes, interrupts, goes away and comes back.
final class Person: Sendable {
  /// What a person did that no log of the agent shows. Times in nanoseconds since 1970.
  struct Diary: Sendable {
    var keys: [Int64] = []
    /// In copy mode, from … to.
    var scrolling: [ClosedRange<Int64>] = []
    var actions: [String: Int] = [:]
  }

  private let outer: PrivateServer
  private let inner: PrivateServer
  private let pane: String
  private let target: String
  private let other: String
  private let diary = Mutex(Diary())
  private let isDone = Atomic<Bool>(false)
  private let ended = DispatchSemaphore(value: 0)

  /// Sits down before the session.
  ///
  /// - Parameters:
  ///   - target: the session with the agent; `other` is one to go away to.
  init(at inner: PrivateServer, session target: String, other: String, tmux: String?) throws {
    self.inner = inner
    self.target = target
    self.other = other
    outer = try PrivateServer(tmux: tmux)
    let command =
      "exec env -u TMUX \(ShellWord.quoted(inner.program.path)) -u -S \(ShellWord.quoted(inner.socket)) attach -t =\(target)"
    pane = try outer.run([
      "new-session", "-d", "-P", "-F", "#{pane_id}", "-x", "100", "-y", "30", "-s", "person", command,
    ])
    // Who has just come counts as somebody at the keyboard.
    let now = Self.now
    diary.withLock { $0.keys.append(now) }
  }

  func begin(seed: UInt64) {
    Thread.detachNewThread { [self] in
      var random = SeededGenerator(seed: seed)
      while !isDone.load(ordering: .relaxed) {
        // A tmux that refuses one of these has met something that another action changed.
        try? act(&random)
      }
      try? go(to: target)
      ended.signal()
    }
  }

  /// Lets go of the keyboard.
  func end() -> Diary {
    isDone.store(true, ordering: .relaxed)
    ended.wait()
    outer.end()
    return diary.withLock { $0 }
  }

  // MARK: What a person does

  private func act(_ random: inout SeededGenerator) throws {
    let kind = random.draw(0...99)
    switch kind {
    case 0..<35:
      note("rest")
      pause(random.draw(500...4000))
    case 35..<50:
      note("type and submit")
      try type(random.pick(["#work", "#ask now", "#pick one", "hello", "#long"]), &random)
      pause(random.draw(0...1500))
      try press("Enter")
    case 50..<58:
      note("type and clear")
      try type(random.pick(["half a thought", "no", "x", "#work not yet"]), &random)
      pause(random.draw(0...3500))
      try press("C-u")
    case 58..<70:
      note("answer")
      try press(random.pick(["1", "2", "1"]))
      // Where nothing was asked it is a draft.
      pause(200)
      try press("C-u")
    case 70..<78:
      note("scroll")
      let begin = Self.now
      try press("C-b")
      try press("[")
      pause(random.draw(300...3000))
      try press("q")
      let end = Self.now
      diary.withLock { $0.scrolling.append(begin...end) }
    case 78..<83:
      note("rename")
      try inner.run(["rename-window", "-t", "=\(target):", random.pick(["api", "%0", "#{x}", "work"])])
    case 83..<90:
      note("resize")
      try outer.run([
        "resize-window", "-t", pane, "-x", "\(random.draw(60...140))", "-y", "\(random.draw(18...45))",
      ])
    case 90..<95:
      note("interrupt")
      try press("Escape")
      // Not twice within a second: that would empty the box.
      pause(1200)
    default:
      note("go away")
      try go(to: other)
      pause(random.draw(1000...6000))
      try go(to: target)
    }
    pause(random.draw(50...700))
  }

  private func go(to session: String) throws {
    let clients = try inner.run(["list-clients", "-F", "#{client_control_mode} #{client_name}"])
    guard let client = clients.split(separator: "\n").first(where: { $0.hasPrefix("0 ") })?.dropFirst(2) else { return }
    try inner.run(["switch-client", "-c", String(client), "-t", "=\(session)"])
  }

  private func type(_ text: String, _ random: inout SeededGenerator) throws {
    for character in text {
      try press(String(character), isLiteral: true)
      pause(random.draw(20...180))
    }
  }

  private func press(_ key: String, isLiteral: Bool = false) throws {
    diary.withLock { $0.keys.append(Self.now) }
    try outer.run(["send-keys", "-t", pane] + (isLiteral ? ["-l", key] : [key]))
    diary.withLock { $0.keys.append(Self.now) }
  }

  private func note(_ action: String) {
    diary.withLock { $0.actions[action, default: 0] += 1 }
  }

  private func pause(_ milliseconds: Int) {
    Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
  }

  static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1e9) }
}
