import Foundation
import TestSupport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One control connection: reads command lines, answers as the script says.
struct Conversation {
  private var script: FakeScript.Connection
  private let directory: URL
  private let log: FileHandle
  private var unread = Data()
  /// What was said and not written yet.
  private var said = Data()
  private var number = 100
  private var isLineOver = false

  private static let time = 1_700_000_000

  init(_ script: FakeScript.Connection, in directory: URL, number: Int) throws {
    self.script = script
    self.directory = directory
    log = try FileHandle(forWritingTo: directory.appendingPathComponent("heard-\(number)"))
  }

  mutating func hold() throws {
    for step in script.greeting { try perform(step) }
    try flush()
    while let line = readLine() {
      try log.write(contentsOf: Data((line + "\n").utf8))
      guard !line.isEmpty else { break }
      isLineOver = false
      for command in Self.commands(of: line) where !isLineOver {
        number += 1
        for step in steps(for: command) { try perform(step) }
      }
      try flush()
    }
    say("%exit\n")
    try flush()
  }

  private mutating func steps(for command: String) -> [FakeScript.Step] {
    guard
      let index = script.answers.firstIndex(where: { command.hasPrefix($0.command) && $0.times.map { $0 > 0 } ?? true })
    else { return [.reply([])] }
    if let times = script.answers[index].times { script.answers[index].times = times - 1 }
    return script.answers[index].steps
  }

  private mutating func perform(_ step: FakeScript.Step) throws {
    switch step {
    case .text(let text): say(text.replacing("{N}", with: "\(number)"))
    case .octets(let bytes): said += bytes
    case .reply(let lines): say(lines, as: "end", flags: 1)
    case .refusal(let message):
      say([message], as: "error", flags: 1)
      isLineOver = true
    case .hook(let lines):
      say(lines, as: "end", flags: 0)
      number += 1
    case .stall(let name):
      try flush()
      let path = directory.appendingPathComponent(name).path
      guard unsafe mkfifo(path, 0o600) == 0 else { throw Main.Misuse() }
      // Opening waits for a writer.
      try FileHandle(forReadingFrom: URL(fileURLWithPath: path)).close()
    case .leave(let status):
      try flush()
      exit(status)
    }
  }

  private mutating func say(_ lines: [String], as end: String, flags: Int) {
    say("%begin \(Self.time) \(number) \(flags)\n")
    for line in lines { say(line + "\n") }
    say("%\(end) \(Self.time) \(number) \(flags)\n")
  }

  private mutating func say(_ text: String) {
    said += Data(text.utf8)
  }

  private mutating func flush() throws {
    let size = script.chunk ?? max(said.count, 1)
    var start = said.startIndex
    while start < said.endIndex {
      let end = min(start + size, said.endIndex)
      try FileHandle.standardOutput.write(contentsOf: said[start..<end])
      start = end
    }
    said = Data()
  }

  /// Nil at the end of the input.
  private mutating func readLine() -> String? {
    while true {
      if let end = unread.firstIndex(of: 0x0A) {
        let line = String(decoding: unread[..<end], as: UTF8.self)
        unread.removeSubrange(...end)
        return line
      }
      let more = FileHandle.standardInput.availableData
      guard !more.isEmpty else { return nil }
      unread += more
    }
  }

  /// The commands of a line, cut at each `;` that is a word and not inside quotes.
  private static func commands(of line: String) -> [String] {
    var commands = [""]
    var isQuoted = false
    for character in line {
      if character == "'" { isQuoted.toggle() }
      if character == ";", !isQuoted {
        commands.append("")
      } else if character != " " || commands[commands.count - 1] != "" {
        commands[commands.count - 1].append(character)
      }
    }
    return commands
  }
}
