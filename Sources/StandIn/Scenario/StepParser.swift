/// What one line can be.
enum Statement: Equatable {
  case step(Step)
  /// Belongs to the dialog in the line before.
  case auto(AutoAnswer)
  /// A control line that does not wait for its turn.
  case now(Step)
}

/// Reads one line of a scenario.
struct StepParser {
  private let word: String
  private var rest: ArraySlice<Token>

  private static let withBranches: Set<String> = ["permission", "question", "plan", "trust", "login", "bypass", "on"]

  /// Nil for an empty line or a comment.
  static func parse(_ line: some StringProtocol) throws(LineError) -> Statement? {
    let plain = try Tokenizer.tokens(of: line, branches: false)
    guard let first = plain.first else { return nil }
    if first.kind == .word, first.value == "!" {
      guard let mark = line.firstIndex(of: "!"), case .step(let step)? = try parse(line[line.index(after: mark)...])
      else { throw LineError("! needs a step behind it") }
      return .now(step)
    }
    if first.kind == .word, first.value == "auto" { return .auto(try auto(plain.dropFirst())) }
    let tokens =
      withBranches.contains(first.value) ? try Tokenizer.tokens(of: line, branches: true)[...] : plain[...]
    return .step(try step(tokens))
  }

  private static func step(_ tokens: ArraySlice<Token>) throws(LineError) -> Step {
    guard let first = tokens.first else { throw LineError("a step is missing") }
    guard first.kind == .word else { throw LineError("a step begins with a word, not with \(first.source)") }
    var parser = StepParser(word: first.value, rest: tokens.dropFirst())
    return try parser.step()
  }

  private mutating func step() throws(LineError) -> Step {
    switch word {
    case "start":
      let time = try duration()
      return try only(.start(time))
    case "title": return .title(try text())
    case "say": return .say(try text())
    case "bait": return try only(.bait)
    case "work":
      let time = optionalDuration()
      return .work(time, verb: rest.isEmpty ? nil : try text())
    case "tool":
      let name = try oneWord("a tool's name")
      return .tool(name: name, argument: rest.isEmpty ? "" : try text())
    case "permission", "question", "plan", "trust", "login", "bypass": return try dialog()
    case "background":
      var words = rest.map(\.value)
      let time = words.last.flatMap(TimeText.nanoseconds)
      if time != nil { words.removeLast() }
      return .background(label: words.isEmpty ? "1 shell" : words.joined(separator: " "), time)
    case "limit", "error":
      let time = rest.count > 1 ? rest.last.flatMap { TimeText.nanoseconds($0.value) } : nil
      if time != nil { rest.removeLast() }
      return .stopped(word == "limit" ? .limit : .error, text: try text(), time)
    case "idle":
      let time = optionalDuration()
      return try only(.idle(time))
    case "expect": return .expect(try text())
    case "await": return .awaitFile(try text())
    case "run": return .run(try text())
    case "touch": return .touch(try text())
    case "draft": return .draft(try text())
    case "deaf":
      let value = try oneWord("on or off")
      guard value == "on" || value == "off" else { throw LineError("deaf is on or off") }
      return try only(.deaf(value == "on"))
    case "hang": return try only(.hang)
    case "clear": return try only(.clear)
    case "crash":
      let way = try crash()
      return try only(.crash(way))
    case "exit":
      if rest.isEmpty { return .exit(0) }
      let code = try exitCode()
      return try only(.exit(code))
    case "repeat": return try only(.again)
    case "resume": return try only(.resume)
    case "on": return try handler()
    default: throw LineError("unknown step '\(word)'")
    }
  }

  // MARK: Dialogs

  private mutating func dialog() throws(LineError) -> Step {
    let branches = try branches()
    var answer: AutoAnswer?
    if let index = rest.firstIndex(where: { $0.kind == .word && $0.value == "auto" }) {
      answer = try Self.auto(rest[rest.index(after: index)...])
      rest = rest[..<index]
    }
    let texts = rest.filter { $0.kind == .quoted }.map(\.value)
    let flags = rest.filter { $0.kind == .word }.map(\.value)
    let dialog: Dialog
    var known: Set<String> = []
    switch word {
    case "permission":
      known = ["short"]
      guard let heading = texts.first, texts.count >= 2 else {
        throw LineError("permission needs two quoted texts: a heading and what is to be done")
      }
      dialog = .permission(heading: heading, body: Array(texts.dropFirst()), short: flags.contains("short"))
    case "question":
      guard let question = texts.first, (3...5).contains(texts.count) else {
        throw LineError("question needs a quoted text and two to four quoted options")
      }
      known = ["several"]
      dialog = .question(question, options: Array(texts.dropFirst()), several: flags.contains("several"))
    case "plan":
      guard let plan = texts.first, texts.count == 1 else { throw LineError("plan needs one quoted text") }
      dialog = .plan(plan)
    default:
      known = word == "trust" ? ["unnumbered"] : []
      guard texts.isEmpty else { throw LineError("\(word) takes no text") }
      dialog =
        switch word {
        case "trust": .trust(unnumbered: flags.contains("unnumbered"))
        case "login": .login
        default: .bypass
        }
    }
    if let flag = flags.first(where: { !known.contains($0) }) {
      throw LineError("\(word) does not know '\(flag)'; texts stand in quotes")
    }
    return .dialog(dialog, branches: branches, auto: answer)
  }

  /// Takes everything from the arrow on out of the rest.
  private mutating func branches() throws(LineError) -> [Branch] {
    guard let arrow = rest.firstIndex(where: { $0.kind == .arrow }) else { return [] }
    let tokens = rest[rest.index(after: arrow)...]
    rest = rest[..<arrow]
    var branches: [Branch] = []
    for part in tokens.split(separator: .bar) {
      guard let answer = part.first, answer.isText, answer.value.hasSuffix(":"), answer.value.count > 1 else {
        throw LineError("a branch looks like 'yes: step; step', not '\(part.first?.source ?? "")'")
      }
      branches.append(Branch(answer: String(answer.value.dropLast()), steps: try Self.steps(part.dropFirst())))
    }
    guard !branches.isEmpty else { throw LineError("nothing behind the arrow") }
    return branches
  }

  private static func steps(_ tokens: ArraySlice<Token>) throws(LineError) -> [Step] {
    var steps: [Step] = []
    for part in tokens.split(separator: .semicolon) {
      let step = try step(part)
      if case .again = step { throw LineError("repeat stands on a line of its own") }
      steps.append(step)
    }
    return steps
  }

  private mutating func handler() throws(LineError) -> Step {
    guard let arrow = rest.firstIndex(where: { $0.kind == .arrow }) else {
      throw LineError("on looks like 'on \"text\" -> step; step'")
    }
    let steps = try Self.steps(rest[rest.index(after: arrow)...])
    rest = rest[..<arrow]
    return .on(try text(), steps)
  }

  private static func auto(_ tokens: ArraySlice<Token>) throws(LineError) -> AutoAnswer {
    guard let first = tokens.first, let time = TimeText.nanoseconds(first.value) else {
      throw LineError("auto needs a time and keys: auto 2s 1")
    }
    var keys: [Input] = []
    for token in tokens.dropFirst() {
      guard let key = Input(named: token.value) else { throw LineError("unknown key '\(token.value)'") }
      keys.append(key)
    }
    guard !keys.isEmpty else { throw LineError("auto needs a key behind the time") }
    return AutoAnswer(after: time, keys: keys)
  }

  // MARK: Parts

  /// One quoted text, or all the rest as it stands.
  private func text() throws(LineError) -> String {
    guard let first = rest.first else { throw LineError("\(word) needs a text") }
    if rest.count == 1 { return first.value }
    return rest.map(\.source).joined(separator: " ")
  }

  private mutating func oneWord(_ what: String) throws(LineError) -> String {
    guard let first = rest.popFirst() else { throw LineError("\(word) needs \(what)") }
    return first.value
  }

  private mutating func optionalDuration() -> Nanoseconds? {
    guard let time = rest.first.flatMap({ TimeText.nanoseconds($0.value) }) else { return nil }
    rest.removeFirst()
    return time
  }

  private mutating func duration() throws(LineError) -> Nanoseconds {
    guard let time = optionalDuration() else { throw LineError("\(word) needs a time such as 500ms or 2s") }
    return time
  }

  private mutating func exitCode() throws(LineError) -> Int32 {
    guard let code = Int32(try oneWord("a code")), (0...255).contains(code) else {
      throw LineError("an exit code is a number from 0 to 255")
    }
    return code
  }

  private mutating func crash() throws(LineError) -> Crash {
    guard let way = rest.first?.value else { return .signal(SignalNumber.kill) }
    if let signal = SignalNumber.named(way) {
      rest.removeFirst()
      return .signal(signal)
    }
    return .exit(try exitCode())
  }

  /// The step, unless something stands behind it that would be lost.
  private func only(_ step: Step) throws(LineError) -> Step {
    if let extra = rest.first { throw LineError("\(word) does not know what to do with '\(extra.source)'") }
    return step
  }
}

extension ArraySlice<Token> {
  fileprivate func split(separator: Token.Kind) -> [ArraySlice<Token>] { split { $0.kind == separator } }
}
