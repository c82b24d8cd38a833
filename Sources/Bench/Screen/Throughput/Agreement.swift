/// Whether the peers were really at work: after the same bytes the same text has to be on the screen.
struct Agreement {
  let libvterm: LibVTerm?
  let pyte: Pyte?

  /// What differs, as messages; empty when all agree. Only for workloads whose text every terminal reads alike:
  /// widths of emoji, and the rarer sequences of real programs, are a matter of opinion.
  func disagreements(on workload: Workload) throws -> [String] {
    guard [.ascii, .sgr, .tui].contains(workload.name) else { return [] }
    var screen = ArgosyScreen()
    screen.feed(workload.bytes, times: 1)
    let ours = screen.texts
    var messages: [String] = []
    if var screen = try libvterm?.screen() {
      screen.feed(workload.bytes, times: 1)
      messages += Self.compare(ours, screen.texts, "libvterm", workload.name)
    }
    if workload.name == .ascii, let theirs = try pyte?.read(workload.bytes, passes: 1).rows {
      messages += Self.compare(ours, theirs, "pyte", workload.name)
    }
    return messages
  }

  private static func compare(
    _ ours: [String], _ theirs: [String], _ peer: String, _ workload: Workload.Name
  ) -> [String] {
    let rows = ours.indices.filter { $0 >= theirs.count || ours[$0] != theirs[$0] }
    guard let row = rows.first else { return [] }
    let other = row < theirs.count ? theirs[row] : ""
    return [
      "\(workload.rawValue): argosy and \(peer) show different text in \(rows.count) of \(ours.count) rows; row "
        + "\(row): \"\(ours[row])\" and \"\(other)\". Their speeds cannot be compared."
    ]
  }
}
