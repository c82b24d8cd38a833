import Fleet
import Screens
import Terminal
import TmuxControl

extension Daemon {
  /// Shows a caller a pane's screen now and whenever it has changed. Returns the number to leave by; nil where there is
  /// nothing to watch.
  ///
  /// - Parameter show: called on the daemon's loop; false where there is no room for it.
  func addWatcher(of target: String?, _ show: @escaping @Sendable (Response) -> Bool) -> Int? {
    guard let target else { return nil }
    switch pane(of: target) {
    case .failure(let failure):
      let isMissing = if case .missing = failure { true } else { false }
      _ = show(Response(error: "\(failure)", pane: target, isMissing: isMissing))
      return nil
    case .success(let pane):
      nextObserver += 1
      watchers.add(nextObserver, pane, at: Clock.now.monotonic, show)
      showScreens()
      setAlarm()
      return nextObserver
    }
  }

  func removeWatcher(_ number: Int) { watchers.remove(number) }

  /// The caller has room again.
  func showAgain(_ number: Int) {
    watchers.again(number, at: Clock.now.monotonic)
    showScreens()
    setAlarm()
  }

  func showScreens() {
    let now = Clock.now.monotonic
    for (number, pane) in watchers.takeDue(at: now) {
      guard panes[pane] != nil else {
        watchers.show(number, version: nil, at: now) {
          Response(error: "\(TargetFailure.missing("\(pane)"))", pane: "\(pane)", isMissing: true)
        }
        continue
      }
      guard let terminal = intake.screens.terminal(of: pane), !terminal.isDrawing(at: now) else {
        watchers.again(number, at: now &+ ScreenWatchers.interval)
        continue
      }
      watchers.show(number, version: terminal.version, at: now) {
        Response(screen: ScreenReport(terminal, pane: "\(pane)", isStyled: true), pane: "\(pane)")
      }
    }
    if let due = watchers.next { agenda.set(.screens, at: due) }
  }
}
