import Foundation
import Terminal
import TmuxControl

/// Lets tmux itself read a stream and tells what it holds then.
final class TmuxOracle {
  private let client: BlockingControlClient
  private let tmux: String
  private let socket: String
  private let folder: String
  /// From 3.4 on captures of unused cells have to be declined.
  private let captureFlags: String
  private var number = 0

  init(
    tmux: String, socket: String, environment: [String: String], folder: String, version: TmuxVersion
  ) throws {
    (self.tmux, self.socket, self.folder) = (tmux, socket, folder)
    captureFlags = version >= .v3_4 ? "-p -N -T" : "-p -N"
    client = try BlockingControlClient(tmux: tmux, socket: socket, environment: environment)
    // The windows come and go; what is theirs must be there before the first one.
    for option in ["remain-on-exit on", "automatic-rename off", "status off"] {
      _ = try client.run("set-option -g \(option)")
    }
  }

  func close() { client.detach() }

  /// What tmux holds after the stream. Nil when it took so long that a string may have timed out, which nobody can
  /// see from outside.
  func pane(after stream: RandomStream) throws -> TmuxPane? {
    number += 1
    let file = "\(folder)/stream"
    try Data(stream.bytes).write(to: URL(filePath: file))
    _ = try client.run("set-option -g history-limit \(stream.history)")
    // The pty may change nothing, and the size has to be there before the first byte.
    let steps = "stty raw -opost -echo; \(tmux) -S \(socket) wait-for go\(number); cat \(file); exec sleep 3600"
    let opened = try client.run("new-window -d -P -F '#{pane_id}' \"exec sh -c '\(steps)'\"")
    let target = String(decoding: opened.first ?? [], as: UTF8.self)
    guard let pane = PaneID(target) else { throw BlockingControlClient.Failure(description: "no pane: \(target)") }
    defer { client.forget(pane) }
    _ = try client.run("resize-window -t \(target) -x \(stream.columns) -y \(stream.rows)")
    let firstTitle = try line("#{pane_title}", target)
    let start = ContinuousClock.now
    _ = try client.run("wait-for -S go\(number)")
    let output = try client.output(of: pane, count: stream.bytes.count)
    guard output == stream.bytes else {
      throw BlockingControlClient.Failure(description: "the pty changed the stream \(stream.escaped)")
    }
    let held = try read(target, firstTitle)
    let isLate = ContinuousClock.now - start > .seconds(4)
    _ = try client.run("kill-window -t \(target)")
    return isLate ? nil : held
  }

  private func read(_ target: String, _ firstTitle: String) throws -> TmuxPane {
    let flags = try line(
      TmuxPane.flagNames.map { "#{\($0)}" }.joined(separator: " "), target
    ).split(separator: " ", omittingEmptySubsequences: false)
    var pane = TmuxPane(firstTitle: firstTitle)
    pane.flags = Dictionary(
      zip(TmuxPane.flagNames, flags).map { ($0, Int($1) ?? -1) }, uniquingKeysWith: { first, _ in first })
    pane.tabStops = try line("#{pane_tabs}", target)
    pane.title = try line("#{pane_title}", target)
    pane.rows = try client.run("capture-pane \(captureFlags) -e -t \(target)")
    pane.joinedRows = try client.run("capture-pane -p -J -t \(target)")
    if pane.flags["alternate_on"] == 1 {
      pane.savedRows = try client.run("capture-pane \(captureFlags) -e -a -t \(target)")
    }
    return pane
  }

  private func line(_ format: String, _ target: String) throws -> String {
    String(decoding: try client.run("display-message -p -t \(target) '\(format)'").first ?? [], as: UTF8.self)
  }
}
