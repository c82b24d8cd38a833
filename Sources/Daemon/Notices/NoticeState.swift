import TmuxUI

/// Notices, as far as the daemon has come with them.
struct NoticeState {
  /// How a notice reaches a person.
  enum Rung: String, CaseIterable {
    case bell, message, terminal, desktop
  }

  var ladder = NoticeLadder()
  /// Who looks at what is being asked.
  var isAsking = false
  /// Since this daemon started.
  var given = 0
  /// The clients that a board lies over, by the number of the observer that it is.
  var boards: [Int: String] = [:]
  /// What went wrong the last time, for the doctor.
  private var faults: [Rung: String] = [:]

  var shownFaults: [String]? {
    let shown = Rung.allCases.compactMap { rung in faults[rung].map { "\(rung.rawValue): \($0)" } }
    return shown.isEmpty ? nil : shown
  }

  /// Takes how a rung went.
  ///
  /// - Returns: whether the fault is a new one, worth a line in the log.
  mutating func went(_ rung: Rung, _ fault: String?) -> Bool {
    defer { faults[rung] = fault }
    return fault != nil && faults[rung] != fault
  }
}
