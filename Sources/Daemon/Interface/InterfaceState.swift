import TmuxControl
import TmuxUI

/// What a person's interface in tmux asks of the daemon, as far as the server has told.
struct InterfaceState {
  /// Agents' icons in the list of windows.
  private(set) var showsMarks = false
  /// Our line in the border of agents' panes.
  private(set) var showsBorders = false
  /// Windows whose border was asked for, and those of them whose border was free, or ours.
  private(set) var known: Set<WindowID> = []
  private(set) var free: Set<WindowID> = []

  /// One answer with everything: the formats are there; each hook is; what the person wants.
  static let question = [
    "#{?#{\(Prefix.option)},1,0}", "#{?#{\(Hook.departure.place)},1,0}", "#{?#{\(Hook.arrival.place)},1,0}",
    InterfaceSettings.isOn("autostart"), "#{?#{\(InterfaceConfiguration.loaded)},1,0}",
    InterfaceSettings.isOn("window_marks"), "#{m/ri:^(on|blocked)$,#{\(Prefix.option)_border_show}}",
  ].joined()

  static let borderQuestion = "#{window_id}\t#{pane-border-status}\t#{pane-border-format}"

  /// Takes the answer to ``question``; returns the hooks that somebody has wiped.
  mutating func take(_ answer: some StringProtocol) -> [Hook] {
    let flags = answer.map { $0 == "1" }
    guard flags.count == 7 else { return [] }
    let isLoaded = flags[4]
    showsMarks = isLoaded && flags[5]
    showsBorders = isLoaded && flags[6]
    if !showsBorders {
      known = []
      free = []
    }
    var wiped: [Hook] = []
    if flags[0], !flags[1] { wiped.append(.departure) }
    if isLoaded, flags[3], !flags[2] { wiped.append(.arrival) }
    return wiped
  }

  /// Takes the answer to ``borderQuestion``: a window whose border shows something of a person's stays as it is.
  mutating func take(borders rows: [Substring]) {
    known = []
    free = []
    for row in rows {
      let fields = row.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3, let window = WindowID(fields[0]) else { continue }
      known.insert(window)
      if fields[1] == "off" || fields[2] == PublishedFacts.borderFormat { free.insert(window) }
    }
  }
}
