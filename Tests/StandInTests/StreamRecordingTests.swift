import Foundation
import LabelledStreams
import Testing

@testable import StandIn

/// The streams of the stand-in among those with labels.
@Suite("Recorded streams") struct StreamRecordingTests {
  private static let isWriting = ProcessInfo.processInfo.environment["ARGOSY_RECORD_STREAMS"] != nil

  @Test("the files are what the stand-in paints", arguments: StandInStreams.names)
  func files(name: String) throws {
    let stream = try #require(try StandInStreams.stream(name))
    let file = StreamFolder.ofRepository.appending(path: "claude/\(stream.name).cast")
    let text = try StreamFile.text(of: stream)
    if Self.isWriting { try Data(text.utf8).write(to: file) }
    let written = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    #expect(written == text, "\(stream) is no longer what the stand-in paints")
    let read = try StreamFile.read(written, agent: "claude", name: stream.name)
    #expect(read.labels == stream.labels)
    #expect(read.byteCount == stream.byteCount)
  }
}
