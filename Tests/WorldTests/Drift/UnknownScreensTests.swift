import Foundation
import Recognition
import TestSupport
import Testing

@testable import World

@Suite("Unknown screens on disk")
struct UnknownScreensTests {
  private func screen(_ text: String, agent: String = "claude", version: String? = "2.1", at: Int64 = 1)
    -> UnknownScreen
  {
    UnknownScreen(
      ScreenText(rows: [text, "", ""], columns: 80, title: "t"), agent: agent, version: version, argosy: "0",
      tmux: "3.4",
      near: [NearRule(rule: "r", priority: 1, region: "whole", held: ["a"], failed: ["b"])], isRedacted: true, at: at)
  }

  private func shape(_ text: String) -> ScreenShape {
    ScreenShape(ScreenText(rows: [text], columns: 80), agent: "claude", version: "2.1")
  }

  private func withDirectory(_ body: (UnknownScreens) throws -> Void) throws {
    let directory = try TemporaryDirectory.make()
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: directory.path)
      try? FileManager.default.removeItem(at: directory)
    }
    try body(UnknownScreens(directory: directory.path + "/unknown"))
  }

  @Test("a screen is found again as it was, one of its shape only counts, and each version has a count of its own")
  func keeps() throws {
    try withDirectory { screens in
      #expect(screens.screens.isEmpty && screens.counts.isEmpty)
      try screens.keep(screen("║ x ║", at: 5), shape: shape("║ x ║"))
      try screens.keep(screen("║ xxx ║", at: 9), shape: shape("║ x ║"))
      try screens.keep(screen("┃ x ┃", version: nil, at: 7), shape: shape("┃ x ┃"))
      let again = UnknownScreens(directory: screens.directory)
      #expect(again.screens.map(\.count) == [2, 1])
      #expect(again.screens.first?.rows.map(\.text) == ["║ x ║"])
      #expect(again.screens.first?.first == 5 && again.screens.first?.last == 9)
      #expect(again.screens.first?.near.first?.failed == ["b"])
      #expect(again.counts.map(\.count) == [2, 1] && again.counts.map(\.version) == ["2.1", nil])
      for name in try FileManager.default.contentsOfDirectory(atPath: screens.directory) {
        let mode = try FileManager.default.attributesOfItem(atPath: "\(screens.directory)/\(name)")[.posixPermissions]
        #expect(mode as? Int == 0o600, "\(name)")
      }
    }
  }

  @Test("the last twenty stay, and the counts of those that went")
  func limit() throws {
    try withDirectory { screens in
      for number in 0..<30 {
        let text = String(repeating: "║ ", count: number + 1)
        try screens.keep(screen(text, at: Int64(number)), shape: shape(text))
      }
      #expect(screens.screens.count == UnknownScreens.limit)
      #expect(screens.screens.map(\.last).min() == 10)
      #expect(screens.counts.map(\.count) == [30])
    }
  }

  @Test("torn, foreign, huge and linked files are left out, and do no harm")
  func foreign() throws {
    try withDirectory { screens in
      try screens.keep(screen("║"), shape: shape("║"))
      let path = "\(screens.directory)/screen-\(shape("║")).json"
      let whole = try Data(contentsOf: URL(fileURLWithPath: path))
      func write(_ data: Data, _ name: String) throws {
        try data.write(to: URL(fileURLWithPath: "\(screens.directory)/\(name)"))
      }
      for length in stride(from: 0, to: whole.count - 1, by: 37) {
        try write(whole.prefix(length), "screen-0000000000000001.json")
        #expect(screens.screens.count == 1)
      }
      try write(Data("{}".utf8), "screen-0000000000000002.json")
      try write(
        Data(String(decoding: whole, as: UTF8.self).replacing("\"format\" : 1", with: "\"format\" : 2").utf8),
        "screen-0000000000000003.json")
      try write(Data(repeating: 0x20, count: 2 << 20), "screen-0000000000000004.json")
      try FileManager.default.createSymbolicLink(
        atPath: "\(screens.directory)/screen-0000000000000005.json", withDestinationPath: path)
      try write(Data("nonsense".utf8), "counts.json")
      #expect(screens.screens.count == 1 && screens.counts.isEmpty)
      // One in whose place something torn lies takes that place.
      try write(whole.prefix(20), "screen-\(shape("║")).json")
      try screens.keep(screen("║"), shape: shape("║"))
      #expect(screens.screens.map(\.count) == [1] && screens.counts.map(\.count) == [1])
    }
  }

  @Test("a directory that cannot be written is told, and nothing else happens")
  func unwritable() throws {
    let screens = UnknownScreens(directory: "/proc/self/unknown")
    #expect(throws: (any Error).self) { try screens.keep(screen("║"), shape: shape("║")) }
    #expect(screens.screens.isEmpty)
  }
}
