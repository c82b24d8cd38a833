/// One line of a scenario, understood.
enum Step: Equatable, Sendable {
  /// The agent is still coming up: nothing but the header on the screen.
  case start(Nanoseconds)
  /// The text behind the glyph of the terminal title.
  case title(String)
  case say(String)
  /// Dialog text of other days in the scrollback, to catch readers that do not look where it stands.
  case bait
  /// Without a time: until Esc, or until the control pipe says something else.
  case work(Nanoseconds?, verb: String?)
  case tool(name: String, argument: String)
  case dialog(Dialog, branches: [Branch], auto: AutoAnswer?)
  case background(label: String, Nanoseconds?)
  case stopped(Blocked, text: String, Nanoseconds?)
  /// Without a time: until a line is submitted.
  case idle(Nanoseconds?)
  case expect(String)
  case awaitFile(String)
  case run(String)
  case touch(String)
  /// Half-written text in the prompt box, as if a person had typed it.
  case draft(String)
  /// Input is read and logged but changes nothing.
  case deaf(Bool)
  /// Neither reads nor draws any more.
  case hang
  case clear
  case crash(Crash)
  case exit(Int32)
  case again
  /// Gives the screen back from the control pipe to the script.
  case resume
  /// What to do when a submitted line contains the text.
  case on(String, [Step])

  /// Whether the step only leaves something behind and takes no time.
  var isInstant: Bool {
    switch self {
    case .title, .say, .bait, .tool, .touch, .draft, .deaf, .clear, .on: true
    default: false
    }
  }

  /// Whether the agent is at its prompt again with this step: the end of what an interrupt throws away.
  var endsTurn: Bool {
    switch self {
    case .idle, .expect, .again: true
    default: false
    }
  }
}

/// What follows one of the answers of a dialog.
struct Branch: Equatable, Sendable {
  /// `yes`, `always`, `no`, `esc`, a number, or the beginning of an option's label.
  var answer: String
  var steps: [Step]
}

/// Keys that the stand-in presses itself.
struct AutoAnswer: Equatable {
  var after: Nanoseconds
  var keys: [Input]
}

/// How a process ends that does not say goodbye.
enum Crash: Equatable {
  case signal(Int32)
  case exit(Int32)
}

/// Why an agent waits for a person.
enum Blocked: String, Equatable {
  case permission, question, plan, trust, login, bypass, limit, error
}
