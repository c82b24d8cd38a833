import Foundation
import TestSupport
import Testing

@Suite("Installing the interface", .serialized)
struct InstallingTests {
  private static let entry = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../argosy.tmux").standardizedFileURL.path

  private func configuration(_ rig: Rig) -> URL { rig.tmux.directory.appendingPathComponent(".tmux.conf") }

  @Test("the line is shown, written once, and taken out so that the file is as it was")
  func line() async throws {
    try await withRig { rig in
      let file = configuration(rig)
      let shown = try await rig.run("tmux", "install")
      #expect(shown.contains(file.path) && shown.contains("tmux load' # argosy"))
      #expect(!FileManager.default.fileExists(atPath: file.path), "nothing is written without being asked")

      // Dot files are often kept elsewhere.
      let kept = rig.tmux.directory.appendingPathComponent("dots.conf")
      let text = "set -g mouse on\n# last line without an end"
      try Data(text.utf8).write(to: kept)
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: kept.path)
      try FileManager.default.createSymbolicLink(at: file, withDestinationURL: kept)
      let before = try await rig.everything()
      _ = try await rig.run("tmux", "install", "--write")
      let written = try String(contentsOf: kept, encoding: .utf8)
      #expect(written.hasPrefix(text + "\nrun-shell '/") && written.hasSuffix(" tmux load' # argosy"))
      #expect(try await rig.everything() != before, "it is loaded, too")
      #expect(try await rig.run("tmux", "install", "--write").contains("already"))
      #expect(try String(contentsOf: kept, encoding: .utf8) == written)

      // A server that reads the file has the interface when it is up.
      try await rig.tmux.run("kill-server")
      try await withTmux(tmux: rig.tmux.tmux) { _ in
        .init(environment: ["HOME": rig.tmux.directory.path], configuration: file.path)
      } _: { other in
        _ = try await eventually("the interface is loaded") {
          try await other.run("show-options", "-gqv", "status-right")
        } until: {
          $0.hasPrefix("#{E:@argosy}")
        }
        #expect(try await other.run("list-keys", "-T", "prefix").contains(" ui menu '#{client_name}'"))
        #expect(try await other.run("show-options", "-gv", "mouse") == "on")
      }

      try await rig.tmux.start()
      #expect(try await rig.run("tmux", "uninstall", "--write").contains("taken out"))
      #expect(try String(contentsOf: kept, encoding: .utf8) == text)
      let attributes = try FileManager.default.attributesOfItem(atPath: kept.path)
      #expect(attributes[.posixPermissions] as? Int == 0o640)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: file.path) == kept.path)
    }
  }

  @Test("the plugin manager's entry finds the program wherever it is, and loads the interface")
  func entry() async throws {
    try await withRig { rig in
      let surroundings = rig.tmux.environment.merging(["TMUX": "\(rig.tmux.socket),0,0"]) { $1 }
      func enter(_ extra: [String: String]) async throws {
        let outcome = try await Programs.outcome(
          Self.entry, [], environment: surroundings.merging(extra) { $1 })
        #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.errors.isEmpty, "\(outcome)")
      }
      func isLoaded() async throws -> Bool {
        try await rig.tmux.run("list-keys", "-T", "prefix").contains(" ui menu '#{client_name}'")
      }
      let path = surroundings["PATH"] ?? ""
      let folder = URL(fileURLWithPath: rig.argosy).deletingLastPathComponent().path
      let before = try await rig.everything()
      try await enter(["PATH": "\(folder):\(path)"])
      #expect(try await isLoaded())
      #expect(try await rig.option("@_argosy_bin", "-g") == rig.argosy)
      try await rig.run("tmux", "uninstall")
      #expect(try await rig.everything() == before)

      let local = rig.tmux.directory.appendingPathComponent(".local/bin")
      try FileManager.default.createDirectory(at: local, withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(
        at: local.appendingPathComponent("argosy"), withDestinationURL: URL(fileURLWithPath: rig.argosy))
      try await enter([:])
      #expect(try await isLoaded())
      #expect(try await rig.option("@_argosy_bin", "-g") == local.appendingPathComponent("argosy").path)
      try await rig.run("tmux", "uninstall")
      try FileManager.default.removeItem(at: local)

      try await rig.tmux.run("set-option", "-g", "@argosy_bin", rig.argosy)
      try await enter([:])
      #expect(try await isLoaded())
      try await rig.run("tmux", "uninstall")
      try await rig.tmux.run("set-option", "-gu", "@argosy_bin")
      #expect(try await rig.everything() == before)
    }
  }

  @Test("without the program the status line says so, and the leader tells how to get it, unless it is taken")
  func missing() async throws {
    for (key, taken) in [("", false), ("F", false), ("G", true), ("none", false)] {
      try await withRig { rig in
        // A copy, so that nothing is found beside it.
        let folder = rig.tmux.directory.appendingPathComponent("plug in")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let entry = folder.appendingPathComponent("argosy.tmux")
        try FileManager.default.copyItem(atPath: Self.entry, toPath: entry.path)
        if !key.isEmpty { try await rig.tmux.run("set-option", "-g", "@argosy_key", key) }
        if taken { try await rig.tmux.run("bind-key", "G", "display-message", "mine") }
        let before = try await rig.everything()
        let outcome = try await Programs.outcome(
          entry.path, [],
          environment: rig.tmux.environment.merging(["TMUX": "\(rig.tmux.socket),0,0"]) { $1 })
        #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.errors.isEmpty, "\(outcome)")
        #expect(try await rig.token() == "argosy: not installed")
        let keys = try await rig.tmux.run("list-keys", "-T", "prefix")
        #expect(keys.contains("argosy is not installed") == (key != "none" && !taken))
        #expect(keys.contains("display-message mine") == taken)
        try await rig.run("tmux", "uninstall")
        #expect(try await rig.everything() == before)
      }
    }
  }

  @Test("a key that tmux does not know is told, and all else is loaded")
  func unknownKey() async throws {
    try await withRig { rig in
      let before = try await rig.everything()
      try await rig.tmux.run("set-option", "-g", "@argosy_key", "Hyper-G")
      let said = try await rig.run("tmux", "load")
      #expect(said.contains("unknown key: Hyper-G"))
      #expect(try await rig.tmux.run("list-keys", "-T", "prefix").contains(" ui next "))
      let doctor = try await rig.outcome("tmux", "doctor")
      #expect(doctor.status == 1 && doctor.output.contains("set -g @argosy_key"))
      try await rig.run("tmux", "uninstall")
      try await rig.tmux.run("set-option", "-gu", "@argosy_key")
      #expect(try await rig.everything() == before)
    }
  }

  @Test("the doctor tells what is missing, what is taken and what cannot be read, as text and as JSON")
  func doctor() async throws {
    try await withRig { rig in
      #expect(try await rig.run("tmux", "doctor").contains("· formats       not loaded"))
      try await rig.tmux.run("bind-key", "N", "display-message", "mine")
      try await rig.tmux.run("set-option", "-g", "@argosy_icons", "emoji")
      let said = try await rig.run("tmux", "load")
      #expect(said.contains("@argosy_icons is “emoji”") && said.contains("set -g @argosy_key_next"))
      #expect(try await rig.run("tmux", "load") == "", "it is no news any more")
      struct Examination: Decodable {
        struct Check: Decodable {
          let name: String
          let verdict: String
          let text: String
        }
        let checks: [Check]
      }
      for verb in [["tmux", "doctor", "--json"], ["doctor", "--json"]] {
        let outcome = try await rig.outcome(verb)
        let checks = try JSONDecoder().decode(Examination.self, from: Data(outcome.output.utf8)).checks
        func has(_ name: String, _ verdict: String, _ text: String) -> Bool {
          checks.contains { $0.name == name && $0.verdict == verdict && $0.text.contains(text) }
        }
        #expect(has("formats", "fine", rig.argosy))
        #expect(has("crash marker", "fine", "client-detached[7300]"))
        #expect(has("status line", "fine", "#{E:@argosy}"))
        #expect(has("keys", "fine", "prefix G: menu"))
        #expect(has("keys", "note", "prefix N is yours"))
        #expect(has("setting", "note", "@argosy_icons"))
      }
    }
  }
}
