import Foundation
import LabelledScreens
import Recognition
import Terminal
import Testing

/// Recorded screens of Claude Code 2.1.29, with their colours. They stay outside the repository; without them these
/// tests are skipped.
@Suite struct RecordedScreenTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/corpus/terminal")

  static var isThere: Bool { FileManager.default.fileExists(atPath: folder.path()) }

  static func screen(_ path: String, columns: Int, rows: Int) throws -> ScreenText {
    let bytes = [UInt8](try Data(contentsOf: folder.appending(path: path)))
    var terminal = Terminal(columns: columns, rows: rows)
    terminal.feed(bytes)
    return ScreenText(terminal)
  }

  static func recorded(_ name: String) throws -> ScreenText {
    try screen("claudesnap/v2.1.29__\(name).tui.bin", columns: 120, rows: 40)
  }

  static let truth = RecordedLabels.claudeCode

  @Test(.enabled(if: isThere), arguments: truth.sorted { $0.key < $1.key })
  func recordedScreen(name: String, expected: ScreenLabel) throws {
    let found = try Embedded.recognizer().recognise(try Self.recorded(name))
    #expect(ScreenLabel(found) == expected, "\(name): \(String(describing: found))")
  }

  @Test(.enabled(if: isThere), arguments: truth.keys.sorted())
  func recordedScreenIsKnownAsClaude(name: String) throws {
    let known = try Embedded.catalog.get().agent(of: try Self.recorded(name))
    // A dialog that fills the screen, without a header, looks like nobody's.
    #expect(known == "claude" || name.hasPrefix("setup_01"), "\(name)")
  }

  @Test(.enabled(if: isThere)) func everyRecordingHasAnAnswer() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.appending(path: "claudesnap").path())
    #expect(Set(files) == Set(Self.truth.keys.map { "v2.1.29__\($0).tui.bin" }))
  }

  @Test(
    .enabled(if: isThere),
    arguments: [
      (
        "bash_permission_dialog", "Do you want to proceed?",
        ["Yes", "Yes, and always allow access to tmp/ from this project", "No"]
      ),
      (
        "edit_permission_dialog", "Do you want to make this edit to test.txt?",
        ["Yes", "Yes, allow all edits during this session (shift+tab)", "No"]
      ),
      (
        "write_permission_dialog", "Do you want to create newfile.txt?",
        ["Yes", "Yes, allow all edits during this session (shift+tab)", "No"]
      ),
      (
        "trust_folder_dialog", "Do you want to proceed?",
        ["Yes", "Yes, allow reading from Downloads/ from this project", "No"]
      ),
      (
        "setup_02_login_method", "Select login method:",
        [
          "Claude account with subscription · Pro, Max, Team, or Enterprise",
          "Anthropic Console account · API usage billing",
          "3rd-party platform · Amazon Bedrock, Microsoft Foundry, or Vertex AI",
        ]
      ),
    ])
  func recordedQuestion(name: String, question: String, labels: [String]) throws {
    let ask = try #require(try Embedded.recognizer().recognise(try Self.recorded(name))?.ask)
    #expect(ask.question == question)
    #expect(ask.options.map(\.label) == labels)
    #expect(ask.options.map(\.key) == ["1", "2", "3"])
    #expect(ask.selectedIndex == 0)
  }

  @Test(.enabled(if: isThere)) func recordedDetailSaysWhatItIsAbout() throws {
    let ask = try Embedded.recognizer().recognise(try Self.recorded("bash_permission_dialog"))?.ask
    #expect(ask?.detail == ["Bash command", "touch /tmp/test_file.txt", "Create an empty file at /tmp/test_file.txt"])
  }

  @Test(
    .enabled(if: isThere),
    arguments: [
      ("initial_state", ""), ("with_input", "Say hello in exactly 3 words"), ("shell_mode_command", "ls -la"),
      ("shell_mode_prefix", ""), ("slash_menu_filtered", "/hel"), ("clear_after", ""),
    ])
  func recordedDraft(name: String, draft: String) throws {
    #expect(try Embedded.recognizer().inputBox(on: try Self.recorded(name))?.draft == draft)
  }

  /// Streams painted as agents paint, other agents among them: whatever they show is read without a fault, and it is
  /// never a question, for none of them asks one.
  @Test(.enabled(if: isThere)) func paintedStreamsAreReadable() throws {
    let recognizer = try Embedded.recognizer()
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.appending(path: "agents").path())
    for file in files.sorted() where file.hasSuffix(".bin") {
      let found = recognizer.recognise(try Self.screen("agents/\(file)", columns: 80, rows: 24))
      #expect(found?.kind != .permission, "\(file): \(String(describing: found))")
    }
  }
}
