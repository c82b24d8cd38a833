import Foundation
import TestSupport
import Testing

@testable import argosy

@Suite("scripts/install")
struct InstallScriptTests {
  private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../scripts/install").standardizedFileURL.path

  private static func install(_ words: [String], home: URL) async throws -> Programs.Outcome {
    try await Programs.outcome(
      script, words,
      environment: ["HOME": home.path, "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"])
  }

  private static func files(in folder: URL) -> [String] {
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { path in
      var isFolder: ObjCBool = false
      let isThere = unsafe FileManager.default.fileExists(
        atPath: folder.appendingPathComponent(path).path, isDirectory: &isFolder)
      return isThere && !isFolder.boolValue
    }.sorted()
  }

  private static let parts = [
    "bin/argosy", "share/bash-completion/completions/argosy", "share/fish/vendor_completions.d/argosy.fish",
    "share/man/man1/argosy.1", "share/zsh/site-functions/_argosy",
  ]

  @Test("installs program, page and completions below a prefix, over older ones, too; --uninstall leaves only the rest")
  func roundTrip() async throws {
    let home = try TemporaryDirectory.make()
    defer { try? FileManager.default.removeItem(at: home) }
    // A program that says what it was asked for is as good as a large one.
    let program = home.appendingPathComponent("program")
    try Programs.write(script: "#!/bin/sh\necho \"$@\"\n", to: program.path)
    let prefix = home.appendingPathComponent("a prefix")
    let mine = prefix.appendingPathComponent("bin/mine")
    try FileManager.default.createDirectory(at: mine.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("mine".utf8).write(to: mine)

    for _ in 0..<2 {
      let outcome = try await Self.install(["--prefix", prefix.path, "--binary", program.path], home: home)
      #expect(outcome.status == 0 && outcome.output.contains("is not on your PATH yet"), "\(outcome)")
      #expect(Self.files(in: prefix) == (Self.parts + ["bin/mine"]).sorted())
    }
    #expect(FileManager.default.isExecutableFile(atPath: prefix.appendingPathComponent("bin/argosy").path))
    for (part, words) in [
      (Self.parts[1], "completions bash"), (Self.parts[2], "completions fish"), (Self.parts[3], "help --man"),
      (Self.parts[4], "completions zsh"),
    ] {
      #expect(try String(contentsOf: prefix.appendingPathComponent(part), encoding: .utf8) == words + "\n")
    }
    let outcome = try await Self.install(["--uninstall", "--prefix", prefix.path], home: home)
    #expect(outcome.status == 0 && Self.files(in: prefix) == ["bin/mine"], "\(outcome)")
    #expect(Self.files(in: home) == ["a prefix/bin/mine", "program"])
  }

  @Test("goes below ~/.local where nothing else is said; words that are not understood touch nothing")
  func usual() async throws {
    let home = try TemporaryDirectory.make()
    defer { try? FileManager.default.removeItem(at: home) }
    for words in [["--prefix"], ["--prefix", "here"], ["all"]] {
      let outcome = try await Self.install(words, home: home)
      #expect(outcome.status == 2 && !outcome.errors.isEmpty && Self.files(in: home).isEmpty, "\(words)")
    }
    let outcome = try await Self.install(["--binary", try Programs.product("argosy")], home: home)
    #expect(outcome.status == 0 && Self.files(in: home) == Self.parts.map { ".local/" + $0 }, "\(outcome)")
    let page = home.appendingPathComponent(".local/share/man/man1/argosy.1")
    #expect(try String(contentsOf: page, encoding: .utf8).hasPrefix(".TH ARGOSY 1 "))
    #expect(try await Self.install(["--uninstall"], home: home).status == 0)
    #expect(Self.files(in: home).isEmpty)
  }
}
