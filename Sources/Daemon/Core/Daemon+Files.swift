import Fleet
import Logging
import NIOCore
import Recognition
import TmuxControl
import World

/// What agents write of themselves into files.
extension Daemon {
  func watchSessionFiles() {
    do {
      sessionFiles = try FileWatcher { [weak self] change in
        guard let self else { return }
        loop.execute { self.assumeIsolated { $0.sessionFileChanged(change) } }
      }
    } catch {
      log.warning("agents' own files are not watched: \(error)")
    }
  }

  /// An agent was found: what has it written so far?
  func readFiles(of identity: AgentIdentity, in pane: PaneID) {
    guard identity.name == "claude", let pid = identity.pid,
      let files = ClaudeFiles(of: pid, environment: configuration.environment)
    else { return }
    claudeFiles[pid] = files
    sessionFiles?.watch(files.sessions)
    readRecord(of: pid, in: pane)
  }

  private func sessionFileChanged(_ change: FileChange) {
    let changed = change.kind == .rescan ? nil : ClaudeFiles.process(of: change.name)
    guard change.kind == .rescan || changed != nil, change.kind != .vanished else { return }
    for (pid, files) in claudeFiles where files.sessions == change.directory && (changed ?? pid) == pid {
      guard let pane = panes.first(where: { $0.value.identity?.pid == pid })?.key else { continue }
      readRecord(of: pid, in: pane)
    }
  }

  private func readRecord(of pid: Int32, in pane: PaneID) {
    guard let record = claudeFiles[pid]?.record(of: pid) else { return }
    if let session = record.sessionID { panes[pane]?.session = session }
    if let directory = record.directory { panes[pane]?.directory = directory }
    introduceWork(on: pane)
    guard let evidence = record.evidence else { return }
    let (wall, isOver) = (record.statusUpdatedAt ?? 0).multipliedReportingOverflow(by: 1_000_000)
    apply(.heard(pane, Observation(evidence, at: moment(wall: isOver ? 0 : wall))))
  }

  /// Where neither the screen nor the agent says anything, the end of its conversation may.
  func readTranscript(of pane: PaneID) {
    guard let watched = panes[pane], let pid = watched.identity?.pid, let files = claudeFiles[pid] else { return }
    let path =
      watched.transcript
      ?? watched.session.flatMap { session in
        watched.directory.map { files.transcript(session: session, directory: $0) }
      }
    guard let path, let tail = FileTail(of: path, limit: 256 * 1024) else { return }
    guard let evidence = TranscriptTail(tail.bytes).evidence else { return }
    apply(.heard(pane, Observation(evidence, at: moment(wall: tail.changedAt))))
  }

  /// The point in time at which the wall clock showed this; now, where that is unknown or still to come.
  func moment(wall: Int64) -> Moment {
    let now = Clock.now
    let age = wall > 0 ? max(0, now.wall.subtractingReportingOverflow(wall).partialValue) : 0
    return Moment(wall: now.wall - age, monotonic: now.monotonic &- min(UInt64(age), now.monotonic))
  }
}
