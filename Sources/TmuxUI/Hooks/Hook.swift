/// A hook of argosy's in tmux: there are two, and no others. They stand also in `hooks/tmux.conf`.
public struct Hook: Hashable, Sendable {
  public let name: String
  public let index: Int
  public let command: String

  /// `client-detached[7300]`.
  public var place: String { "\(name)[\(index)]" }

  /// When argosy's control client goes, however it ended, nothing says any more that argosy is up.
  public static let departure = Hook(
    name: "client-detached", index: Prefix.hookIndex,
    command: "if -F '#{&&:#{@argosy_client},#{==:#{hook_client},#{@argosy_client}}}' "
      + "'set -su @argosy_up ; set -su @argosy_client'")

  /// When a person attaches and argosy is not up, it is started. Only with `@argosy_autostart on`.
  public static let arrival = Hook(
    name: "client-attached", index: Prefix.hookIndex + 1,
    command: "if -F '#{||:#{@argosy_up},#{client_control_mode}}' '' "
      + "{ run-shell -b \"#{?#{@_argosy_bin},#{q:@_argosy_bin},argosy} tmux ensure\" }")
}
