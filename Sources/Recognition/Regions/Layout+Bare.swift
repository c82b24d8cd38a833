extension Layout {
  // MARK: An input box without edges

  /// The lowest line that reads like input. What stands below it is indented: more of the text, a menu, and as the last
  /// paragraph the footer. Anything at the left edge below it means that it was sent long ago.
  static func bareBox(in lines: [Line], marks: Marks) -> PromptBox? {
    guard let input = marks.input, let start = lines.lastIndex(where: { input.matches($0.folded) }) else { return nil }
    for line in lines[(start + 1)...] where line.shape == .text {
      if line.indent == 0 || line.isEntry(marks) { return nil }
    }
    // A box may have its sign in front of every line, and so may a dialog.
    var top = start
    while top > 0, lines[top - 1].shape == .text, lines[top - 1].folded.first == lines[start].folded.first { top -= 1 }
    if lines[top...].contains(where: { $0.isDialog(marks) }) { return nil }
    // A box of older versions closes right below.
    let end = lines[(start + 1)...].firstIndex(where: \.isBorder) ?? lines.count
    if end < lines.count { return PromptBox(top: start, body: start..<end, footer: end + 1) }
    if let footer = lines[(start + 1)...].firstIndex(where: { line in
      line.shape == .text && marks.footer.contains { $0.matches(line.folded) }
    }) {
      var bottom = footer
      while bottom - 1 > start, lines[bottom - 1].isBlank { bottom -= 1 }
      return PromptBox(top: start, body: start..<bottom, footer: footer)
    }
    guard let gap = lines.lastIndex(where: \.isBlank), gap > start else {
      return PromptBox(top: start, body: start..<lines.count, footer: lines.count)
    }
    var bottom = gap
    while bottom - 1 > start, lines[bottom - 1].isBlank { bottom -= 1 }
    return PromptBox(top: start, body: start..<bottom, footer: gap + 1)
  }

  /// A dialog ends with a line that only dialogs have, and little below it. It begins where the last entry of the
  /// transcript, or what is bordered, has ended.
  static func bareDialog(in lines: [Line], marks: Marks) -> Range<Int>? {
    guard let hint = lines.lastIndex(where: { $0.isDialog(marks) }) else { return nil }
    let below = lines[(hint + 1)...]
    guard below.count(where: { $0.shape == .text }) <= 5, !below.contains(where: { $0.isEntry(marks) }) else {
      return nil
    }
    var start = 0
    if let bound = lines[...hint].lastIndex(where: { $0.isBorder || $0.isEntry(marks) }) {
      // A box is closed below its text: what is inside of it belongs to the dialog.
      guard lines[bound].shape != .boxBottom else { return bound + 1..<lines.count }
      start = bound + 1
      if !lines[bound].isBorder {
        while start < hint, lines[start].shape == .text { start += 1 }
      }
    }
    return start..<lines.count
  }

  // MARK: A panel behind a bar

  /// The lowest panel, if it is closed. Its last line tells the model, and is no text of anybody's.
  static func panel(in lines: [Line], marks: Marks) -> PromptBox? {
    guard let bottom = lines.lastIndex(where: { $0.isBoxed || $0.shape == .boxBottom }),
      lines[bottom].shape == .boxBottom
    else { return nil }
    var top = bottom
    while top > 0, lines[top - 1].isBoxed { top -= 1 }
    // In a dialog that is closed too, the last line tells its keys. Anything above is a draft, whatever it says.
    let model = lines[top..<bottom].lastIndex { !$0.isBlank }
    guard top < bottom, model.map({ lines[$0].isDialog(marks) }) != true else { return nil }
    return PromptBox(top: top, body: top..<(model ?? bottom), footer: bottom + 1)
  }

  /// The lowest panel, if it has a line that only dialogs have, and little below it.
  static func panelDialog(in lines: [Line], marks: Marks) -> Range<Int>? {
    guard let last = lines.lastIndex(where: \.isBoxed) else { return nil }
    guard lines[(last + 1)...].count(where: { $0.shape == .text }) <= 4 else { return nil }
    var start = last
    while start > 0, lines[start - 1].isBoxed { start -= 1 }
    guard lines[start...last].contains(where: { $0.isDialog(marks) }) else { return nil }
    return start..<lines.count
  }
}

extension Line {
  /// A line that only dialogs have.
  func isDialog(_ marks: Marks) -> Bool {
    shape == .text && marks.dialog.contains { $0.matches(folded) }
  }

  /// A line with which an entry of the transcript begins.
  func isEntry(_ marks: Marks) -> Bool {
    indent <= 2 && indent < folded.count && !isBoxed && marks.entry.contains(folded[indent])
  }
}
