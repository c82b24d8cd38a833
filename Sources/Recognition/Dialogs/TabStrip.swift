/// `←  ☐ Lang  ☒ Extras  ✔ Submit  →`, or a single ` ☐ Color`: the questions that are asked together.
struct TabStrip {
  private(set) var tabs: [Ask.Tab] = []

  private static let answered: [UInt32: Bool] = [0x2610: false, 0x2611: true, 0x2612: true]  // ☐ ☑ ☒
  private static let submit: UInt32 = 0x2714  // ✔
  private static let arrows: Set<UInt32> = [0x2190, 0x2192]  // ← →

  /// Nil when the line is no strip.
  init?(_ text: [UInt32]) {
    guard let first = text.first(where: { $0 != 0x20 }), Self.isSign(first) else { return nil }
    var title: [UInt32] = []
    var isAnswered: Bool??
    func finish(_ tabs: inout [Ask.Tab]) {
      guard let isAnswered else { return }
      let name = Folding.string(title).trimmingBlanks
      if !name.isEmpty { tabs.append(Ask.Tab(title: name, isAnswered: isAnswered)) }
    }
    for scalar in text {
      if let mark = Self.answered[scalar] {
        finish(&tabs)
        (title, isAnswered) = ([], .some(mark))
      } else if scalar == Self.submit {
        finish(&tabs)
        (title, isAnswered) = ([], .some(nil))
      } else if !Self.arrows.contains(scalar) {
        title.append(scalar)
      }
    }
    finish(&tabs)
    guard !tabs.isEmpty else { return nil }
  }

  private static func isSign(_ scalar: UInt32) -> Bool {
    scalar == submit || answered[scalar] != nil || arrows.contains(scalar)
  }

  /// Whether a line can be the rest of a strip that was too long for the pane.
  static func isRest(_ line: Line) -> Bool {
    guard line.shape == .text, line.indent < line.plain.count else { return false }
    return isSign(line.plain[line.indent])
  }

  /// The one with the highlight is shown. Without one a single tab is, and on the review page the last.
  mutating func markCurrent(highlight: String?, isReview: Bool) {
    let highlighted = tabs.indices.filter { index in highlight?.contains(tabs[index].title) ?? false }
    if highlighted.count == 1 {
      for index in tabs.indices { tabs[index].isCurrent = index == highlighted[0] }
    } else if tabs.count == 1 {
      tabs[0].isCurrent = true
    } else if isReview {
      for index in tabs.indices { tabs[index].isCurrent = tabs[index].isAnswered == nil }
    }
  }
}

extension String {
  /// Without the blanks at both ends.
  var trimmingBlanks: String {
    let start = unicodeScalars.drop { $0 == " " || $0 == "\u{A0}" }
    var view = String.UnicodeScalarView(start)
    while let last = view.last, last == " " || last == "\u{A0}" { view.removeLast() }
    return String(view)
  }
}
