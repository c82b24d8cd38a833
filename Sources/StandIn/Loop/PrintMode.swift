/// `-p`: no screen. The script is gone through, what it says is printed, and its exit code is ours.
struct PrintMode {
  let prompt: String
  let json: Bool
  let log: LogFile

  func run(_ scenario: Scenario) -> Int32 {
    log.write(LogEntry("prompt", [.init("text", .string(prompt))]))
    var steps = scenario.steps.isEmpty ? Scenario.reply(to: prompt) : scenario.steps
    var said: [String] = []
    var code: Int32 = 0
    run: while !steps.isEmpty {
      switch steps.removeFirst() {
      case .say(let text): said.append(text)
      case .work(let time, _): Processes.pause(time ?? 0)
      case .start(let time): Processes.pause(time)
      case .run(let command):
        if let child = Processes.spawnShell(command) { _ = Processes.exitCode(of: child, wait: true) }
      case .touch(let path): Files.touch(path)
      case .awaitFile(let path): while !Files.exists(path) { Processes.pause(Settings.filePollTime) }
      case .on(let text, let handler): if prompt.contains(text) { steps.insert(contentsOf: handler, at: 0) }
      case .crash(let way): Processes.die(by: way)
      case .exit(let value):
        code = value
        break run
      case .again: break run
      default: break
      }
    }
    log.write(LogEntry("state", [.init("state", .string("exited")), .init("code", .integer(Int(code)))]))
    let result = said.joined(separator: "\n")
    if json {
      let fields: [JSON.Field] = [
        .init("type", .string("result")), .init("subtype", .string(code == 0 ? "success" : "error")),
        .init("is_error", .boolean(code != 0)), .init("result", .string(result)),
      ]
      Descriptor.output.write(JSON.object(fields).text + "\n")
    } else {
      Descriptor.output.write(result + "\n")
    }
    return code
  }
}
