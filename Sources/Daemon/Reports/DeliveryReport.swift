import Fleet
import Store
import TmuxControl
import TmuxUI

/// What `argosy send --json` and `argosy answer --json` print.
public struct DeliveryReport: Codable, Hashable, Sendable {
  public var pane: String
  /// submitted, queued, refused, unconfirmed.
  public var verdict: String
  /// The proof, or why not, in words for a person.
  public var reason: String
  /// Only with `refused`: a word for programs.
  public var code: String?
  /// What had to be changed for the text to be deliverable: line-ends, control-characters, trailing-line-ends.
  public var changes: [String]
  /// By which the journal knows it.
  public var token: String
  /// How long it took.
  public var seconds: Double?

  init(_ verdict: Verdict, pane: PaneID, token: String, changes: [Prompt.Change]) {
    self.pane = "\(pane)"
    self.verdict = verdict.word
    reason = PlainText.line(verdict.reason, limit: 500)
    if case .refused(let refusal) = verdict { code = refusal.code }
    self.changes = changes.map(\.rawValue)
    self.token = token
  }

  init(_ result: DeliveryResult, pane: PaneID, token: String) {
    self.pane = "\(pane)"
    verdict = result.verdict
    reason = PlainText.line(result.reason, limit: 500)
    changes = []
    self.token = token
  }
}
