import Wire

/// Writes a pane's output the way tmux's control mode does.
enum ControlPacking {
  static func pack(_ body: [UInt8], of pane: PaneID, _ choices: Choices) -> [UInt8] {
    var choices = choices
    var out: [UInt8] = []
    for piece in Chunks(of: body.count, upTo: 700, choices) {
      if choices.oneIn(6) { out += Array(between[choices.below(between.count)].utf8) }
      let head =
        choices.oneIn(3) ? "%extended-output \(pane) \(choices.below(9_000)) : " : "%output \(pane) "
      out += Array(head.utf8)
      for byte in body[piece] { append(byte, to: &out) }
      out.append(0x0A)
    }
    return out
  }

  private static func append(_ byte: UInt8, to out: inout [UInt8]) {
    if byte >= 0x20, byte != 0x5C {
      out.append(byte)
    } else {
      out += [0x5C, 0x30 + (byte >> 6), 0x30 + (byte >> 3 & 7), 0x30 + (byte & 7)]
    }
  }

  /// Complete lines of other kinds.
  private static let between = [
    "%begin 1700000000 3 1\n%end 1700000000 3 1\n", "%begin 1700000000 4 1\n%output %3 no\n%end 1700000000 4 1\n",
    "%begin 1700000000 6 0\nbad\n%error 1700000000 6 0\n", "%window-add @7\n", "%sessions-changed\n",
    "%pane-mode-changed %3\n", "%pause %3\n", "%continue %3\n", "%window-renamed @1 a name\n",
    "%session-changed $1 one\n",
  ]
}
