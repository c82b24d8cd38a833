import Terminal
import TestSupport
import Testing

/// The screen after every recorded stream, and on the way through the longer ones, is the one tmux held.
@Suite("Recorded streams", .heavy)
struct RecordedStreamTests {
  @Test("every stream of the repository gives the screen of tmux 3.3a", arguments: Recordings.groups)
  func equal(group: String) throws {
    var count = 0
    try Recordings.forEach(in: group) { recording in
      count += 1
      check(recording, tmux: .v3_3)
    }
    #expect(count > 15)
  }

  @Test(
    "every stream beside the repository gives the screen of its tmux", .enabled(if: Recordings.hasMore),
    arguments: ["3.3a", "3.5a", "3.7c"])
  func more(version: String) throws {
    let tmux = try #require(TmuxVersion(version))
    try Recordings.forEachMore(of: version) { check($0, tmux: tmux) }
  }

  private func check(_ recording: Recordings.Recording, tmux: TmuxVersion) {
    let stream = recording.stream
    var terminal = Terminal(
      columns: stream.w, rows: stream.h, tmux: tmux, historyLimit: stream.history ?? 2000, keepsHistory: true)
    var at = 0
    var difference: String?
    for stage in recording.truth where difference == nil {
      let end = min(max(stage.offset ?? recording.bytes.count, at), recording.bytes.count)
      terminal.feed(Array(recording.bytes[at..<end]))
      at = end
      difference = stage.difference(from: terminal).map { "at byte \(end): \($0)" }
    }
    #expect(!recording.truth.isEmpty, "\(stream.name)")
    #expect(difference == nil, "\(stream.name)")
    #expect(terminal.invariantViolations() == [], "\(stream.name)")
  }

  @Test("every stream cut anywhere gives the same screen", arguments: Recordings.groups)
  func chunking(group: String) throws {
    var random = SeededGenerator(seed: 11)
    try Recordings.forEach(in: group) { recording in
      let stream = recording.stream
      let blank = Terminal(columns: stream.w, rows: stream.h, historyLimit: stream.history ?? 2000)
      var whole = blank
      whole.feed(recording.bytes)
      var pieces = blank
      var at = 0
      while at < recording.bytes.count {
        // Mostly a few bytes, now and then many, so that the paths for whole runs are cut too.
        let most = Int.random(in: 0..<8, using: &random) == 0 ? 400 : 7
        let end = min(recording.bytes.count, at + Int.random(in: 1...most, using: &random))
        pieces.feed(Array(recording.bytes[at..<end]))
        at = end
      }
      #expect(Picture(pieces) == Picture(whole), "\(stream.name)")
    }
  }
}
