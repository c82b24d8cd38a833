/// Which variables an agent inherits.
public enum AgentEnvironment {
  /// Marks by which agents tell what they start that it runs inside of them. An agent that finds its own takes itself
  /// for a part of that session, and keeps no transcript.
  private static let marks: Set<String> = [
    "AI_AGENT", "CODEX_SANDBOX", "CODEX_SANDBOX_NETWORK_DISABLED", "CODEX_THREAD_ID", "CURSOR_AGENT", "GEMINI_CLI",
    "OPENCODE",
  ]

  /// Kept of what begins with `CLAUDE`: it says where the person's account, settings and sessions are, and not in which
  /// session something runs. An agent without it would ask to log in, and argosy would look for its files elsewhere.
  /// What begins with `ANTHROPIC_` is the person's way to the model, and is kept too.
  private static let kept: Set<String> = ["CLAUDE_CONFIG_DIR"]

  /// Whether a variable belongs to the session of an agent, so that another one must not inherit it.
  public static func isOfAnotherSession(_ name: String) -> Bool {
    (name.hasPrefix("CLAUDE") && !kept.contains(name)) || marks.contains(name)
  }

  /// What is left without those.
  public static func cleaned(_ environment: [String: String]) -> [String: String] {
    environment.filter { name, _ in !isOfAnotherSession(name) }
  }
}
