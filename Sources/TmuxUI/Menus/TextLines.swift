/// Text broken into lines for a menu.
public enum TextLines {
  /// - Parameters:
  ///   - texts: each begins a line of its own.
  ///   - width: in cells.
  ///   - limit: the most lines; where there would be more, the last one ends with `…`.
  public static func wrapped(_ texts: [String], to width: Int, limit: Int) -> [String] {
    var lines: [String] = []
    for text in texts {
      lines += wrapped(PlainText.line(text, limit: 600), to: width)
      if lines.count > limit { break }
    }
    guard lines.count > limit, let last = lines.prefix(limit).last else { return lines }
    let cut = CellText.cut(last, to: width - 1)
    return lines.prefix(limit - 1) + [(cut.hasSuffix("…") ? String(cut.dropLast()) : cut) + "…"]
  }

  private static func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ") {
      let size = CellText.width(String(word))
      if !line.isEmpty, used + 1 + size <= width {
        line += " " + word
        used += 1 + size
        continue
      }
      if !line.isEmpty { lines.append(line) }
      (line, used) = ("", 0)
      for character in word {
        let cells = CellText.width(String(character))
        if used + cells > width {
          lines.append(line)
          (line, used) = ("", 0)
        }
        line.append(character)
        used += cells
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}
