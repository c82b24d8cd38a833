import Testing

@testable import TmuxUI

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
      #expect(FormatLint.faults(line) == [], "\(line)")
    }
  }

  @Test("the lint finds what an agent could do, and what fonts lack")
  func foreign() {
    for text in [
      "#{E:@argosy_title}", "#{T:@argosy_ask}", "#{T;=/9:@argosy_title}", "#{@argosy_phase}", "#{=/9:@argosy_title}",
      "#(date)", "\u{E0B0}", "#{S:a,b}", "#{E:pane_title}",
    ] {
      #expect(!FormatLint.faults(text).isEmpty, "\(text)")
    }
    for text in ["#{?#{@argosy_phase},a,b}", "#{=/40/…:#{q/h:@argosy_title}}", "#{E:@argosy_tree}", "✗ ● ○"] {
      #expect(FormatLint.faults(text).isEmpty, "\(text)")
    }
  }

  @Test("nothing that a server is given has a fault, whatever the settings and the version")
  func everything() throws {
    let settings =
      InterfaceSettings.names.map { ($0, "on") } + [
        ("@argosy_key_root", "M-g"), ("@rose_pine_variant", "main"), ("status", "on"), ("status-right", "x"),
      ]
    for version in ["3.2a", "3.3a", "3.4", "3.5a", "3.6b", "3.7c", "next-3.8"] {
      for given in [[], settings] {
        let facts = ServerFacts(
          version: version, global: ShownOptions(values: Dictionary(given, uniquingKeysWith: { $1 })),
          window: ShownOptions(values: ["window-status-format": "x", "window-status-current-format": "x"]))
        let configuration = try InterfaceConfiguration(facts, program: "/bin/argosy", version: "1")
        for command in configuration.commands { #expect(FormatLint.faults(command) == [], "\(command)") }
      }
    }
    for hook in [Hook.departure, .arrival] { #expect(FormatLint.faults(hook.command) == []) }
    #expect(FormatLint.faults(PublishedFacts.borderFormat) == [])
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
