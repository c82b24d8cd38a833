/// Notifications as a server with many sessions writes them while windows come, go and change.
struct NotificationLines {
  private(set) var wire: [UInt8] = []
  private(set) var count = 0

  /// - Parameter length: bytes at least.
  init(bytes length: Int) {
    var random = SeededGenerator(seed: 0x2071_5005)
    while wire.count < length {
      wire.append(contentsOf: Self.line(&random).utf8)
      wire.append(0x0A)
      count += 1
    }
  }

  private static func line(_ random: inout SeededGenerator) -> String {
    let window = "@\(random.draw(0...300))"
    let session = "$\(random.draw(0...100))"
    let pane = "%\(random.draw(0...400))"
    let name = random.pick(Words.english) + " " + random.pick(Words.accented)
    switch random.draw(0...15) {
    case 0: return "%window-add \(window)"
    case 1: return "%window-close \(window)"
    case 2, 3: return "%window-renamed \(window) \(name)"
    case 4: return "%unlinked-window-add \(window)"
    case 5: return "%unlinked-window-renamed \(window) \(name)"
    case 6: return "%window-pane-changed \(window) \(pane)"
    case 7: return "%session-changed \(session) \(name)"
    case 8: return "%sessions-changed"
    case 9: return "%session-window-changed \(session) \(window)"
    case 10: return "%client-session-changed /dev/pts/7 \(session) \(name)"
    case 11: return "%pane-mode-changed \(pane)"
    case 12: return "%layout-change \(window) b25d,80x24,0,0,2 b25d,80x24,0,0,2 *"
    case 13: return "%subscription-changed state \(session) \(window) 1 \(pane) : working : \(name)"
    case 14: return "%pause \(pane)"
    default: return "%continue \(pane)"
    }
  }
}
