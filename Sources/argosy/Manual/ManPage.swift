import ArgumentParser

/// The whole manual as one page for `man`: the verbs out of the parser's own help, then the topics.
struct ManPage {
  private let help: CommandHelp
  private var lines: [String] = []

  /// When what the page says last changed in a way that its readers should know.
  private static let date = "2026-11-21"

  init(_ help: CommandHelp) {
    self.help = help
    lines.append(#".TH ARGOSY 1 "\#(Self.date)" "argosy \#(Argosy.version)" "User Commands""#)
    // Names of files and options are not to be broken, nor lines stretched because they are not.
    lines += [".nh", ".ad l"]
    section("NAME")
    lines.append(#"argosy \- \#(Roff.escaped(Self.lowered(help.abstract ?? "")))"#)
    section("SYNOPSIS")
    lines += [#".B argosy"#, Roff.line("[-L NAME | -S PATH] VERB …"), ".br", ".B argosy help", "[TOPIC | VERB]"]
    section("DESCRIPTION")
    discussion(help.discussion ?? "", isFirst: true)
    section("VERBS")
    lines.append(Roff.line("What --version, -h and --help do is the same for all, and is not told again."))
    for group in VerbGroup.all {
      for verb in group.verbs(in: help) { describe(verb, ["argosy"]) }
    }
    for topic in Topic.allCases { add(topic) }
    section("SEE ALSO")
    lines += [".BR tmux (1),", ".BR git (1)"]
  }

  var text: String { lines.joined(separator: "\n") + "\n" }

  private mutating func section(_ title: String) { lines.append(".SH " + Roff.quoted(title)) }

  /// In a man page what something does begins with a small letter and has no full stop.
  private static func lowered(_ abstract: String) -> String {
    let text = abstract.hasSuffix(".") ? String(abstract.dropLast()) : abstract
    return text.prefix(1).lowercased() + text.dropFirst()
  }

  // MARK: Verbs

  private mutating func describe(_ verb: CommandHelp, _ parents: [String]) {
    let words = parents + [verb.commandName]
    lines.append(".SS " + Roff.quoted(words.joined(separator: " ")))
    if let abstract = verb.abstract { lines.append(Roff.line(abstract)) }
    if let command = Argosy.command(at: words.dropFirst()), verb.leaves.isEmpty {
      lines += [".PP", Roff.line("Usage: " + Argosy.usageString(for: command).replacing("\n", with: " "))]
    }
    discussion(verb.discussion ?? "")
    for argument in verb.shownArguments where !Self.isCommon(argument) { describe(argument) }
    for below in verb.verbs where below.isShown { describe(below, words) }
  }

  private static func isCommon(_ argument: CommandHelp.Argument) -> Bool {
    (argument.names ?? []).contains { ["--version", "--help"].contains($0.text) }
  }

  private mutating func describe(_ argument: CommandHelp.Argument) {
    let value = argument.valueName.map { "<\($0)>" } ?? ""
    let names = (argument.names ?? []).map(\.text).joined(separator: ", ")
    let tag = argument.kind == "positional" ? value : argument.kind == "flag" ? names : "\(names) \(value)"
    var text = argument.abstract ?? ""
    if let discussion = argument.discussion { text += " " + discussion }
    if argument.kind != "flag", let usual = argument.defaultValue { text += " (default: \(usual))" }
    lines += [".TP", #"\fB\#(Roff.escaped(tag))\fR"#, Roff.line(text)]
  }

  /// Text of the parser's: paragraphs, and lines that are shown as they are, which begin with a blank.
  ///
  /// - Parameter isFirst: right behind a heading, where no paragraph has to be begun.
  private mutating func discussion(_ text: String, isFirst: Bool = false) {
    var isVerbatim = false
    let start = lines.count
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix(" "), !isVerbatim {
        lines += [".PP", ".nf"]
        isVerbatim = true
      } else if !line.hasPrefix(" "), isVerbatim {
        lines.append(".fi")
        isVerbatim = false
      }
      if isVerbatim {
        lines.append(Roff.line(String(line)))
      } else if !line.isEmpty {
        lines += (isFirst && lines.count == start ? [] : [".PP"]) + [Roff.line(String(line))]
      }
    }
    if isVerbatim { lines.append(".fi") }
  }

  // MARK: Topics

  private mutating func add(_ topic: Topic) {
    section(topic.name.uppercased())
    var wasHeading = true
    for block in topic.page.blocks {
      switch block {
      case .heading(1, _):
        lines.append(Roff.line(topic.abstract.prefix(1).uppercased() + topic.abstract.dropFirst() + "."))
      case .heading(_, let text): lines.append(".SS " + Roff.quoted(text))
      case .paragraph(let text): lines += (wasHeading ? [] : [".PP"]) + [Roff.styled(text)]
      case .item(let text): lines += [#".IP \(bu 2"#, Roff.styled(text)]
      case .code(let code):
        lines += (wasHeading ? [] : [".PP"]) + [".RS 4", ".nf"] + code.map { Roff.line($0) } + [".fi", ".RE"]
      case .table(let rows): table(rows)
      }
      wasHeading = if case .heading(let level, _) = block { level > 1 } else { false }
    }
  }

  /// One entry for each row, the header first: what stands in the first cell, with what is in the middle behind it, and
  /// below it the last.
  private mutating func table(_ rows: [[String]]) {
    for (index, row) in rows.enumerated() {
      let first = Roff.styledPiece(row.first ?? "")
      let last = Roff.styledPiece(row.count > 1 ? row[row.count - 1] : "")
      guard index > 0 else {
        lines += [".TP", Self.italic(first), Self.italic(last)]
        continue
      }
      let middle = row.dropFirst().dropLast().filter { !$0.isEmpty }.map { " (" + Roff.styledPiece($0) + ")" }
      lines += [".TP", Roff.protected(first + middle.joined()), Roff.protected(last)]
    }
  }

  private static func italic(_ piece: String) -> String {
    #"\fI"# + piece.replacing(#"\fR"#, with: #"\fI"#) + #"\fR"#
  }
}
