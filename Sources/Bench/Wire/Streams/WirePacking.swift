import TmuxControl

/// What panes print, as the server writes it to a control client: one line a read, bytes below 0x20 and backslashes as
/// `\ooo`, everything else raw.
struct WirePacking {
  enum Form {
    /// `%output %1 …`, which every client gets that did not ask for more.
    case plain
    /// `%extended-output %1 0 : …`, for clients with the flag `pause-after`, as argosy is one.
    case extended
  }

  let form: Form
  let pane: PaneID

  /// Bytes of a busy pane that go into one line: what a read of the pty brings, most of the time.
  static let busyRead = 2048

  /// Packs a stream of which one read after another brings `size` bytes. Lines are torn where the reads are.
  func lines(_ bytes: [UInt8], reads size: Int = busyRead) -> [UInt8] {
    var wire: [UInt8] = []
    wire.reserveCapacity(bytes.count + bytes.count / 2)
    var start = 0
    while start < bytes.count {
      let end = min(start + size, bytes.count)
      append(bytes[start..<end], to: &wire)
      start = end
    }
    return wire
  }

  /// Packs a stream of which every line is read alone, as of a pane that prints a line now and then.
  func lineByLine(_ bytes: [UInt8]) -> [UInt8] {
    var wire: [UInt8] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
      append(bytes[start..<end], to: &wire)
      start = end
    }
    return wire
  }

  private func append(_ payload: ArraySlice<UInt8>, to wire: inout [UInt8]) {
    switch form {
    case .plain: wire.append(contentsOf: "%output \(pane) ".utf8)
    case .extended: wire.append(contentsOf: "%extended-output \(pane) 0 : ".utf8)
    }
    for byte in payload {
      if byte < 0x20 || byte == 0x5C {
        wire.append(0x5C)
        wire.append(0x30 + byte >> 6)
        wire.append(0x30 + byte >> 3 & 7)
        wire.append(0x30 + byte & 7)
      } else {
        wire.append(byte)
      }
    }
    wire.append(0x0A)
  }
}
