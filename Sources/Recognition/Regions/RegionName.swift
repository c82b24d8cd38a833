/// A part of the screen that a rule looks at.
enum RegionName: Sendable, Hashable, CustomStringConvertible {
  case title
  case whole
  /// The last lines that are not blank.
  case bottom(Int)
  /// Everything below the last rule or box edge.
  case afterRule
  /// What is inside the input box.
  case prompt
  /// The last lines above the input box that are not blank.
  case abovePrompt(Int)
  /// Everything below the input box.
  case footer
  /// The last entry of the transcript: from its sign to the input box.
  case lastEntry
  /// The first line of that entry, and what it wraps into.
  case entryLine
  /// The status line and what it wraps into.
  case status
  case dialog
  /// The first line of a dialog that has text, and the next one, for the first may have been too long.
  case heading
  /// What stands below the options of a dialog: the keys that answer it.
  case hint

  private static let plainNames: [String: RegionName] = [
    "title": .title, "whole": .whole, "after rule": .afterRule, "prompt": .prompt, "footer": .footer,
    "last entry": .lastEntry, "entry line": .entryLine, "status": .status, "dialog": .dialog, "heading": .heading,
    "hint": .hint,
  ]

  /// Reads `footer`, `bottom 6`, `above prompt 12`.
  init?(_ text: String) {
    if let name = Self.plainNames[text] {
      self = name
      return
    }
    guard let blank = text.lastIndex(of: " "), let count = Int(text[text.index(after: blank)...]) else { return nil }
    guard (1...200).contains(count) else { return nil }
    switch text[..<blank] {
    case "bottom": self = .bottom(count)
    case "above prompt": self = .abovePrompt(count)
    default: return nil
    }
  }

  var description: String {
    switch self {
    case .bottom(let count): "bottom \(count)"
    case .abovePrompt(let count): "above prompt \(count)"
    default: Self.plainNames.first { $0.value == self }?.key ?? "whole"
    }
  }
}

extension Layout {
  /// The lines of a region, or nil when this screen has no such region.
  func lines(of region: RegionName) -> ArraySlice<Line>? {
    switch region {
    case .title: title.isBlank ? nil : [title]
    case .whole: lines[...]
    case .bottom(let count): lastLines(count, before: lines.count)
    case .afterRule: lines.lastIndex(where: \.isBorder).map { lines[($0 + 1)...] }
    case .prompt: promptBox.map { lines[$0.body] }
    case .abovePrompt(let count): promptBox.map { lastLines(count, before: $0.top) }
    case .footer: promptBox.map { lines[min($0.footer, lines.count)...] }
    case .lastEntry: lastEntry.map { lines[$0] }
    case .entryLine: entryLine.map { lines[$0] }
    case .status: status.map { lines[$0] }
    case .dialog: dialog.map { lines[$0] }
    case .heading:
      dialog.flatMap { area in
        lines[area].firstIndex { $0.shape == .text }.map { lines[$0..<min($0 + 2, area.upperBound)] }
      }
    case .hint: dialog.flatMap { area in options.map { lines[min($0.end, area.upperBound)..<area.upperBound] } }
    }
  }

  /// As many lines that are not blank, with the blank ones between.
  func lastLines(_ count: Int, before end: Int) -> ArraySlice<Line> {
    var start = end
    var seen = 0
    while start > 0, seen < count {
      start -= 1
      if !lines[start].isBlank { seen += 1 }
    }
    return lines[start..<end]
  }

  /// The paragraph directly above the options, as one line.
  func questionAbove() -> [UInt32]? {
    guard let dialog, let first = options?.entries.first?.line else { return nil }
    guard let last = lines[dialog.lowerBound..<first].lastIndex(where: { $0.shape == .text }) else { return nil }
    var start = last
    while start > dialog.lowerBound, lines[start - 1].shape == .text { start -= 1 }
    return Self.flattened(lines[start...last])
  }

  /// A region as one line: agents break lines themselves at the width of the pane, so a phrase may go across line ends.
  static func flattened(_ lines: ArraySlice<Line>) -> [UInt32] {
    var text: [UInt32] = []
    for line in lines where line.shape == .text {
      if !text.isEmpty { text.append(0x20) }
      var isAfterBlank = true
      for scalar in line.folded[line.indent...] {
        let isBlank = scalar == 0x20
        if isBlank, isAfterBlank { continue }
        text.append(scalar)
        isAfterBlank = isBlank
      }
    }
    return text
  }
}
