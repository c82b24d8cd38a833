import Foundation
import TestSupport
import Testing

@testable import World

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite("Server address")
struct ServerAddressTests {
  private let folder = "tmux-\(getuid())"

  private func socket(_ name: String? = nil, _ path: String? = nil, _ environment: [String: String] = [:]) -> String {
    ServerAddress(name: name, path: path, environment: environment).socket
  }

  private func resolved(_ path: String) -> String? {
    guard let real = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  @Test("-S wins over -L, and both over $TMUX")
  func precedence() {
    let inside = ["TMUX": "/somewhere/s,123,4"]
    #expect(socket("a", "/x/y", inside) == "/x/y")
    #expect(socket(nil, "/x/y", inside) == "/x/y")
    #expect(socket("a", nil, inside).hasSuffix("/\(folder)/a"))
    #expect(socket(nil, nil, inside) == "/somewhere/s")
    #expect(socket(nil, nil, [:]).hasSuffix("/\(folder)/default"))
  }

  @Test("$TMUX without a path counts for nothing", arguments: ["", ",123,0"])
  func emptyInside(value: String) {
    #expect(socket(nil, nil, ["TMUX": value]) == socket())
  }

  @Test("a relative -S is taken from the working directory")
  func relative() {
    let current = FileManager.default.currentDirectoryPath
    #expect(socket(nil, "s") == "\(current)/s")
    #expect(socket(nil, "a/b") == "\(current)/a/b")
  }

  @Test("$TMUX_TMPDIR holds the sockets, with links resolved; one that is empty or missing is passed over")
  func temporary() throws {
    let directory = try TemporaryDirectory.make()
    defer { try? FileManager.default.removeItem(at: directory) }
    let real = directory.appendingPathComponent("real").path
    let link = directory.appendingPathComponent("link").path
    try FileManager.default.createDirectory(atPath: real, withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: real)
    let whole = try #require(resolved(real))
    #expect(socket("a", nil, ["TMUX_TMPDIR": real]) == "\(whole)/\(folder)/a")
    #expect(socket("a", nil, ["TMUX_TMPDIR": link]) == "\(whole)/\(folder)/a")
    #expect(socket("a", nil, ["TMUX_TMPDIR": ""]) == socket("a"))
    #expect(socket("a", nil, ["TMUX_TMPDIR": real + "/missing"]) == socket("a"))
  }

  @Test("tmux itself chooses the same socket", arguments: ["", "link", "missing"])
  func oracle(folder: String) async throws {
    let directory = try TemporaryDirectory.make()
    defer { try? FileManager.default.removeItem(at: directory) }
    try FileManager.default.createSymbolicLink(
      atPath: directory.appendingPathComponent("link").path, withDestinationPath: directory.path)
    let name = "argosy-test-\(UUID().uuidString.prefix(8))"
    var environment = ProcessInfo.processInfo.environment.filter { ["PATH", "LANG"].contains($0.key) }
    environment["HOME"] = directory.path
    environment["TMUX_TMPDIR"] = folder.isEmpty ? directory.path : directory.appendingPathComponent(folder).path
    let outcome = try await Programs.outcome(
      try Programs.path(of: "tmux"),
      [
        "-L", name, "-f", "/dev/null", "new-session", "-d", "exec sleep 60", ";", "display-message", "-p",
        "#{socket_path}", ";", "kill-server",
      ], environment: environment)
    let said = outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(socket(name, nil, environment) == said)
    try? FileManager.default.removeItem(atPath: said)
  }

  @Test("two servers have two file names, which hold nothing that a path would mind")
  func fileNames() {
    let long = "/a/" + String(repeating: "n", count: 90)
    let sockets = ["/a/default", "/b/default", "/a/de fault", "/a/../x", "/", "", "/é/ü", long]
    let names = sockets.map { ServerAddress(socket: $0).fileName }
    #expect(Set(names).count == names.count)
    for name in names {
      #expect(name.count < 40)
      #expect(name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }, "\(name)")
    }
    #expect(ServerAddress(socket: "/a/default").fileName == names[0])
    #expect(names[0].hasPrefix("default-"))
  }
}
