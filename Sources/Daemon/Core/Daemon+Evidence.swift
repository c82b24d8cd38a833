import Fleet
import Logging
import Recognition
import TmuxControl
import World

extension Daemon {
  /// An agent said something of itself.
  func hear(_ word: AgentWord) {
    guard let pane = speaker(of: word) else {
      return log.debug("nobody is known who said this", metadata: ["event": "\(word.event ?? "statusline")"])
    }
    if let session = word.sessionID { panes[pane]?.session = session }
    if let transcript = word.transcriptPath { panes[pane]?.transcript = transcript }
    introduceWork(on: pane)
    if let vitals = word.vitals { apply(.vitals(pane, vitals)) }
    if word.event == "UserPromptSubmit", let prompt = word.prompt {
      acceptDelivery(of: prompt, on: pane, at: moment(wall: word.at))
    }
    guard let evidence = word.evidence else { return }
    apply(.heard(pane, Observation(evidence, at: moment(wall: word.at))))
  }

  /// The pane of the agent that said it: by its process, which is above the one that brings the word. Only without any
  /// process to compare is `$TMUX_PANE` believed.
  func speaker(of word: AgentWord) -> PaneID? {
    if let pane = owner(of: word.ancestors) { return pane }
    guard let pane = word.pane.flatMap({ PaneID($0) }), panes[pane] != nil else { return nil }
    // The agent may have come up since the last look.
    if panes[pane]?.identity == nil { look(at: pane) }
    if let owner = owner(of: word.ancestors) { return owner }
    return panes[pane]?.identity != nil && panes[pane]?.identity?.pid == nil ? pane : nil
  }

  private func owner(of ancestors: [Int32]) -> PaneID? {
    panes.first { $0.value.identity?.pid.map(ancestors.contains) ?? false }?.key
  }
}
