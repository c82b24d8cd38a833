/// tmux 3.6 changed how client and server talk.
///
/// Across the border a newer client's plain commands still work, but `tmux -C` hangs without a byte and stays in the
/// list of clients; an older client is told "server exited unexpectedly" by a server that is well. That is the state of
/// a machine whose tmux was updated while its server runs.
public enum WireFormat {
  /// Whether a client of one version can be a control client of a server of the other. Versions as `tmux -V` and
  /// `#{version}` tell them; one that cannot be read is taken to fit.
  public static func fits(client: String, server: String) -> Bool {
    guard let one = isNew(client), let other = isNew(server) else { return true }
    return one == other
  }

  /// Nil when the text names no version.
  private static func isNew(_ version: String) -> Bool? {
    var text = Substring(version)
    for prefix in ["tmux ", "next-"] where text.hasPrefix(prefix) { text = text.dropFirst(prefix.count) }
    if text.hasPrefix("master") { return true }
    let parts = text.split(separator: ".", maxSplits: 1)
    guard parts.count == 2, let major = Int(parts[0]), let minor = Int(parts[1].prefix { $0.isNumber }) else {
      return nil
    }
    return (major, minor) >= (3, 6)
  }
}
