/// The one place that holds argosy's name as tmux sees it: options, ranges, the key table, hooks.
public enum Prefix {
  /// Every option of ours is `@argosy` or begins with `@argosy_`.
  public static let option = "@argosy"
  /// The index of our hooks in tmux's hook arrays: a fixed one, so that loading twice replaces, and removing is exact.
  public static let hookIndex = 7300
  /// What stands in front of all that only argosy itself reads.
  static let ownOption = "@_argosy"
  /// The key table that the leader enters.
  public static let keyTable = "argosy"
  /// The key table that waits for something that is about to be drawn: a key there calls it off.
  public static let waitingTable = "argosy-wait"
  /// What the ranges of the token's parts begin with.
  static let range = "argosy-"
  /// The hub session's name, for people. argosy itself knows it by its id, so it may be renamed.
  public static let hubSession = "_argosy"
  /// The session option that marks a hub, so that the next argosy can end one that was left behind.
  public static let hubMark = "@argosy_hub"
}
