import ArgumentParser
import Foundation

struct CompletionsVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Print what teaches your shell argosy's words, or install it.",
    discussion: """
      With --install the script is written where the shell looks for a person's own completions, and it is said where \
      that is, and which line the shell may need. No file of yours is edited.
      """)

  @Argument(help: "bash, zsh or fish.")
  var shell: Shell

  @Flag(help: "Write the script to its usual place below your home directory.")
  var install = false

  func run() throws {
    let script = CompletionScript(shell).text
    guard install else { return print(script) }
    let environment = DaemonAccess.environment
    let file = shell.completionFile(environment, home: environment["HOME"] ?? NSHomeDirectory())
    let place = URL(fileURLWithPath: file)
    try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data((script + "\n").utf8).write(to: place, options: .atomic)
    print("The completions for \(shell.rawValue) are in \(file).")
    print(shell.advice(file))
  }
}
