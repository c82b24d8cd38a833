import Foundation
import Testing
import TmuxUI

@testable import argosy

/// The topics against the product: all of it is in them, and nothing that there is not.
@Suite("The topics of the manual")
struct TopicTests {
  private let help: CommandHelp
  private static let everything = Topic.allCases.map(\.text).joined(separator: "\n")

  init() throws { help = try CommandHelp.argosy() }

  @Test("each topic says what it is about, and has a name that no verb has", arguments: Topic.allCases)
  func titles(_ topic: Topic) {
    #expect(!topic.abstract.isEmpty)
    #expect(help.verb(topic.name) == nil)
    let isRendered = ManualPage(topic.page, style: OutputStyle(isTerminal: true, isColoured: false, columns: 60)).text
    #expect(!isRendered.contains("`") && !isRendered.contains("**") && !isRendered.contains("|--"))
  }

  @Test("a picture is there for whoever reads the files, and in no page of a terminal", arguments: Topic.allCases)
  func pictures(_ topic: Topic) throws {
    let page = ManualPage(topic.page, style: OutputStyle(isTerminal: true, isColoured: false, columns: 60)).text
    #expect(!page.contains("!["))
    let topics = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../Sources/argosy/Manual/Topics/")
    for picture in topic.text.matches(of: #/!\[([^\]]+)\]\(([^)]+)\)/#) {
      let path = topics.appendingPathComponent(String(picture.2)).standardized.path
      #expect(FileManager.default.fileExists(atPath: path), "\(path)")
      #expect(!page.contains(picture.1))
    }
  }

  @Test("every verb is in some topic, and in one group of argosy help")
  func verbs() {
    let calls = Set(Self.calls().map { Self.words($0, help) })
    for (words, _) in help.leaves { #expect(calls.contains(words), "no topic names argosy \(words)") }
    let grouped = VerbGroup.all.flatMap(\.names)
    #expect(Set(grouped).count == grouped.count)
    #expect(Set(help.verbs.filter(\.isShown).map(\.commandName)).isSubset(of: Set(grouped)))
    for name in grouped { #expect(help.verb(name) != nil, "there is no verb \(name)") }
  }

  @Test("no topic names a verb or an option of one that does not exist", arguments: Topic.allCases)
  func calls(_ topic: Topic) {
    for call in Self.calls(in: topic.page) {
      let words = Self.words(call, help)
      var command = help
      for word in words { command = command.verb(word) ?? command }
      let rest = call.dropFirst(words.count + 1)
      let isAboutHelp = words == ["help"]
      // What the status line says.
      if Array(rest) == ["off"] { continue }
      #expect(!words.isEmpty, "\(call)")
      // What stands behind a verb that has verbs of its own is one of them.
      if !command.verbs.isEmpty, let next = rest.first { #expect(next.hasPrefix("-"), "\(call)") }
      for word in rest where word.hasPrefix("-") && word != "-" {
        #expect(command.optionNames.contains(word), "\(call): there is no \(word)")
      }
      if isAboutHelp, let name = rest.first, !name.hasPrefix("-"), name != "NAME" {
        #expect(Topic(rawValue: name) != nil || help.verb(name) != nil, "\(call)")
      }
    }
  }

  @Test("every setting is in some topic")
  func settings() {
    for name in InterfaceSettings.names + ["@argosy_icon_STATE", "@argosy_style_STATE"] {
      #expect(Self.everything.contains("`\(name)`"), "\(name)")
    }
  }

  @Test("no topic names an option of tmux that argosy does not know", arguments: Topic.allCases)
  func options(_ topic: Topic) {
    let formats = TmuxConfiguration.text.split(separator: "\n").compactMap { line -> String? in
      line.split(separator: " ", maxSplits: 3).dropFirst(2).first.map(String.init)
    }
    let states = ["STATE"] + StatusWord.allCases.map(\.rawValue)
    let known = Set(
      InterfaceSettings.names + OptionName.allCases.map(\.rawValue) + formats
        + states.flatMap { ["@argosy_icon_\($0)", "@argosy_style_\($0)"] })
    for match in topic.text.matches(of: /@argosy[A-Za-z_]*/) {
      #expect(known.contains(String(match.output)), "\(match.output)")
    }
  }

  @Test("the keys that are told are those that are bound")
  func keys() throws {
    let keys = OwnKey.keys(InterfaceSettings())
    for (title, table) in [("after the prefix", "prefix"), ("after `prefix G`", "argosy")] {
      let told = try #require(Self.keys(under: title))
      let bound = Set(keys.filter { $0.table == table && $0.key != "Any" }.map(\.key))
      #expect(told == bound, "\(title): \(told.symmetricDifference(bound))")
    }
    // Wherever else a topic names one, it is there, too.
    let leaders = Set(keys.filter { $0.table == "prefix" }.map(\.key))
    for match in Self.everything.matches(of: /`prefix ([^` ]+)`/) where match.output.1 != "?" {
      #expect(leaders.contains(String(match.output.1)), "\(match.output.0)")
    }
    #expect(Self.everything.contains("prefix ?"))
  }

  // MARK: What a topic says

  /// The first cells of the table with this header, as keys; `1` … `9` are nine.
  private static func keys(under title: String) -> Set<String>? {
    for case .table(let rows) in Topic.allCases.flatMap(\.page.blocks) where rows.first?.first == title {
      return Set(
        rows.dropFirst().flatMap { row -> [String] in
          let spans = Markdown.spans(of: row.first ?? "")
          let keys = spans.filter { $0.kind == .code }.map(\.text)
          guard spans.contains(where: { $0.text.contains("…") }), let first = Int(keys.first ?? ""),
            let last = Int(keys.last ?? "")
          else { return keys }
          return (first...last).map(String.init)
        })
    }
    return nil
  }

  private static func calls() -> [[String]] { Topic.allCases.flatMap { calls(in: $0.page) } }

  /// What stands in code and begins with the program's name, word by word.
  private static func calls(in page: Markdown) -> [[String]] {
    var code = page.texts.flatMap { Markdown.spans(of: $0) }.filter { $0.kind == .code }.map(\.text)
    for case .code(let lines) in page.blocks { code += lines }
    return code.flatMap { line -> [[String]] in
      line.matches(of: /(?:^|[('])argosy (?<words>[^'")]*)/).map { match in
        ["argosy"] + match.output.words.split(separator: " ").map(String.init)
      }
    }
  }

  /// The words of a call that are verbs.
  private static func words(_ call: [String], _ help: CommandHelp) -> [String] {
    var words: [String] = []
    var command = help
    for word in call.dropFirst() {
      guard let next = command.verb(word) else { break }
      words.append(word)
      command = next
    }
    return words
  }
}
