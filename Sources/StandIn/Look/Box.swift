/// The rounded boxes of 2025.
enum Box {
  /// - Parameter lines: already wrapped to the width less four.
  static func drawn(around lines: [Line], width: Int) -> [Line] {
    guard width > 4 else { return lines }
    let bar = String(repeating: "─", count: width - 2)
    let rows = lines.map { line in
      var row = Line("│ ", .quiet)
      row.spans += line.spans
      row.add(String(repeating: " ", count: max(0, width - 1 - row.width)))
      row.add("│", .quiet)
      return row
    }
    return [Line("╭\(bar)╮", .quiet)] + rows + [Line("╰\(bar)╯", .quiet)]
  }
}
