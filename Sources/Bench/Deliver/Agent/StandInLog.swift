import Foundation

/// What a stand-in logged: each input with the state that it met, and what became of it.
struct StandInLog {
  struct Entry: Decodable {
    /// Nanoseconds since 1970.
    let t: Int64
    let event: String
    let text: String?
    let key: String?
    let state: String?
    let draft: Bool?
    let queued: Bool?
    let label: String?
  }

  let entries: [Entry]

  /// A torn last line is left out.
  init(_ url: URL) throws {
    entries = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").compactMap { line in
      try? JSONDecoder().decode(Entry.self, from: Data(line.utf8))
    }
  }

  /// The submitted texts, in order.
  var submitted: [String] { entries.filter { $0.event == "submit" }.compactMap(\.text) }

  /// Whether the agent was in a state at any moment of the time.
  func was(_ state: String, between begin: Int64, and end: Int64) -> Bool {
    spans(entries.filter { $0.event == "state" }.map { ($0.t, $0.state == state) }, begin, end)
  }

  /// Whether there was anything in its box at any moment of the time.
  func hadDraft(between begin: Int64, and end: Int64) -> Bool {
    spans(entries.filter { $0.event == "box" }.map { ($0.t, $0.draft == true) }, begin, end)
  }

  private func spans(_ changes: [(time: Int64, holds: Bool)], _ begin: Int64, _ end: Int64) -> Bool {
    var holds = false
    for change in changes {
      if change.time > end { break }
      if change.time >= begin, holds || change.holds { return true }
      holds = change.holds
    }
    return holds
  }
}
