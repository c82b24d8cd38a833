/// Commands that are sent as one line. tmux runs them without reading a pane in between, so what several of them say
/// is one cut of the stream; an error in one cancels the rest.
public struct ControlLine: Hashable, Sendable {
  public let commands: [Command]

  /// Nil when there is no command: an empty line would detach the client.
  public init?(_ commands: [Command]) {
    guard !commands.isEmpty else { return nil }
    self.commands = commands
  }

  public init(_ command: Command) { commands = [command] }

  /// The bytes to write, with the line feed.
  public var bytes: [UInt8] {
    Array((commands.map(\.text).joined(separator: " ; ") + "\n").utf8)
  }

  /// Splits commands over as few lines as keep each under ``Quoting/lineLimit``, in order.
  public static func packing(_ commands: [Command]) -> [ControlLine] {
    var lines: [ControlLine] = []
    var current: [Command] = []
    var length = 0
    for command in commands {
      let size = command.text.utf8.count + 3
      if length + size > Quoting.lineLimit, let line = ControlLine(current) {
        lines.append(line)
        current = []
        length = 0
      }
      current.append(command)
      length += size
    }
    if let line = ControlLine(current) { lines.append(line) }
    return lines
  }
}
