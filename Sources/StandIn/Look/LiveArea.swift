/// Lays a scene out for a size. Nothing is ever wider than the terminal or higher than it.
struct LiveArea {
  let scene: Scene
  let size: Size

  static func lines(of scene: Scene, in size: Size) -> [Line] { LiveArea(scene: scene, size: size).lines }

  private var width: Int { size.columns }

  private var lines: [Line] {
    var lines: [Line] = []
    if let spinner = scene.spinner { lines += [.empty] + spinnerLines(spinner) }
    for message in scene.queued { lines += [Line("  \(scene.edition.echo)\(message)", .quiet).cut(to: width)] }
    switch scene.body {
    case .blank: break
    case .prompt: lines += [.empty] + prompt + footer
    case .dialog(let dialog):
      let layout = DialogLayout(
        dialog: dialog, edition: scene.edition, directory: scene.directory, width: width)
      lines += [.empty] + layout.lines
    case .transcript:
      lines += [.empty, rule, Line("  Showing detailed transcript · ctrl+o to toggle", .quiet, indent: 2)]
    }
    // What does not fit has its top cut off: the cursor cannot go up there to repaint it.
    return lines.suffix(size.rows).map { $0.cut(to: width) }
  }

  private func spinnerLines(_ spinner: Scene.Spinner) -> [Line] {
    var line = Line("\(spinner.glyph) \(spinner.verb)…", .spinner, indent: 2)
    if scene.edition == .boxed {
      line.add(" (esc to interrupt · \(spinner.seconds)s · ↓ \(spinner.tokens) tokens)", .quiet)
    } else if spinner.tokens > 0 {
      line.add(" (\(Self.time(spinner.seconds)) · ↓ \(spinner.tokens) tokens)", .quiet)
    }
    return line.wrapped(to: width)
  }

  static func time(_ seconds: Int) -> String {
    seconds < 60 ? "\(seconds)s" : "\(seconds / 60)m \(seconds % 60)s"
  }

  // MARK: The prompt box

  private var rule: Line { Line(String(repeating: "─", count: width), .quiet) }

  /// The upper rule may carry the session's name.
  private var upperRule: Line {
    guard let name = scene.name, scene.edition == .current else { return rule }
    let chip = " \(name) "
    let left = width - CellWidth.of(chip) - 2
    return left > 0 ? Line(String(repeating: "─", count: left) + chip + "──", .quiet) : rule
  }

  private var prompt: [Line] {
    switch scene.edition {
    case .boxed:
      let inner = max(1, width - 4)
      return Box.drawn(around: draft(mark: scene.isShell ? "! " : "> ").flatMap { $0.wrapped(to: inner) }, width: width)
    // The space behind the prompt is one that does not break, as in the newest versions.
    case .current:
      return [upperRule] + draft(mark: scene.isShell ? "!\u{A0}" : "❯\u{A0}").flatMap { $0.wrapped(to: width) } + [rule]
    case .early: return [rule] + draft(mark: scene.isShell ? "! " : "❯ ").flatMap { $0.wrapped(to: width) } + [rule]
    }
  }

  /// The lines of the draft, with the cursor as an inverse cell.
  private func draft(mark: String) -> [Line] {
    if scene.draftBefore.isEmpty, scene.draftAfter.isEmpty {
      let ghost = scene.spinner == nil && !scene.isShell ? "Try \"refactor <filepath>\"" : " "
      return [Line(mark).adding(String(ghost.prefix(1)), .inverse).adding(String(ghost.dropFirst()), .dim)]
    }
    var lines = [Line(mark, indent: 2)]
    func add(_ text: String, _ style: Style = .plain) {
      for (index, part) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        if index > 0 { lines.append(Line("  ", indent: 2)) }
        lines[lines.count - 1].add(String(part), style)
      }
    }
    add(scene.draftBefore)
    let under = scene.draftAfter.first
    add(under == "\n" ? " " : under.map(String.init) ?? " ", .inverse)
    add(under == "\n" ? scene.draftAfter : String(scene.draftAfter.dropFirst()))
    return lines
  }

  private var footer: [Line] {
    if !scene.menu.isEmpty {
      return scene.menu.prefix(6).enumerated().map { index, command in
        Line("  /\(command)", index == 0 ? .accent : .quiet).cut(to: width)
      }
    }
    if scene.showsHelp {
      return [
        "! for bash mode       double tap esc to clear input", "/ for commands        shift + tab to cycle modes",
      ]
      .map { Line("  \($0)", .quiet).cut(to: width) }
    }
    var parts: [String] = []
    if scene.isShell { return [Line("  ! for bash mode", .accent).cut(to: width)] }
    if let notice = scene.notice {
      parts = [notice]
    } else if scene.edition == .current || scene.mode != .manual {
      parts.append(scene.mode.footer)
    }
    let empty = scene.draftBefore.isEmpty && scene.draftAfter.isEmpty
    if scene.notice == nil {
      if let background = scene.background { parts.append(background) }
      if scene.spinner != nil, scene.edition != .boxed {
        parts.append("esc to interrupt")
      } else if empty, scene.mode == .manual {
        parts.append("? for shortcuts")
      }
      if !scene.queued.isEmpty { parts.append("Press up to edit queued messages") }
    }
    // A footer is cut, not wrapped.
    return [Line("  " + parts.joined(separator: " · "), .quiet).cut(to: width)]
  }
}
