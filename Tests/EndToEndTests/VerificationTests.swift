import Daemon
import Foundation
import Screens
import TestSupport
import Testing

@Suite("Comparing every screen with tmux's own", .serialized)
struct VerificationTests {
  /// What programs may leave on a screen, by session.
  private static let paintings = [
    "colours":
      "\\033[31mred\\033[0m \\033[1;44mbold\\033[0m \\033[38;5;99;4mindexed\\033[0m\\n\\033[48;2;1;2;3m rgb \\033[m",
    "wide": "你好 é 漢字\\n\\033[1;2H\\033[X\\033[3;79H漢漢e\\314\\201",
    "erased": "\\033[44mblue\\033[K\\033[2;5H\\033[1K\\033[4;1Hab\\033[3@\\033[m",
    "edge": "\\033[5;1H\(String(repeating: "x", count: 80))",
    "tabs": "a\\tb\\t\\tc\\n\\033[3g\\033[10G\\033H\\rd\\te",
    "region": "\\033[3;10r\\033[?6h\\033[4hin\\nside\\033[?1002h\\033[?1006h\\033=\\033[?1h",
    "drawing": "\\033(0lqqk\\033(B\\n\\033(0mqqj\\033(B\\033]2;drawn\\007",
    "scrolled": "\(String(repeating: "line\\n", count: 60))\\033[10;7H\\033[?25l",
    "alternate": "$ shell\\n\\033[32m$ agent\\033[m\\033[?1049h\\033[2J\\033[3;3H\\033[7mfull 漢\\033[0m",
  ]

  private static func command(_ painting: String) -> String { "printf '\(painting)'; exec sleep 1000" }

  private func verify(_ rig: Rig) async throws -> VerificationReport {
    let outcome = try await rig.outcome("doctor", "--verify", "--json")
    #expect(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
    return try JSONDecoder().decode(VerificationReport.self, from: Data(outcome.output.utf8))
  }

  /// Waits until nothing is on its way any more. Drift at any look is a failure.
  private func verifyAll(_ rig: Rig, _ when: String) async throws {
    let report = try await eventually("every pane is known, \(when)") {
      try await verify(rig)
    } until: {
      $0.count(.seeding) == 0 || $0.count(.drift) > 0
    }
    let unequal = report.panes.filter { $0.state != .equal }
    #expect(unequal.isEmpty, "\(when): \(unequal)")
  }

  @Test("every screen is equal: seeded, born under watch, resized, there and back, split, zoomed")
  func equal() async throws {
    try await withRig { rig in
      for (session, painting) in Self.paintings {
        try await rig.tmux.run(
          "new-session", "-d", "-x", "80", "-y", "24", "-s", "old-\(session)", Self.command(painting))
      }
      try await rig.agent("agent", script: "work 5s")
      try await rig.run("up")
      for (session, painting) in Self.paintings {
        try await rig.tmux.run(
          "new-session", "-d", "-x", "80", "-y", "24", "-s", "new-\(session)", Self.command(painting))
      }
      _ = try await eventually("every pane is watched") {
        try await verify(rig).panes.count
      } until: {
        $0 == 2 * Self.paintings.count + 2
      }
      try await verifyAll(rig, "at first")

      for session in Self.paintings.keys {
        try await rig.tmux.run("resize-window", "-t", "=old-\(session):", "-x", "50", "-y", "15")
        // A listing cannot show this one, nor can what tmux says of the layout.
        try await rig.tmux.run(
          "resize-window", "-t", "=new-\(session):", "-x", "50", "-y", "15", ";",
          "resize-window", "-t", "=new-\(session):", "-x", "80", "-y", "24")
      }
      try await verifyAll(rig, "resized")
      for session in Self.paintings.keys {
        try await rig.tmux.run("split-window", "-d", "-t", "=old-\(session):", Self.command("beside"))
        try await rig.tmux.run("resize-pane", "-Z", "-t", "=old-\(session):")
      }
      try await verifyAll(rig, "split and zoomed")
      let doctor = try await rig.doctor()
      #expect(doctor.screens.drift == 0)
    }
  }

  @Test("a pane that floods the stream, and the panes beside it, are compared at an exact point")
  func flood() async throws {
    try await withRig { rig in
      try await rig.run("up")
      // In bursts, so that no machine is too slow for it: what is dropped and read anew is another test's.
      let burst =
        "for j in 1 2 3 4 5 6 7 8 9; do i=$((i+1)); printf '\\033[3%dm%d \\033[K漢\\033[m\\n' $((i%8)) $i; done"
      for session in ["one", "two"] {
        try await rig.tmux.run(
          "new-session", "-d", "-x", "80", "-y", "24", "-s", session, "i=0; while :; do \(burst); sleep 0.01; done")
      }
      _ = try await eventually("both floods are watched") {
        try await verify(rig).panes.count
      } until: {
        $0 == 3
      }
      for _ in 0..<10 { try await verifyAll(rig, "under flood") }
    }
  }

  @Test("a title that tmux changed without a byte is drift: it is told, told once, and mended")
  func drift() async throws {
    try await withRig { rig in
      try await rig.tmux.run(
        "new-session", "-d", "-x", "80", "-y", "24", "-s", "titled", Self.command("\\033]2;before\\007text"))
      try await rig.run("up")
      try await verifyAll(rig, "before")
      let pane = try await rig.tmux.run("display-message", "-p", "-t", "=titled:", "#{pane_id}")
      try await rig.tmux.run("select-pane", "-t", pane, "-T", "after \\ 漢")
      let text = try await rig.outcome("doctor", "--verify")
      #expect(text.status == 1)
      #expect(text.output.contains("title: tmux \"after \\\\"), "\(text.output)")
      #expect(text.output.hasSuffix("1 pane equal, 1 drift\n"))
      try await verifyAll(rig, "mended")
      let doctor = try await rig.doctor()
      #expect(doctor.screens.drift == 1)
    }
  }

  @Test("without a daemon nothing is compared, and that is not drift")
  func notUp() async throws {
    try await withRig { rig in
      let outcome = try await rig.outcome("doctor", "--verify", "--json")
      #expect(outcome.status == 2)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.contains("argosy up"))
    }
  }
}
