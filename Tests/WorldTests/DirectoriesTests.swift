import Foundation
import TestSupport
import Testing
import TmuxControl

@testable import World

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite("Directories")
struct DirectoriesTests {
  private func within<Result>(_ body: (String) throws -> Result) throws -> Result {
    let directory = try TemporaryDirectory.make()
    defer { try? FileManager.default.removeItem(at: directory) }
    return try body(directory.path)
  }

  private func mode(_ path: String) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  @Test("both are made, closed to others, with all that is missing above them")
  func made() throws {
    try within { base throws in
      let home = ["HOME": base]
      #expect(try Directories.state(home) == "\(base)/.local/state/argosy")
      #expect(try Directories.runtime(home) == "\(base)/.local/state/argosy/run")
      for path in ["/.local", "/.local/state", "/.local/state/argosy", "/.local/state/argosy/run"] {
        #expect(try mode(base + path) == 0o700, "\(path)")
      }
      #expect(try Directories.state(home) == "\(base)/.local/state/argosy", "a second time too")
    }
  }

  @Test("the XDG variables are followed, when they are absolute")
  func variables() throws {
    try within { base throws in
      let environment = ["HOME": base, "XDG_STATE_HOME": "\(base)/s", "XDG_RUNTIME_DIR": base]
      #expect(try Directories.state(environment) == "\(base)/s/argosy")
      #expect(try Directories.runtime(environment) == "\(base)/argosy")
      let relative = ["HOME": base, "XDG_STATE_HOME": "s", "XDG_RUNTIME_DIR": "r"]
      #expect(try Directories.state(relative) == "\(base)/.local/state/argosy")
      #expect(try Directories.runtime(relative) == "\(base)/.local/state/argosy/run")
    }
  }

  @Test("a runtime directory that is not there is not made, the state directory serves")
  func missingRuntime() throws {
    try within { base throws in
      let environment = ["HOME": base, "XDG_RUNTIME_DIR": "\(base)/run/user/1"]
      #expect(try Directories.runtime(environment) == "\(base)/.local/state/argosy/run")
      #expect(!FileManager.default.fileExists(atPath: "\(base)/run"))
    }
  }

  @Test("without a home there is no place")
  func homeless() {
    #expect(throws: SystemError.self) { try Directories.state([:]) }
    #expect(throws: SystemError.self) { try Directories.state(["HOME": ""]) }
    #expect(throws: SystemError.self) { try Directories.runtime(["HOME": "relative"]) }
  }

  @Test("a file in the way is refused and left alone", arguments: ["/argosy", "/s"])
  func file(inTheWay: String) throws {
    try within { base throws in
      let path = base + inTheWay
      try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
      let state = inTheWay == "/s" ? base + "/s" : base
      #expect(throws: SystemError.self) { try Directories.state(["XDG_STATE_HOME": state]) }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
    }
  }

  @Test("a directory of ours that others can enter is closed to them, and nothing above it is touched")
  func open() throws {
    try within { base throws in
      let path = base + "/s/argosy"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for folder in [path, base + "/s"] {
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
      }
      #expect(try Directories.state(["XDG_STATE_HOME": base + "/s"]) == path)
      #expect(try mode(path) == 0o700)
      #expect(try mode(base + "/s") == 0o755)
    }
  }

  @Test("a directory that belongs to somebody else is refused", .enabled(if: getuid() == 0, "only root can give away"))
  func foreign() throws {
    try within { base throws in
      let path = base + "/argosy"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      #expect(unsafe chown(path, 12345, 12345) == 0)
      #expect(throws: SystemError.self) { try Directories.state(["XDG_STATE_HOME": base]) }
    }
  }
}
