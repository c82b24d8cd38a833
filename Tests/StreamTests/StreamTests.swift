import Foundation
import LabelledScreens
import LabelledStreams
import Recognition
import TestSupport
import Testing

/// Streams with labels, played from the first byte to the published states.
@Suite(.heavy)
struct StreamTests {
  static let recorded: [LabelledStream] = (try? StreamFolder.read()) ?? []
  static let painted: [LabelledStream] = {
    guard let screens = try? ScreenFolder.read() else { return [] }
    return Set(screens.map(\.agent)).sorted().flatMap { PaintedStreams.all(of: screens, agent: $0) }
  }()
  static let corpus = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "../../../shared/corpus/terminal")

  static func recognizer(of agent: String) throws -> Recognizer {
    Recognizer(rules: try #require(try AgentCatalog.embedded().agent(named: agent)))
  }

  static func score(_ stream: LabelledStream) throws -> StreamScore {
    StreamScore(stream, StreamReplay.passages(of: stream, with: try recognizer(of: stream.agent)))
  }

  @Test func everyFileCanBeRead() throws {
    #expect(try StreamFolder.read().count >= 20)
    #expect(Set(Self.painted.map(\.agent)).count == 8)
  }

  /// The ways to paint that go wrong most easily; `bench recognise` plays them all.
  static let hardest = painted.filter { stream in
    ["cleared", "scattered", "appended"].contains { stream.name.contains($0) }
  }

  @Test("every labelled change is published once, and nothing else", arguments: recorded + hardest)
  func changes(stream: LabelledStream) throws {
    let score = try Self.score(stream)
    #expect(score.isPerfect, "\(score.text)")
    #expect(score.expected > 0)
  }

  @Test(
    "what only looks like an agent's painting is nothing",
    .enabled(if: FileManager.default.fileExists(atPath: corpus.path())), arguments: Set(painted.map(\.agent)).sorted())
  func meaningless(agent: String) throws {
    for (index, stream) in try StreamFolder.meaningless(Self.corpus, agent: agent).enumerated() where index % 4 == 0 {
      let score = try Self.score(stream)
      #expect(score.isPerfect, "\(stream): \(score.text)")
    }
  }
}
