import Foundation
import TestSupport
import Testing

@testable import TmuxUI

@Suite("The line in tmux.conf")
struct ConfigurationLineTests {
  private static let programs = ["/usr/bin/argosy", "/opt/it's here/#{argosy}", "/a \"b\"/$HOME/\\x", "/ü/argosy"]

  @Test("taking the line out is the exact inverse of putting it in", arguments: programs)
  func inverse(program: String) {
    let line = ConfigurationLine.text(program: program)
    for file in ["", "set -g mouse on\n", "set -g mouse on", "a\n\n", "\n", "run-shell 'other' # argosy fan\n"] {
      let added = ConfigurationLine.added(line, to: file)
      #expect(added != file && ConfigurationLine.stands(in: added))
      #expect(!ConfigurationLine.stands(in: file))
      #expect(ConfigurationLine.removed(from: added) == file)
    }
  }

  @Test("a line of a person's own is found, one in a comment is not")
  func found() {
    #expect(ConfigurationLine.stands(in: "set -g x y\n  run 'argosy tmux load'\n"))
    #expect(!ConfigurationLine.stands(in: "# run 'argosy tmux load'\n"))
    let own = "run 'argosy tmux load'\n"
    #expect(ConfigurationLine.removed(from: own) == own)
  }

  @Test("tmux runs exactly the program that is meant", arguments: programs)
  func run(program: String) async throws {
    try await withTmux { server in
      let path = server.directory.path + program
      let folder = path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex)
      try FileManager.default.createDirectory(atPath: String(folder), withIntermediateDirectories: true)
      let witness = server.directory.appendingPathComponent("witness").path
      try Data("#!/bin/sh\necho \"$*\" > '\(witness)'\n".utf8).write(to: URL(fileURLWithPath: path))
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
      #expect(try await server.source(ConfigurationLine.text(program: path) + "\n") == "")
      #expect(try String(contentsOfFile: witness, encoding: .utf8) == "tmux load\n")
    }
  }
}
