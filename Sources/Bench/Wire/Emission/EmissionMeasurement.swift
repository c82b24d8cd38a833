import Foundation
import TmuxControl

/// Lets a pane of a private server write a file, and reads what a control client gets of it as fast as it comes.
struct EmissionMeasurement {
  let tmux: String?
  let passes: Int
  /// Bytes a pane writes in a pass.
  let bytes: Int
  let progress: Progress

  /// The name of the session whose pane writes.
  private static let session = "writer"

  func emission(of workload: WireWorkload) throws -> ServerEmission {
    let server = try PrivateServer(tmux: tmux)
    defer { server.end() }
    let file = server.folder.appendingPathComponent("printed")
    let times = max(1, (bytes + workload.printed.count - 1) / workload.printed.count)
    var content = Data(capacity: workload.printed.count * times)
    for _ in 0..<times { content.append(contentsOf: workload.printed) }
    try content.write(to: file)
    var best: ServerEmission?
    for pass in 1...passes {
      progress.show("\(workload.name.rawValue): tmux server, pass \(pass) of \(passes)")
      let found = try measure(server, workload.name, file, content.count)
      if best.map({ found.seconds < $0.seconds }) ?? true { best = found }
    }
    progress.clear()
    guard let best else { throw Complaint("there was no pass") }
    return best
  }

  private func measure(
    _ server: PrivateServer, _ name: WireWorkload.Name, _ file: URL, _ count: Int
  ) throws -> ServerEmission {
    try server.run(["new-session", "-d", "-x", "80", "-y", "24", "-s", Self.session, "exec sleep 86400"])
    // As argosy attaches.
    let client = try AttachedClient(server, session: Self.session, flags: "pause-after=5")
    var connection = ControlConnection<Question>()
    let sink = CountingSink()
    // The attach is answered before the writer may begin.
    while connection.counters.hookBlocks == 0 { try client.receive(&connection, sink) }
    // The file has its own CRs.
    try server.run(
      ["respawn-pane", "-k", "-t", Self.session, "stty -onlcr; cat '\(file.path)'; exec sleep 86400"])
    while sink.counts.outputBytes == 0 { try client.receive(&connection, sink) }
    let began = ContinuousClock.now
    let before = (connection.counters, ProcessFigures(pid: server.pid).processorSeconds)
    while sink.counts.outputBytes < count { try client.receive(&connection, sink) }
    let seconds = (ContinuousClock.now - began) / .seconds(1)
    let after = (connection.counters, ProcessFigures(pid: server.pid).processorSeconds)
    guard sink.counts.ends == 0 else { throw Complaint("the control client of tmux ended early") }
    try server.run(["kill-session", "-t", Self.session])
    let load = before.1.flatMap { before in after.1.map { ($0 - before) / seconds * 100 } }
    return ServerEmission(
      tmux: server.version, workload: name, printedBytes: count, wireBytes: after.0.wireBytes - before.0.wireBytes,
      lines: after.0.outputLines - before.0.outputLines, seconds: seconds, serverLoad: load)
  }
}
