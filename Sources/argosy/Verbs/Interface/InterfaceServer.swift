import Daemon
import Foundation
import TmuxControl
import TmuxUI
import World

/// A tmux server whose interface is loaded, looked at, or taken away.
struct InterfaceServer {
  private let program: TmuxProgram
  private let address: ServerAddress

  init(_ program: TmuxProgram, _ address: ServerAddress) {
    self.program = program
    self.address = address
  }

  /// - Throws: ``TmuxFailure/notInstalled``.
  init(_ access: DaemonAccess) throws(TmuxFailure) {
    self.init(try TmuxProgram(DaemonAccess.environment), access.address)
  }

  /// One question, one answer.
  func facts() async throws(TmuxFailure) -> ServerFacts {
    let mark = "argosy-\(UInt64.random(in: .min ... .max))"
    let answer = try await run(ServerFacts.question(mark: mark))
    guard let facts = ServerFacts(answer, mark: mark) else {
      throw .refused("tmux's answer is not understood: \(PlainText.line(answer, limit: 200))")
    }
    return facts
  }

  /// Gives tmux a configuration: all of it is read before any of it is done.
  ///
  /// - Returns: what tmux had to say about single commands that it could not do; the others are done.
  func source(_ text: String) async throws(TmuxFailure) -> String {
    do throws(TmuxFailure) {
      return try await run(["source-file", "-"], input: Array(text.utf8))
    } catch {
      // Of a text that it cannot read, tmux names the line, and does nothing of it.
      guard case .refused(let message) = error, !message.hasPrefix("-:") else { throw error }
      return message
    }
  }

  /// Takes away what clients' jumps have left in the server's environment.
  func forgetJumps() async throws(TmuxFailure) {
    try await HiddenVariables(tmux: program, server: address).forget(where: Jump.isMemory)
  }

  func findings() async throws(TmuxFailure) -> [InterfaceExamination.Finding] {
    InterfaceExamination(
      try await facts(), version: Argosy.version,
      desktop: DesktopNotifier(DaemonAccess.environment)?.path
    ) {
      FileManager.default.isExecutableFile(atPath: $0)
    }.findings
  }

  /// After an update, the tmux on PATH may be one that the running server does not understand; the server's own program
  /// is still there, by its process.
  private func run(_ words: [String], input: [UInt8] = []) async throws(TmuxFailure) -> String {
    do throws(TmuxFailure) {
      return try await program.run(words, on: address, input: input)
    } catch {
      guard case .refused(let message) = error, message.contains("server exited unexpectedly"), let pid,
        let own = TmuxProgram.running(as: pid)
      else { throw await program.explained(error) }
      return try await own.run(words, on: address, input: input)
    }
  }

  /// The server's process, where we run inside it.
  private var pid: Int32? {
    let fields = (DaemonAccess.environment["TMUX"] ?? "").split(separator: ",")
    guard fields.count > 1, fields[0] == address.socket else { return nil }
    return Int32(fields[1])
  }

  /// The absolute path that keys call: the one that argosy was called by. What it leads to may be gone after an update.
  static var program: String {
    let name = CommandLine.arguments.first ?? ""
    if name.hasPrefix("/") { return name }
    let folders = (DaemonAccess.environment["PATH"] ?? "").split(separator: ":")
    if !name.contains("/"),
      let folder = folders.first(where: { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }),
      folder.hasPrefix("/")
    {
      return "\(folder)/\(name)"
    }
    return DaemonAccess.executable
  }
}
