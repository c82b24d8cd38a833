/// The first lines an agent prints.
enum Header {
  static func lines(edition: Edition, version: String, directory: String) -> [Line] {
    if edition == .boxed {
      return [
        Line("✻ Welcome to Claude Code \(version)", indent: 2), .empty, Line("  cwd: \(directory)", .quiet, indent: 2),
        .empty,
      ]
    }
    return [
      Line(" ▐▛███▜▌   ", .spinner).adding("Claude Code v\(version)", .bold),
      Line("▝▜█████▛▘  ", .spinner).adding("Stand-in · nobody thinks here", .quiet),
      Line("  ▘▘ ▝▝    ", .spinner).adding(directory, .quiet),
    ]
  }
}
