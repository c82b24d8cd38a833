import Screens
import TmuxControl
import TmuxUI

/// What `argosy doctor --verify --json` prints. Stable: fields are added, never renamed or removed.
public struct VerificationReport: Codable, Hashable, Sendable {
  public var server: StatusReport.Server
  /// How many panes are in each state; every state is named.
  public var counts: [String: Int]
  /// Every watched pane, by number.
  public var panes: [PaneReport]

  /// How a pane's model stands to what tmux holds.
  public enum State: String, Codable, Hashable, Sendable, CaseIterable {
    case equal
    /// They differed at every look. The pane is being asked for anew.
    case drift
    /// The screen is being asked for, so there is nothing to compare.
    case seeding
    /// tmux holds the pane's output back.
    case paused
    /// The pane was closed meanwhile.
    case gone
    /// tmux's answer could not be read.
    case unreadable
  }

  public struct PaneReport: Codable, Hashable, Sendable {
    public var pane: String
    public var window: String
    public var session: String
    public var sessionName: String
    public var columns: Int
    public var rows: Int
    public var state: State
    /// How often the two were compared. More than one: they differed at first.
    public var looks: Int
    /// How many differences there are, of which `differences` has the first hundred.
    public var differenceCount: Int
    public var differences: [DifferenceReport]
    /// Whether the pen is known. After a seed it is not, until the program sets it anew: tmux does not tell it.
    public var penKnown: Bool
    /// Only with `drift`: the rows of both screens.
    public var pictures: Pictures?
    /// Lines above the screen. Told, and not compared.
    public var history: History?

    enum CodingKeys: String, CodingKey {
      case pane, window, session, columns, rows, state, looks, differences, pictures, history
      case sessionName = "session_name"
      case differenceCount = "difference_count"
      case penKnown = "pen_known"
    }
  }

  /// All text in here has its control characters escaped as in `\u{1B}`, and backslashes doubled.
  public struct DifferenceReport: Codable, Hashable, Sendable {
    /// size, text, style, wrapped, cursor, cursor_visible, mode, scroll_region, alternate, tab_stops, title, and of the
    /// normal screen behind the alternate one: saved_text, saved_style, saved_cursor.
    public var what: String
    /// From 0.
    public var row: Int?
    public var column: Int?
    public var tmux: String
    public var argosy: String
  }

  public struct Pictures: Codable, Hashable, Sendable {
    public var tmux: [String]
    public var argosy: [String]
  }

  public struct History: Codable, Hashable, Sendable {
    public var tmux: Int
    public var argosy: Int
  }

  init(server: StatusReport.Server, panes: [PaneReport]) {
    self.server = server
    self.panes = panes
    let found = Dictionary(grouping: panes, by: \.state).mapValues(\.count)
    counts = Dictionary(uniqueKeysWithValues: State.allCases.map { ($0.rawValue, found[$0] ?? 0) })
  }

  public func count(_ state: State) -> Int { counts[state.rawValue] ?? 0 }
}

extension VerificationReport.DifferenceReport {
  init(_ difference: ScreenDifference) {
    what = difference.aspect.rawValue
    row = difference.row
    column = difference.column
    tmux = VisibleText.line(difference.tmux, limit: 500)
    argosy = VisibleText.line(difference.argosy, limit: 500)
  }
}

extension VerificationReport.Pictures {
  init(_ comparison: ScreenComparison) {
    tmux = comparison.tmuxRows.map { VisibleText.line($0, limit: 1000) }
    argosy = comparison.argosyRows.map { VisibleText.line($0, limit: 1000) }
  }
}
