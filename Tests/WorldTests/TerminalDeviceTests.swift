import Foundation
import TestSupport
import Testing
import World

@Suite("Terminals that are written to from outside")
struct TerminalDeviceTests {
  @Test("what is written to a pane's terminal is what the pane shows")
  func pane() async throws {
    try await withTmux(command: "exec sleep 3600") { tmux in
      let path = try await tmux.run("display-message", "-p", "-t", "=first:", "#{pane_tty}")
      #expect(TerminalDevice(path: path).write(Array("told\r\n".utf8)) == nil)
      _ = try await eventually("the pane shows it") {
        try await tmux.run("capture-pane", "-p", "-t", "=first:")
      } until: {
        $0.hasPrefix("told")
      }
    }
  }

  @Test(
    "whatever is no terminal is left alone", arguments: ["/dev/null", "/dev/there-is-none", "", "relative", "/dev/"])
  func others(path: String) {
    #expect(TerminalDevice(path: path).write([0x07]) != nil)
  }

  @Test("a file is not written, nor is a pipe without a reader waited for")
  func files() throws {
    let directory = try TemporaryDirectory.make()
    defer { try? FileManager.default.removeItem(at: directory) }
    let file = directory.appendingPathComponent("file").path
    #expect(FileManager.default.createFile(atPath: file, contents: Data("kept".utf8)))
    #expect(TerminalDevice(path: file).write([0x07]) != nil)
    #expect(FileManager.default.contents(atPath: file) == Data("kept".utf8))
    let pipe = directory.appendingPathComponent("pipe").path
    #expect(unsafe mkfifo(pipe, 0o600) == 0)
    #expect(TerminalDevice(path: pipe).write([0x07]) != nil)
  }
}
