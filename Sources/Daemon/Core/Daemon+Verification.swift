import Fleet
import Logging
import Screens
import Terminal
import TmuxControl
import TmuxUI

extension Daemon {
  /// Compares every watched pane's model with what tmux holds, one pane after the other.
  ///
  /// Nil when the connection was lost meanwhile.
  public func verify() async -> VerificationReport? {
    await complete()
    var reports: [VerificationReport.PaneReport] = []
    for pane in panes.keys.sorted() {
      guard let report = await verify(pane) else { return nil }
      reports.append(report)
    }
    return VerificationReport(server: serverReport, panes: reports)
  }

  /// Another pane's output can overtake an answer, so a difference is believed only when every look shows one.
  private static let looks = 3

  private static let differencesTold = 100

  private func verify(_ pane: PaneID) async -> VerificationReport.PaneReport? {
    var report = blankReport(pane)
    var latest: ScreenComparison?
    for look in 1...Self.looks {
      guard let sighting = await sight(pane) else { return nil }
      report.looks = look
      guard case .known(let model, let withheldTitle) = sighting.basis else {
        report.state = state(of: sighting.basis)
        return report
      }
      switch sighting.answer {
      case .refused:
        report.state = .gone
        return report
      case .unreadable:
        latest = nil
      case .screen(let told):
        let comparison = await Self.compare(model, told, withheldTitle)
        (report.columns, report.rows) = (told.columns, told.rows)
        report.penKnown = !model.unknown.contains(.pen)
        report.history = .init(tmux: told.historySize, argosy: model.historySize)
        if comparison.differences.isEmpty {
          report.state = .equal
          return report
        }
        if comparison.differences.first?.aspect == .size {
          // It was resized, and the listing that says so is on its way.
          markDirty()
          setAlarm()
          report.state = .seeding
          return report
        }
        latest = comparison
      }
    }
    if let latest {
      note(latest, in: &report)
      drifted(pane, report)
    }
    return report
  }

  /// On no actor: the loop has other things to do than to look at cells.
  @concurrent
  private static func compare(_ model: Terminal, _ told: Snapshot, _ withheldTitle: String?) async -> ScreenComparison {
    ScreenComparison(model, with: told, withheldTitle: withheldTitle)
  }

  private func state(of basis: VerificationBasis) -> VerificationReport.State {
    switch basis {
    case .known, .seeding: .seeding
    case .paused: .paused
    case .absent: .gone
    }
  }

  private func blankReport(_ pane: PaneID) -> VerificationReport.PaneReport {
    let facts = listing.panes[pane]
    let session = listing.session(of: pane, otherThan: hub?.session)
    return VerificationReport.PaneReport(
      pane: "\(pane)", window: facts.map { "\($0.window)" } ?? "", session: session.map { "\($0)" } ?? "",
      sessionName: PlainText.line(session.flatMap { listing.sessions[$0]?.name } ?? "", limit: 200),
      columns: facts?.columns ?? 0, rows: facts?.rows ?? 0, state: .unreadable, looks: 0, differenceCount: 0,
      differences: [], penKnown: true)
  }

  private func note(_ comparison: ScreenComparison, in report: inout VerificationReport.PaneReport) {
    report.state = .drift
    report.differenceCount = comparison.differences.count
    report.differences = comparison.differences.prefix(Self.differencesTold).map { .init($0) }
    report.pictures = .init(comparison)
  }

  private func drifted(_ pane: PaneID, _ report: VerificationReport.PaneReport) {
    intake.screens.drifted(pane)
    agenda.set(.seeding, at: Clock.now.monotonic)
    setAlarm()
    let first = report.differences.first
    log.warning(
      "a model had drifted; the pane is asked for anew",
      metadata: [
        "pane": "\(pane)", "differences": "\(report.differenceCount)", "first": "\(first?.what ?? "")",
        "tmux": "\(first?.tmux ?? "")", "argosy": "\(first?.argosy ?? "")",
      ])
  }

  // MARK: One look

  /// Nil when there is no connection, or it was lost before tmux had answered.
  private func sight(_ pane: PaneID) async -> Sighting? {
    guard transport != nil, hub != nil, !hasEnded, let line = try? VerificationTransaction.line(for: pane) else {
      return nil
    }
    return await withCheckedContinuation { continuation in
      send(line, for: .verify(pane, look: sightings.add(continuation)))
      setAlarm()
    }
  }

  /// tmux has answered a look.
  func sighted(_ answer: Answer<Purpose>, look: Int) {
    guard let basis = intake.takeBasis(look) else { return sightings.finish(look, nil) }
    let told: Sighting.Told
    switch answer.failure {
    case .refused: told = .refused
    case .misshapen: told = .unreadable
    case nil:
      let tmux = TmuxVersion(serverVersion) ?? .v3_3
      told = SeedTransaction.snapshot(from: answer.replies, tmux: tmux).map { .screen($0) } ?? .unreadable
    }
    sightings.finish(look, Sighting(basis: basis, answer: told))
  }
}
