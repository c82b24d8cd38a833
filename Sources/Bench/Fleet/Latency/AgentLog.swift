import Foundation

/// What an agent did, by its own log: the words that its option has to show, and since when.
struct AgentLog {
  struct Cue {
    let word: String
    /// Nanoseconds since 1970, just before the agent drew it.
    let time: Int64
  }

  /// In order, each word different from the one before.
  private(set) var cues: [Cue] = []

  /// - Throws: when the log cannot be read. A torn last line is left out.
  init(_ log: URL) throws {
    struct Entry: Decodable {
      let t: Int64
      let event: String
      let state: String?
      let kind: String?
    }
    for line in try String(contentsOf: log, encoding: .utf8).split(separator: "\n") {
      guard let entry = try? JSONDecoder().decode(Entry.self, from: Data(line.utf8)), entry.event == "state",
        let word = entry.state.flatMap({ Self.word($0, entry.kind) }), word != cues.last?.word
      else { continue }
      cues.append(Cue(word: word, time: entry.t))
    }
  }

  /// Nobody looks at these panes: a turn that is over is `done`, not `idle`.
  private static func word(_ state: String, _ kind: String?) -> String? {
    switch state {
    case "starting", "working", "background": "working"
    case "blocked": kind == "question" ? "question" : "blocked"
    case "idle": "done"
    default: nil
    }
  }
}
