import Testing

@testable import TmuxUI

/// What must not stand in a format file, found in its text.
enum FormatLint {
  /// The lines that tmux reads.
  static func commands(_ text: String) -> [Substring] {
    text.split(separator: "\n").filter { !$0.hasPrefix("#") }
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

@Suite("Format file")
struct FormatLintTests {
  private let commands = FormatLint.commands(TmuxConfiguration.text)

  @Test("the lint finds what it is to find")
  func lint() {
    #expect(FormatLint.sessionBodies("#{n:#{S:#{?a,b,c}}} #{S:x,y}") == ["#{?a,b,c}", "x,y"])
    #expect(FormatLint.sessionBodies("#{S:a#}b}c") == ["a#}b"])
    #expect(FormatLint.hasBareComma("x,y"))
    #expect(FormatLint.hasBareComma("#[fg=red,bold]x"))
    #expect(FormatLint.hasBareComma("#{?a,b,c},"))
    #expect(!FormatLint.hasBareComma("#{?a,b,c}x#,y"))
    #expect(!FormatLint.hasBareComma("#{?#{m:a,b},#[fg=red],}"))
  }

  @Test("no loop over sessions holds a bare comma: servers of tmux 3.6 to 3.6b would crash")
  func commas() throws {
    let bodies = commands.flatMap { FormatLint.sessionBodies($0) }
    try #require(bodies.count >= 6)
    for body in bodies { #expect(!FormatLint.hasBareComma(body), "\(body)") }
  }

  @Test("no format runs a shell")
  func shells() {
    #expect(commands.count > 20)
    for line in commands {
      #expect(!line.contains("#("), "\(line)")
      #expect(!line.contains("run-shell") && !line.contains("if-shell"), "\(line)")
      #expect(!line.hasPrefix("if ") && !line.contains("'if \""), "\(line)")
    }
  }

  @Test("every text of an agent is made literal before it is shown")
  func quoted() {
    for line in commands {
      for name in ["@argosy_title", "@argosy_ask", "@argosy_pane_note"] {
        let uses = line.ranges(of: name)
        let quoted = line.ranges(of: "q/h:\(name)")
        #expect(uses.count == quoted.count, "\(line)")
      }
    }
  }

  @Test("every line sets one option of ours or our hook, and options of the user's are only read")
  func own() {
    for line in commands {
      let words = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: true)
      switch words.first {
      case "set":
        #expect(words[1] == "-g" || words[1] == "-gF", "\(line)")
        #expect(words[2].hasPrefix("@argosy") || words[2].hasPrefix("@_argosy_"), "\(line)")
        #expect(words[1] == "-g" || words[2].hasPrefix("@_argosy_"), "\(line)")
      case "set-hook": #expect(words[2] == "client-detached[\(Prefix.hookIndex)]", "\(line)")
      default: Issue.record("what is this? \(line)")
      }
    }
  }

  @Test("no option is set that the daemon writes")
  func daemons() {
    let set = commands.filter { $0.hasPrefix("set ") }.compactMap { $0.split(separator: " ").dropFirst(2).first }
    #expect(Set(set.map(String.init)).isDisjoint(with: OptionName.allCases.map(\.rawValue)))
    #expect(Set(set).count == set.count)
  }
}
