import Daemon
import Foundation
import TestSupport
import Testing
import TmuxControl

/// The program on PATH is of another version than the server.
@Suite("Faults of versions")
struct SkewFaults {
  #if os(Linux)
    @Test(
      "fault 26: a program that cannot talk with the running server is passed over for the server's own",
      arguments: TmuxBinaries.all)
    func updated(real: String) async throws {
      let program = try await UpdatedProgram(real)
      defer { program.remove() }
      try await withRig(tmux: program.path) { rig in
        try await rig.agent("alpha")
        try await rig.run("up")
        try await rig.settle(["alpha": "idle"])
        let before = try await rig.doctor()
        // Updated under a running server, and then the connection is lost.
        try program.update()
        try await rig.tmux.run("detach-client", "-t", before.client)
        let after = try await rig.reconnection(after: before)
        #expect(after.pid == before.pid)
        try await rig.settle(["alpha": "idle"])
        // Updated before argosy came.
        try await rig.run("down")
        try await rig.run("up")
        try await rig.settle(["alpha": "idle"])
        try await rig.expectEqual(panes: 2, "with the server's own program")
        let advice = try await rig.outcome("doctor").output
        #expect(advice.contains("the program is \(program.pretended): restart it soon"), "\(advice)")
      }
    }
  #endif

  @Test("fault 26: a program too old for the server is told as such, not as the server's end")
  func older() async throws {
    try await withRig { rig in
      // What the older program prints is all that there is to see.
      let program = rig.file("older")
      try Programs.write(
        script: """
          #!/bin/sh
          [ "$1" = -V ] && { echo 'tmux 3.3a'; exit; }
          echo 'server exited unexpectedly' >&2
          exit 1
          """, to: program.path)
      let environment = rig.tmux.environment.merging(["ARGOSY_TMUX": program.path]) { $1 }
      for verb in ["up", "doctor"] {
        let outcome = try await Programs.outcome(
          rig.argosy, [verb, "-S", rig.tmux.socket], environment: environment)
        #expect(outcome.status != 0)
        let words = outcome.output + outcome.errors
        #expect(words.contains("it is newer than \(program.path) (tmux 3.3a)"), "\(verb): \(words)")
        #expect(words.contains("ARGOSY_TMUX"), "\(verb): \(words)")
      }
      #expect(try await rig.hubs().isEmpty)
    }
  }
}

/// The real program until it is updated: then another version's, whose control client says nothing for ever.
private struct UpdatedProgram {
  private let directory: URL
  let path: String
  /// What it says of itself once it is updated.
  let pretended: String

  init(_ real: String) async throws {
    directory = try TemporaryDirectory.make()
    path = directory.appendingPathComponent("tmux").path
    let version = try await Programs.run(real, ["-V"], environment: [:])
    pretended = WireFormat.fits(client: version, server: "3.7") ? "tmux 3.3a" : "tmux 3.7c"
    try Programs.write(
      script: """
        #!/bin/sh
        if [ -e '\(directory.path)/updated' ]; then
          [ "$1" = -V ] && { echo '\(pretended)'; exit; }
          case " $* " in *" -C "*) exec sleep 1000;; esac
        fi
        exec \(real) "$@"
        """, to: path)
  }

  func update() throws { try Data().write(to: directory.appendingPathComponent("updated")) }

  func remove() { try? FileManager.default.removeItem(at: directory) }
}
