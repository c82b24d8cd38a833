import Foundation

/// What must not stand in anything that tmux is sent, found in its text.
enum FormatLint {
  /// The lines that tmux reads.
  static func commands(_ text: String) -> [Substring] {
    text.split(separator: "\n").filter { !$0.hasPrefix("#") }
  }

  /// Everything that is wrong with one command.
  static func faults(_ text: some StringProtocol) -> [String] {
    var faults: [String] = []
    for body in sessionBodies(text) where hasBareComma(body) { faults.append("a bare comma in #{S:\(body)}") }
    if text.contains("#(") { faults.append("#( runs a shell with every redraw") }
    let foreign = text.unicodeScalars.filter { $0.properties.generalCategory == .privateUse }
    if !foreign.isEmpty { faults.append("glyphs that only some fonts have: \(foreign.map(\.value))") }
    faults += expanded(text).map { "the value of \($0), which an agent writes, would be expanded" }
    faults += raw(text).map { "the value of \($0), which an agent writes, is not made literal" }
    return faults
  }

  /// Options whose text comes from an agent, or from a repository that an agent works in.
  static let foreign = [
    "@argosy_title", "@argosy_ask", "@argosy_pane_note", "@argosy_phase", "@argosy_branch", "@argosy_pr",
    "@argosy_in", "pane_title", "window_name", "session_name",
  ]

  /// Foreign options in `#{E:…}` or `#{T:…}`, alone or with other modifiers.
  private static func expanded(_ text: some StringProtocol) -> [String] {
    foreign.filter { name in
      text.ranges(of: "\(name)}").contains { range in
        let before = text[..<range.lowerBound]
        guard let start = before.range(of: "#{", options: .backwards)?.upperBound else { return false }
        return before[start...].split(separator: ";").contains { part in
          part.hasPrefix("E:") || part.hasPrefix("T:") || part == "E" || part == "T"
        }
      }
    }
  }

  /// Foreign options that are shown without `q/h`. As a condition they are not shown.
  private static func raw(_ text: some StringProtocol) -> [String] {
    foreign.prefix(7).filter { name in
      text.ranges(of: "\(name)}").contains { range in
        let before = text[..<range.lowerBound]
        return !before.hasSuffix("q/h:") && !before.hasSuffix("#{?#{")
      }
    }
  }

  /// The bodies of all `#{S:…}`, the loops over sessions.
  static func sessionBodies(_ text: some StringProtocol) -> [String] {
    let characters = Array(text)
    return characters.indices.compactMap { start in
      guard characters[start...].starts(with: "#{S:") else { return nil }
      var depth = 1
      var index = start + 4
      while index < characters.count {
        if characters[index] == "#", index + 1 < characters.count, characters[index + 1] == "{" {
          depth += 1
        } else if characters[index] == "}", characters[index - 1] != "#" {
          depth -= 1
          if depth == 0 { break }
        }
        index += 1
      }
      return String(characters[(start + 4)..<index])
    }
  }

  /// Whether tmux would cut the body in two there: a comma outside all `#{…}` that no `#` protects.
  static func hasBareComma(_ body: String) -> Bool {
    let characters = Array(body)
    var depth = 0
    for (index, character) in characters.enumerated() {
      let isProtected = index > 0 && characters[index - 1] == "#"
      switch character {
      case "{" where isProtected: depth += 1
      case "}" where !isProtected: depth -= 1
      case "," where depth == 0 && !isProtected: return true
      default: break
      }
    }
    return false
  }
}
