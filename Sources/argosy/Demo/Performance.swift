import Foundation

/// What a stand-in did, by its own log: each state with the time just before it was drawn.
struct Performance {
  /// A word that the option has to show, and since when.
  struct Cue {
    let word: String
    /// Nanoseconds since 1970.
    let at: Int64
  }

  /// The words in order, each different from the one before.
  private(set) var words: [Cue] = []
  private var lastState = ""
  private var lastTime: Int64 = 0

  /// - Throws: when the log cannot be read. A torn last line is left for the next time.
  init(log: URL) throws {
    for line in try String(contentsOf: log, encoding: .utf8).split(separator: "\n") {
      guard let entry = try? JSONDecoder().decode(Entry.self, from: Data(line.utf8)), entry.event == "state",
        let state = entry.state
      else { continue }
      let word = Self.word(state, entry.kind, after: lastState, shown: words.last?.word)
      if word != words.last?.word ?? "" { words.append(Cue(word: word, at: entry.t)) }
      lastState = state
      lastTime = entry.t
    }
  }

  /// Whether nothing more will come: at the prompt, at a limit, or gone, for a while.
  func isAtRest(at now: Date) -> Bool {
    ["idle", "exited", "blocked"].contains(lastState) && now.timeIntervalSince1970 - Double(lastTime) / 1e9 > 2.5
  }

  private struct Entry: Decodable {
    let t: Int64
    let event: String
    let state: String?
    let kind: String?
  }

  /// The word for a state, when nobody looks at the pane: a finished turn is `done`, and an end in the middle of one is
  /// an error.
  private static func word(_ state: String, _ kind: String?, after previous: String, shown: String?) -> String {
    switch state {
    case "starting", "working", "background": return "working"
    case "blocked":
      switch kind {
      case "question": return "question"
      case "limit", "error": return "error"
      default: return "blocked"
      }
    case "idle":
      switch previous {
      case "working", "blocked", "background": return "done"
      default: return shown == "done" ? "done" : "idle"
      }
    case "exited":
      return ["working", "blocked", "background"].contains(previous) ? "error" : ""
    default: return "unknown"
    }
  }
}
