/// The options that argosy writes: its public interface for reading.
///
/// A name lives in one scope, because tmux looks a user option up in all of them and a server option would shadow the
/// rest. The one exception is `session`, which has the same value in both of its scopes. Two are tmux's own: the line in
/// the border of agents' panes, in windows that had none.
public enum OptionName: String, CaseIterable, Sendable {
  // Server.
  case up = "@argosy_up"
  case client = "@argosy_client"
  case version = "@argosy_version"
  case oldest = "@argosy_oldest"
  case socket = "@argosy_sock"
  // Session.
  case status = "@argosy_status"
  case since = "@argosy_since"
  case title = "@argosy_title"
  case ask = "@argosy_ask"
  case askKind = "@argosy_ask_kind"
  case pane = "@argosy_pane"
  case parked = "@argosy_parked"
  case pad = "@argosy_pad"
  // Session: of the work item in it.
  case phase = "@argosy_phase"
  case id = "@argosy_id"
  case branch = "@argosy_branch"
  case pullRequest = "@argosy_pr"
  case pullRequestState = "@argosy_pr_state"
  // Window: only where a person wants the marks, or the border.
  case winStatus = "@argosy_win_status"
  case borderStatus = "pane-border-status"
  case borderFormat = "pane-border-format"
  // Session and pane: the id of the session a pane belongs to. Inside a pane, tmux may name the hub instead.
  case session = "@argosy_session"
  // Pane.
  case paneStatus = "@argosy_pane_status"
  case paneNote = "@argosy_pane_note"

  public static let ofSessions: [OptionName] = [
    .status, .since, .title, .ask, .askKind, .pane, .session, .parked, .pad, .phase, .id, .branch, .pullRequest,
    .pullRequestState,
  ]
  public static let ofWindows: [OptionName] = [.winStatus, .borderStatus, .borderFormat]
  public static let ofPanes: [OptionName] = [.session, .paneStatus, .paneNote]
  public static let ofServer: [OptionName] = [.up, .client, .version, .oldest, .socket]
}
