import ArgumentParser

/// What a shell reads to complete argosy's words: the parser's script.
///
/// The parser adds a help of its own to every command line, also to one that has one: behind ours, its function would
/// replace what completes topics.
struct CompletionScript {
  let text: String

  init(_ shell: Shell) {
    text = Self.withoutSecondHelp(Argosy.completionScript(for: shell.parsers), of: shell)
  }

  static func withoutSecondHelp(_ script: String, of shell: Shell) -> String {
    var lines = script.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // What the parser says of its own; ours has other words.
    lines.removeAll { $0.contains("Show subcommand help information.") }
    switch shell {
    case .bash, .zsh:
      let starts = lines.indices.filter { lines[$0] == "_argosy_help() {" }
      if starts.count > 1, let start = starts.last, let end = lines[start...].firstIndex(of: "}") {
        lines.removeSubrange(start...min(end + 1, lines.count - 1))
      }
      let offer = "' -- \"${cur}\"))"
      lines = lines.map { line in
        if line.hasSuffix("|help)") { return line.dropLast("|help)".count) + ")" }
        return line.hasSuffix(" help" + offer) ? line.dropLast(" help".count + offer.count) + offer : line
      }
    case .fish: break
    }
    return lines.joined(separator: "\n")
  }
}
