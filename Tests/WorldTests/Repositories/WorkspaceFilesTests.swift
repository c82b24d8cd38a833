import Foundation
import TestSupport
import Testing

@testable import World

@Suite("Bringing files into a worktree")
struct WorkspaceFilesTests {
  /// A checkout `r` with a directory `r/.claude/worktrees/w`, and something `outside`.
  private struct Place {
    let root: String
    let files: WorkspaceFiles

    init() throws {
      let made = try TemporaryDirectory.make().path
      root = FileKind.resolved(made) ?? made
      files = WorkspaceFiles(top: "\(root)/r", worktree: "\(root)/r/.claude/worktrees/w")
      for folder in [files.worktree, "\(root)/outside"] {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      }
      try write("secret", "../outside/file")
    }

    /// Below the checkout.
    func write(_ text: String, _ path: String) throws {
      let url = URL(fileURLWithPath: "\(files.top)/\(path)")
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }

    func link(_ path: String, to target: String) throws {
      try FileManager.default.createSymbolicLink(atPath: "\(files.top)/\(path)", withDestinationPath: target)
    }

    /// A file in the worktree.
    func read(_ path: String) -> String? {
      FileManager.default.contents(atPath: "\(files.worktree)/\(path)").map { String(decoding: $0, as: UTF8.self) }
    }
  }

  private func withPlace(_ body: (Place) throws -> Void) throws {
    let place = try Place()
    defer { try? FileManager.default.removeItem(atPath: place.root) }
    try body(place)
  }

  @Test("files, folders and links are brought, with their permissions; again changes nothing")
  func brought() throws {
    try withPlace { place in
      try place.write("A=1", ".env")
      try place.write("x", "config/deep/local.yml")
      try place.write("#!/bin/sh", "run.sh")
      try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: "\(place.files.top)/run.sh")
      try place.link("config/alias", to: "deep/local.yml")
      try place.write("m", "node_modules/m/index.js")
      func bring() throws -> [String] {
        try place.files.bring(copies: [".env", "config", "run.sh", "missing"], links: ["node_modules", "nothing"])
      }
      let top = place.files.top
      let missing = [
        "`missing` is not in \(top), so it was not copied", "`nothing` is not in \(top), so it was not linked",
      ]
      #expect(try bring() == missing)
      #expect(place.read(".env") == "A=1" && place.read("config/deep/local.yml") == "x")
      #expect(
        try FileManager.default.destinationOfSymbolicLink(atPath: "\(place.files.worktree)/config/alias")
          == "deep/local.yml")
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(place.files.worktree)/run.sh")
      #expect(attributes[.posixPermissions] as? Int == 0o750)
      #expect(place.read("node_modules/m/index.js") == "m")
      #expect(FileKind(at: "\(place.files.worktree)/node_modules") == .link)
      #expect(try bring() == missing)
    }
  }

  @Test("what is in the worktree already stays as it is, with a remark; half a copy is made anew")
  func kept() throws {
    try withPlace { place in
      try place.write("theirs", ".env")
      try place.write("theirs", "both/a")
      try place.write("theirs", "both/b")
      try place.write("theirs", "modules/m")
      try place.write("mine", ".claude/worktrees/w/both/a")
      try place.write("mine", ".claude/worktrees/w/modules/m")
      try place.write("th", ".claude/worktrees/w/.env.argosy-part")
      let remarks = try place.files.bring(copies: [".env", "both"], links: ["modules"])
      #expect(
        remarks == [
          "`both/a` is in the worktree already, so it was not copied",
          "`modules` is in the worktree already, so it was not linked",
        ])
      #expect(place.read("both/a") == "mine" && place.read("both/b") == "theirs" && place.read("modules/m") == "mine")
      #expect(place.read(".env") == "theirs" && place.read(".env.argosy-part") == nil)
    }
  }

  @Test("a folder that holds the worktrees is copied without them")
  func aroundItself() throws {
    try withPlace { place in
      try place.write("s", ".claude/settings.local.json")
      try place.write("x", ".claude/worktrees/other/file")
      #expect(try place.files.bring(copies: [".claude"], links: []).isEmpty)
      #expect(place.read(".claude/settings.local.json") == "s")
      #expect(FileKind(at: "\(place.files.worktree)/.claude/worktrees") == nil)
    }
  }

  @Test("links that lead out are refused, on either side")
  func escapes() throws {
    try withPlace { place in
      try place.link("out", to: "\(place.root)/outside")
      try place.link("file", to: "../outside/file")
      try place.write("x", "folder/ok")
      try place.link("folder/out", to: "../../outside/file")
      try place.link("git", to: ".git")
      try place.write("x", ".git/config")
      for path in ["out", "out/file", "file", "git/config", "../outside/file", "/etc/passwd", ".git/config", ""] {
        #expect(throws: WorkspaceFiles.Failure.escapes(path)) { try place.files.bring(copies: [path], links: []) }
        #expect(throws: WorkspaceFiles.Failure.escapes(path)) { try place.files.bring(copies: [], links: [path]) }
      }
      #expect(throws: WorkspaceFiles.Failure.escapes("folder/out")) {
        try place.files.bring(copies: ["folder"], links: [])
      }
      // A branch may hold a link where the file would go.
      try place.write("x", "sub/new")
      try place.link(".claude/worktrees/w/sub", to: "\(place.root)/outside")
      #expect(throws: WorkspaceFiles.Failure.escapes("sub/new")) {
        try place.files.bring(copies: ["sub/new"], links: [])
      }
      #expect(throws: WorkspaceFiles.Failure.escapes("sub/new")) {
        try place.files.bring(copies: [], links: ["sub/new"])
      }
      // The same with the folder that is copied.
      #expect(try place.files.bring(copies: ["sub"], links: []).count == 1)
      #expect(try FileManager.default.contentsOfDirectory(atPath: "\(place.root)/outside") == ["file"])
    }
  }
}
