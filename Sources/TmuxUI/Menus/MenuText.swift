/// Styled text of a menu, made so that nothing in it can act: what is put in is text, wherever it comes from.
public struct MenuText: Hashable, Sendable {
  struct Span: Hashable, Sendable {
    var text: String
    /// What stands in `#[…]`; nil for none.
    var style: String?
  }

  private(set) var spans: [Span] = []

  public init(_ text: String = "", style: String? = nil) {
    append(text, style: style)
  }

  /// Adds text. What cannot be shown is left out; blanks stay.
  ///
  /// - Parameter style: a tmux style that argosy or the person wrote. One that could end early is left out.
  public mutating func append(_ text: String, style: String? = nil) {
    let shown = String(String.UnicodeScalarView(text.unicodeScalars.lazy.filter(PlainText.isPrintable)))
    guard !shown.isEmpty else { return }
    spans.append(Span(text: shown, style: style.flatMap { Self.isSafe($0) ? $0 : nil }))
  }

  private static func isSafe(_ style: String) -> Bool {
    !style.isEmpty
      && style.unicodeScalars.allSatisfy { $0.isASCII && $0.value > 0x20 && !"[]{}()".unicodeScalars.contains($0) }
  }

  /// Without its styles.
  public var plain: String { spans.map(\.text).joined() }

  /// In cells.
  public var width: Int { CellText.width(plain) }

  /// The format that tmux draws as this text.
  ///
  /// - Parameters:
  ///   - cells: the most that it may take on the screen.
  ///   - bytes: the most that it may have in all. tmux compares the bytes of an item, styles included, with the room
  ///     there is, and draws a `>` behind those that have more. So on a narrow client styles are given up before text
  ///     is: first all but the first span's, then that too.
  ///   - isUnicode: whether the client shows more than ASCII.
  public func format(cells: Int, bytes: Int, isUnicode: Bool = true) -> String {
    let whole = isUnicode ? self : asciiOnly
    let cut = whole.cut(to: cells)
    for count in [cut.spans.count, 1, 0] {
      let format = cut.format(styling: count)
      if format.utf8.count <= bytes { return format }
    }
    var width = min(cells, cut.width)
    while width > 1 {
      width -= 1
      let format = whole.cut(to: width).format(styling: 0)
      if format.utf8.count <= bytes { return format }
    }
    return ""
  }

  private func format(styling count: Int) -> String {
    var format = ""
    for (index, span) in spans.enumerated() {
      if let style = span.style, index < count {
        format += "#[\(style)]\(FormatText.drawn(span.text))#[default]"
      } else {
        format += FormatText.drawn(span.text)
      }
    }
    return format
  }

  /// Cut to so many cells, with `…` where something was cut.
  public func cut(to cells: Int) -> MenuText {
    guard width > cells else { return self }
    var result = MenuText()
    var left = cells
    for span in spans {
      let width = CellText.width(span.text)
      // What follows may be blanks alone, which nobody misses.
      guard width >= left else {
        result.spans.append(span)
        left -= width
        continue
      }
      result.spans.append(
        Span(
          text: width == left ? CellText.cut(span.text + " ", to: left) : CellText.cut(span.text, to: left),
          style: span.style))
      break
    }
    return result
  }

  private var asciiOnly: MenuText {
    var result = MenuText()
    result.spans = spans.map { span in
      Span(
        text: span.text.replacing("…", with: "~").replacing("·", with: "-").replacing("—", with: "-"), style: span.style
      )
    }
    return result
  }
}
