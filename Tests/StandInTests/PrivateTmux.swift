import Foundation
import Testing

@testable import StandIn

/// A tmux server of a test's own, in a directory of its own, with one pane.
final class PrivateTmux {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  let directory: URL
  private var socket: String { directory.appending(path: "s").path }

  /// - Parameters:
  ///   - script: the scenario.
  ///   - name: what the process calls itself.
  init(script: String, name: String, columns: Int = 80, rows: Int = 24) throws {
    // Short: a socket's path has room for about a hundred bytes.
    directory = URL(filePath: "/tmp/standin-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let scenario = directory.appending(path: "script")
    try script.write(to: scenario, atomically: true, encoding: .utf8)
    let binary = try Self.binary().path
    let command = """
      exec bash -c 'exec -a \(name) "\(binary)" --script "\(scenario.path)" --log "\(log.path)" \
      --control "\(control.path)"'
      """
    try run(
      "-f", "/dev/null", "new-session", "-d", "-x", String(columns), "-y", String(rows), command, ";", "set-option",
      "-g", "remain-on-exit", "on")
  }

  /// Writes a line into the control pipe. The stand-in holds its other end, so this does not block.
  func order(_ line: String) throws {
    try wait(for: "the control pipe") { FileManager.default.fileExists(atPath: control.path) }
    let pipe = try FileHandle(forWritingTo: control)
    try pipe.write(contentsOf: Data((line + "\n").utf8))
    try pipe.close()
  }

  private var control: URL { directory.appending(path: "control") }
  var log: URL { directory.appending(path: "log") }

  /// The product is built beside the tests.
  private static func binary() throws -> URL {
    var folders = [Bundle.main.bundleURL, Bundle.main.bundleURL.deletingLastPathComponent()]
    if let program = CommandLine.arguments.first {
      var folder = URL(filePath: program).resolvingSymlinksInPath()
      for _ in 0..<5 {
        folder.deleteLastPathComponent()
        folders.append(folder)
      }
    }
    for folder in folders {
      let candidate = folder.appending(path: "argosy-standin")
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
    }
    throw Failure(description: "no argosy-standin in \(folders.map(\.path))")
  }

  @discardableResult
  func run(_ arguments: String...) throws -> String {
    // Not Foundation's Process: the server would inherit its pipes, and their end would never come.
    let output = directory.appending(path: "output")
    let words = ["tmux", "-S", socket] + arguments
    let quoted = words.map { "'" + $0.replacing("'", with: "'\\''") + "'" }.joined(separator: " ")
    guard let child = Processes.spawnShell("exec \(quoted) >'\(output.path)' 2>&1") else {
      throw Failure(description: "no shell")
    }
    let code = Processes.exitCode(of: child, wait: true)
    let text = try String(contentsOf: output, encoding: .utf8)
    guard code == 0 else {
      throw Failure(description: "tmux \(arguments.joined(separator: " ")): \(text)")
    }
    return text
  }

  func format(_ format: String) throws -> String {
    try run("display-message", "-p", format).trimmingCharacters(in: .newlines)
  }

  /// The screen as soon as it holds the text.
  @discardableResult
  func screen(with text: String, within seconds: Double = 120) throws -> String {
    var screen = ""
    try wait(for: "'\(text)' on the screen", within: seconds) {
      screen = try run("capture-pane", "-p")
      return screen.contains(text)
    }
    return screen
  }

  func wait(for what: String, within seconds: Double = 120, _ condition: () throws -> Bool) throws {
    let deadline = Date(timeIntervalSinceNow: seconds)
    while try !condition() {
      guard Date() < deadline else {
        throw Failure(description: "never saw \(what); the screen:\n\(try run("capture-pane", "-p"))")
      }
      Thread.sleep(forTimeInterval: 0.01)
    }
  }

  /// The lines of the log that are of one kind.
  func entries(_ event: String) throws -> [[String: Any]] {
    let lines = try String(contentsOf: log, encoding: .utf8).split(separator: "\n")
    return try lines.compactMap { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
      .filter { $0["event"] as? String == event }
  }

  func end() {
    _ = try? run("kill-server")
    try? FileManager.default.removeItem(at: directory)
  }
}
