import Foundation
import World

/// Asks tmux for `@argosy_pane_status` again and again, as fast as processes can be started, and notes every change.
///
/// For the demo's measurement only: it stands where a status line would, outside of argosy.
final class OptionWatcher {
  struct Change {
    let pane: String
    let from: String
    let to: String
    /// Nanoseconds since 1970 at which `show-options` had answered.
    let seen: Int64
  }

  private let tmux: TmuxProgram
  private let address: ServerAddress
  private let panes: [String]
  private var last: [String: String] = [:]

  init(tmux: TmuxProgram, address: ServerAddress, panes: [String]) {
    self.tmux = tmux
    self.address = address
    self.panes = panes
  }

  /// Looks once, and returns what is different from the last look.
  func look() async throws -> [Change] {
    // One line of text after each pane's options: an option that is not set prints nothing.
    var arguments: [String] = []
    for pane in panes {
      if !arguments.isEmpty { arguments.append(";") }
      arguments += ["show-options", "-pqv", "-t", pane, "@argosy_pane_status", ";", "display-message", "-p", "--", "."]
    }
    let answer = try await tmux.run(arguments, on: address)
    let now = Int64(Date().timeIntervalSince1970 * 1e9)
    var changes: [Change] = []
    var value = ""
    var index = 0
    for line in answer.split(separator: "\n") where index < panes.count {
      guard line == "." else {
        value = String(line)
        continue
      }
      let pane = panes[index]
      if last[pane, default: ""] != value {
        changes.append(Change(pane: pane, from: last[pane, default: ""], to: value, seen: now))
        last[pane] = value
      }
      value = ""
      index += 1
    }
    return changes
  }
}
