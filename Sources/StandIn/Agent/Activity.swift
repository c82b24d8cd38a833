/// What the agent is doing, as a reader of its screen should find out.
enum Activity: Equatable {
  case starting
  case working
  case background
  case blocked(Blocked)
  case idle
  case exited

  var name: String {
    switch self {
    case .starting: "starting"
    case .working: "working"
    case .background: "background"
    case .blocked: "blocked"
    case .idle: "idle"
    case .exited: "exited"
    }
  }

  /// What input meets in this state, in the words of the acceptance scenarios.
  var receiving: String {
    switch self {
    case .starting: "starting"
    case .working: "busy"
    case .background: "background"
    case .blocked: "asking"
    case .idle: "idle"
    case .exited: "exited"
    }
  }

  var kind: String? {
    if case .blocked(let kind) = self { return kind.rawValue }
    return nil
  }
}
