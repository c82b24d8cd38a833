/// Lays a dialog out. It takes the place of the prompt box.
struct DialogLayout {
  let dialog: Dialog
  let edition: Edition
  let directory: String
  let width: Int

  var lines: [Line] {
    if edition == .boxed {
      let inner = max(1, width - 4)
      return Box.drawn(around: content.flatMap { $0.wrapped(to: inner) }, width: width) + outside
    }
    return ([rule] + content + outside).flatMap { $0.wrapped(to: width) }
  }

  private var rule: Line { Line(String(repeating: "─", count: width), .quiet) }

  private var content: [Line] {
    var lines: [Line] = []
    switch dialog.kind {
    case .question where dialog.isReview: return review
    case .question where dialog.ticks != nil:
      lines = [Line("←  ☐ \(dialog.heading)  ✔ Submit  →"), .empty, Line(dialog.question, .bold), .empty]
    case .question: lines = [Line(" ☐ \(dialog.heading)", .inverse), .empty, Line(dialog.question, .bold), .empty]
    case .plan:
      let edge = Line(String(repeating: "╌", count: edition == .boxed ? max(1, width - 4) : width), .quiet)
      lines = [Line(" \(dialog.heading)", .bold), .empty, Line(" Here is Claude's plan:"), edge]
      lines += dialog.body.map { Line(" \($0)", indent: 1) }
      lines += [edge, .empty, Line(" \(dialog.question)", indent: 1)]
    case .trust:
      lines = [Line(" \(dialog.heading)", .bold), .empty, Line(" \(directory)", indent: 1), .empty]
      lines += [Line(" \(dialog.question)", indent: 1), .empty]
    default:
      lines = [Line(" \(dialog.heading)", .bold, indent: 1), .empty]
      if !dialog.body.isEmpty { lines += body + [.empty] }
      if !dialog.question.isEmpty { lines.append(Line(" \(dialog.question)", indent: 1)) }
    }
    return lines + options + (edition == .boxed && !isFooterShown ? [] : [.empty])
  }

  private var review: [Line] {
    var lines = [Line("←  ☒ \(dialog.heading)  ✔ Submit  →"), .empty, Line("Review your answers", .bold), .empty]
    lines.append(Line(" ● \(dialog.question)", indent: 3))
    lines.append(Line("   → \(dialog.answer(dialog.ticks?.min() ?? 0))", indent: 5))
    lines += [.empty, Line("Ready to submit your answers?"), .empty]
    for (index, label) in ["Submit answers", "Cancel"].enumerated() {
      lines.append(Line("\(index == dialog.focus ? "❯" : " ") \(index + 1). \(label)", indent: 5))
    }
    return lines
  }

  private var body: [Line] {
    dialog.body.enumerated().map { Line("   \($0.element)", $0.offset == 0 ? .plain : .quiet, indent: 3) }
  }

  private var options: [Line] {
    let margin = dialog.kind == .question ? "" : " "
    return dialog.options.enumerated().flatMap { index, option in
      let focused = index == dialog.focus
      let number = dialog.number(of: index).map { "\($0). " } ?? (option.sends ? "   " : "")
      var text = option.label
      if option.takesText, !dialog.typed.isEmpty { text = dialog.typed }
      if edition == .boxed, option.outcome == .no, dialog.kind == .permission {
        text = "No, and tell Claude what to do differently (esc)"
      }
      var line = Line(margin, indent: margin.count + 2 + number.count)
      line.add(focused ? "❯ " : "  ", .accent)
      line.add(number, focused ? .accent : .quiet)
      if let ticks = dialog.ticks, !option.apart, !option.sends { line.add(ticks.contains(index) ? "[✔] " : "[ ] ") }
      line.add(text, option.takesText && dialog.typed.isEmpty ? .dim : focused ? .accent : .plain)
      return option.apart && edition != .boxed ? [rule, line] : [line]
    }
  }

  /// Permission dialogs of 2025 had no footer.
  private var isFooterShown: Bool { edition != .boxed || dialog.kind != .permission }

  private var outside: [Line] {
    let margin = dialog.kind == .question ? "" : " "
    return isFooterShown && !dialog.isReview ? [Line(margin + dialog.footer, .quiet)] : []
  }
}
