import Fleet
import Logging
import NIOCore
import Recognition
import Screens
import TmuxControl
import World

/// Which recognizer: rules differ by version.
struct RecognizerKey: Hashable {
  let agent: String
  let version: String?
}

extension Daemon {
  func recognizer(of identity: AgentIdentity) -> Recognizer? {
    let key = RecognizerKey(agent: identity.name, version: identity.version)
    if let known = recognizers[key] { return known }
    guard let rules = catalog.agent(named: identity.name) else { return nil }
    let recognizer = Recognizer(rules: rules, version: identity.version)
    recognizers[key] = recognizer
    return recognizer
  }

  /// Reads a person's own files, and again whenever one of them changes.
  func watchRules() {
    guard ruleFiles == nil, let directory = AgentFiles.directory(configuration.environment) else { return }
    do {
      ruleFiles = try FileWatcher { [weak self] _ in
        guard let self else { return }
        loop.execute { self.assumeIsolated { $0.rulesChanged() } }
      }
      ruleFiles?.watch(directory)
    } catch {
      log.error("files of rules are not watched: \(error)")
    }
    reloadRules()
  }

  /// An editor does several things to a file that it saves: they are taken together.
  private func rulesChanged() {
    guard rulesAlarm == nil, !hasEnded else { return }
    rulesAlarm = loop.scheduleTask(in: .milliseconds(50)) {
      self.assumeIsolated { daemon in
        daemon.rulesAlarm = nil
        daemon.reloadRules()
      }
    }
  }

  /// Good files take force at once; a bad one leaves what is in force.
  private func reloadRules() {
    guard let directory = AgentFiles.directory(configuration.environment), !hasEnded else { return }
    let reading = builtIn.reading(AgentFiles.read(directory), previous: catalog)
    for fault in reading.faults where !ruleFaults.contains(fault) { log.error("rules: \(fault)") }
    ruleFaults = reading.faults
    let changed = reading.catalog.agents(differentFrom: catalog)
    guard !changed.isEmpty else { return }
    catalog = reading.catalog
    recognizers = [:]
    for name in changed.sorted() {
      let origin = catalog.agent(named: name).map { $0.origin.path ?? "built in" } ?? "none any more"
      log.info("rules changed", metadata: ["agent": "\(name)", "from": "\(origin)"])
    }
    for pane in panes.keys.sorted() { reread(pane, changed) }
    setAlarm()
  }

  /// Who an agent is may have changed with the rules, and what its screen means.
  private func reread(_ pane: PaneID, _ changed: Set<String>) {
    panes[pane]?.lastFinding = nil
    panes[pane]?.strangers = []
    looks.forget(pane)
    if let identity = panes[pane]?.identity, catalog.agent(named: identity.name) == nil {
      panes[pane]?.identity = nil
      apply(.hidden(pane))
    }
    look(at: pane)
    guard let identity = panes[pane]?.identity, changed.contains(identity.name) else { return }
    // A frame under way is read when it is complete.
    if !frames.isWaiting(for: pane) { read(pane) }
  }
}
