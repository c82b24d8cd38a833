import Foundation
import Recognition
import TestSupport
import Testing
import TmuxControl

@testable import TmuxUI

/// A control client that stays until it is told to go.
private final class Client: Sendable {
  private let process: SpawnedProcess
  private let input: FileHandle

  init(_ server: PrivateTmux) throws {
    let pipe = Foundation.Pipe()
    let nowhere = try #require(FileHandle(forWritingAtPath: "/dev/null"))
    input = pipe.fileHandleForWriting
    process = try SpawnedProcess(
      .init(
        path: server.tmux, arguments: ["tmux", "-u", "-S", server.socket, "-C", "attach", "-E", "-t", "=first:"],
        environment: server.environment, standardInput: pipe.fileHandleForReading.fileDescriptor,
        standardOutput: nowhere.fileDescriptor, standardError: nowhere.fileDescriptor))
    try pipe.fileHandleForReading.close()
  }

  var name: String { "client-\(process.pid)" }

  func send(_ lines: [ControlLine]) throws {
    for line in lines { try input.write(contentsOf: Data(line.bytes)) }
  }

  /// Ends it, by its own goodbye or by force.
  func end(killed: Bool) async throws {
    if killed { process.signal(SIGKILL) }
    try input.close()
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { [process] in
        process.wait()
        continuation.resume()
      }
    }
  }
}

extension PrivateTmux {
  fileprivate func waitForClients(_ names: [String]) async throws {
    _ = try await eventually("the clients are \(names)") {
      try await run("list-clients", "-F", "#{client_name}").split(separator: "\n").map(String.init).sorted()
    } until: {
      $0 == names.sorted()
    }
  }
}

@Suite("When argosy's client goes")
struct HookTests {
  @Test("the hook unsets what says that argosy is up, and only for argosy's own client", arguments: [true, false])
  func hook(killed: Bool) async throws {
    try await withTmux { server in
      try await server.loadFormats()
      // A witness behind our hook, so that the test knows when both have run.
      try await server.run("set-hook", "-g", "client-detached[9000]", "set -gaF @gone ' #{hook_client}'")
      let (own, other) = (try Client(server), try Client(server))
      try await server.waitForClients([own.name, other.name])
      try await server.run("set-option", "-s", "@argosy_up", "1")
      try await server.run("set-option", "-s", "@argosy_client", own.name)

      try await other.end(killed: killed)
      _ = try await eventually("the other client's hook ran") {
        try await server.expand("#{@gone}")
      } until: {
        $0.contains(other.name)
      }
      #expect(try await server.expand("#{@argosy_up} #{@argosy_client}") == "1 \(own.name)")

      try await own.end(killed: killed)
      _ = try await eventually("our client's hook ran") {
        try await server.expand("#{@gone}")
      } until: {
        $0.contains(own.name)
      }
      #expect(try await server.expand("#{@argosy_up}#{@argosy_client}") == "")
      #expect(unstyled(try await server.expand("#{E:@argosy}")) == "argosy off")
    }
  }

  @Test("with no client named, nothing that goes unsets anything")
  func nobody() async throws {
    try await withTmux { server in
      try await server.loadFormats()
      try await server.run("set-hook", "-g", "client-detached[9000]", "set -gaF @gone ' #{hook_client}'")
      try await server.run("set-option", "-s", "@argosy_up", "1")
      let client = try Client(server)
      try await server.waitForClients([client.name])
      try await client.end(killed: false)
      _ = try await eventually("the client's hook ran") {
        try await server.expand("#{@gone}")
      } until: {
        $0.contains(client.name)
      }
      #expect(try await server.expand("#{@argosy_up}") == "1")
    }
  }

  @Test("what the publisher writes reaches the options of a real server, a pane that is gone notwithstanding")
  func published() async throws {
    try await withTmux { server in
      let client = try Client(server)
      try await server.waitForClients([client.name])
      let pane = try await server.expand("#{pane_id}")
      let number = try #require(PaneID(pane)).number
      let sessionID = try await server.expand("#{session_id}")
      let session = try #require(SessionID(sessionID)).number
      let title = "it's \"so\" \\ $HOME ~ ; # #{pid} #(id) {} %1"
      var scene = Scene()
      scene.begin(777, in: session)
      scene.begin(number, in: session)
      scene.say(.working, title: title, in: number)
      scene.say(.idle, in: 777)
      var publisher = Publisher()
      try client.send(publisher.update(to: scene.publication).map(\.line))
      let shown = try await eventually("the options are set") {
        try await server.run(
          "display-message", "-p", "-t", "=first:",
          "#{@argosy_up} #{@argosy_status} #{@argosy_pane_status} #{@argosy_session} #{@argosy_pane}")
      } until: {
        $0.hasPrefix("1 working working ")
      }
      #expect(shown == "1 working working \(sessionID) \(pane)")
      #expect(try await server.run("show-options", "-v", "-t", "=first:", "@argosy_title") == title)

      try client.send(publisher.withdraw())
      _ = try await eventually("everything is unset") {
        try await server.run("show-options", "-s") + server.run("show-options", "-t", "=first:")
          + server.run("show-options", "-p", "-t", "=first:")
      } until: {
        !$0.contains("@argosy")
      }
      try await client.end(killed: false)
    }
  }
}
