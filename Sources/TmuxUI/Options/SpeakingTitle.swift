import Fleet

/// Titles of agents, as far as they say anything of the work.
public enum SpeakingTitle {
  /// The agent's title, else the first of the others that is there.
  ///
  /// An agent that has not been told anything yet shows its own name, which says nothing where everybody is one.
  public static func text(_ title: String, agent: String, else others: String...) -> String {
    let title = isProduct(title, agent) ? "" : title
    return ([title] + others).first { !$0.isEmpty } ?? ""
  }

  /// Names that agents show while they have nothing else to show.
  private static let products: Set<String> = [
    "aider", "amp", "claude", "claude code", "codex", "codex cli", "copilot", "copilot cli", "cursor", "cursor agent",
    "gemini", "gemini cli", "github copilot", "opencode",
  ]

  private static func isProduct(_ title: String, _ agent: String) -> Bool {
    let name = title.lowercased().trimmingPrefix { $0 == " " }
    return products.contains(String(name)) || name == agent.lowercased()
  }
}
