import Foundation
import TestSupport
import Testing
import TmuxUI

@testable import argosy

@Suite("The manual as it is shown")
struct ManualTests {
  private func argosy(_ words: String...) async throws -> Programs.Outcome {
    try await Programs.outcome(Programs.product("argosy"), words, environment: ["HOME": "/", "PATH": "/usr/bin:/bin"])
  }

  @Test("help of a verb is what the verb's own --help says; of nothing at all, every verb and every topic")
  func help() async throws {
    for words in [["new"], ["tmux", "load"], ["agents"], ["help"]] {
      let short = try await Programs.outcome(Programs.product("argosy"), ["help"] + words, environment: [:])
      let long = try await Programs.outcome(Programs.product("argosy"), words + ["--help"], environment: [:])
      #expect(short.status == 0 && short.output == long.output && short.output.hasPrefix("OVERVIEW: "), "\(words)")
    }
    let overview = try await argosy("help")
    for verb in try CommandHelp.argosy().verbs where verb.isShown {
      #expect(overview.output.contains("| `\(verb.commandName)` | \(verb.abstract ?? "?") |\n"))
    }
    for topic in Topic.allCases { #expect(overview.output.contains("| `\(topic.name)` | \(topic.abstract) |\n")) }
  }

  @Test("a topic is Markdown where no terminal listens; what is neither verb nor topic ends with 2 and says so")
  func topics() async throws {
    let topic = try await argosy("help", "keys")
    #expect(topic.status == 0 && topic.output == Topic.keys.text)
    let nothing = try await argosy("help", "nonsense")
    #expect(nothing.status == 2 && nothing.output.isEmpty && nothing.errors.contains("“nonsense”"))
    #expect(try await argosy("help", "--man", "keys").status == 2)
  }

  @Test("Markdown is read as it is meant")
  func markdown() {
    let page = Markdown(
      "# a: b\n\none\ntwo `x | y` **z**\n\n- first\n  more\n- second\n\n    code\n\n      deeper\n\n| `p|q` | r |\n|---|---|\n| s |\n"
    )
    #expect(
      page.blocks == [
        .heading(level: 1, "a: b"), .paragraph("one two `x | y` **z**"), .item("first more"), .item("second"),
        .code(["code", "", "  deeper"]), .table([["`p|q`", "r"], ["s", ""]]),
      ])
    #expect(
      Markdown.spans(of: "a `b` **c** ` d")
        == [
          .init(text: "a ", kind: .plain), .init(text: "b", kind: .code), .init(text: " ", kind: .plain),
          .init(text: "c", kind: .strong), .init(text: " ` d", kind: .plain),
        ])
  }

  @Test(
    "on a terminal no line is wider than it, except where a word is, and none ends before it has to",
    arguments: [20, 40, 80, 200])
  func width(_ columns: Int) {
    let width = min(columns, 100)
    let style = OutputStyle(isTerminal: true, isColoured: false, columns: columns)
    for topic in Topic.allCases {
      let prose = topic.page.blocks.compactMap { if case .paragraph(let text) = $0 { text } else { nil } }
      #expect(!prose.isEmpty)
      for text in prose {
        let page = ManualPage(Markdown(blocks: [.paragraph(text)]), style: style).text
        let lines = page.split(separator: "\n").map(String.init)
        #expect(lines.joined(separator: " ") == Markdown.spans(of: text).map(\.text).joined())
        for line in lines where line.contains(" ") { #expect(CellText.width(line) <= width, "\(line)") }
        for (line, next) in zip(lines, lines.dropFirst()) {
          let word = String(next.prefix { $0 != " " })
          #expect(CellText.width("\(line) \(word)") > width, "\(line)|\(next)")
        }
      }
    }
  }

  @Test("nothing in the man page is taken for a request or an escape")
  func roff() {
    #expect(Roff.line(".x") == #"\&.x"# && Roff.line("'x") == #"\(aqx"#)
    #expect(Roff.line(#"a\b-c "q" ✗ ^~`"#) == #"a\eb\-c \(dqq\(dq \[u2717] \(ha\(ti\(ga"#)
    #expect(Roff.styled("a `-L` **b**") == #"a \fB\-L\fR \fBb\fR"#)
  }

  @Test("the man page has every verb, every option and every topic, and the programs that print it have no complaint")
  func man() async throws {
    let page = try await argosy("help", "--man")
    #expect(page.status == 0 && page.output.hasPrefix(".TH ARGOSY 1 "))
    #expect(page.output.unicodeScalars.allSatisfy { $0.isASCII && ($0 == "\n" || $0.value >= 32) })
    for (words, help) in try CommandHelp.argosy().leaves {
      #expect(page.output.contains(".SS \"argosy \(Roff.escaped(words.joined(separator: " ")))\"\n"), "\(words)")
      for name in help.shownArguments.flatMap({ $0.names ?? [] }) {
        #expect(page.output.contains(Roff.escaped(name.text)), "\(words): \(name.text)")
      }
    }
    for topic in Topic.allCases { #expect(page.output.contains(".SH \"\(Roff.escaped(topic.name.uppercased()))\"\n")) }
    let checks = [
      ("mandoc", ["-Tlint", "-Wwarning"]), ("groff", ["-man", "-ww", "-Wbreak", "-Tutf8", "-z"]),
    ]
    for (program, arguments) in checks {
      guard let path = try? Programs.path(of: program) else { continue }
      let outcome = try await Programs.outcome(
        path, arguments, environment: ["PATH": "/usr/bin:/bin"], input: Data(page.output.utf8))
      #expect(outcome.status == 0 && (outcome.output + outcome.errors).isEmpty, "\(program): \(outcome)")
    }
  }
}
