import Foundation
import TestSupport

/// Speaks tmux's control protocol from a script.
@main
enum Main {
  struct Misuse: Error {}

  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    if arguments.elementsEqual(["-V"]) { return FileHandle.standardOutput.write(Data("tmux 3.3a\n".utf8)) }
    guard let flag = arguments.firstIndex(of: "-S"), let socket = arguments[(flag + 1)...].first else {
      throw Misuse()
    }
    let directory = URL(fileURLWithPath: socket).deletingLastPathComponent()
    let script = try JSONDecoder().decode(
      FakeScript.self, from: Data(contentsOf: directory.appendingPathComponent("script")))
    guard arguments.contains("-C") else {
      guard let name = arguments[(flag + 2)...].first, let text = script.oneShots[name] else {
        FileHandle.standardError.write(Data("unknown command\n".utf8))
        exit(1)
      }
      return FileHandle.standardOutput.write(Data(text.utf8))
    }
    let number = try claimNumber(in: directory)
    guard let last = script.connections.last else { throw Misuse() }
    let connection = number < script.connections.count ? script.connections[number] : last
    var conversation = try Conversation(connection, in: directory, number: number)
    try conversation.hold()
  }

  /// Each control connection of a server has the next number; the file that claims it keeps what is heard.
  private static func claimNumber(in directory: URL) throws -> Int {
    for number in 0..<1000 {
      let file = directory.appendingPathComponent("heard-\(number)")
      if (try? Data().write(to: file, options: .withoutOverwriting)) != nil { return number }
    }
    throw Misuse()
  }
}
