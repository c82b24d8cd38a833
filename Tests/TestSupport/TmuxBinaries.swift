import Foundation

/// The tmux programs that a test is to run against where versions differ.
public enum TmuxBinaries {
  /// `$ARGOSY_TMUX_BINARIES`, with colons between; else the one on PATH.
  public static let all: [String] = {
    let named = (ProcessInfo.processInfo.environment["ARGOSY_TMUX_BINARIES"] ?? "").split(separator: ":")
    if !named.isEmpty { return named.map(String.init) }
    // Without any tmux the test itself says what is missing.
    return [(try? Programs.path(of: "tmux")) ?? "tmux"]
  }()
}
