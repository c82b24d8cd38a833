import Daemon
import Foundation
import TestSupport
import Testing

@testable import argosy

@Suite("What shells read to complete argosy's words")
struct CompletionScriptTests {
  @Test("bash completes a verb, an option, a topic, and the name of a feature that is there")
  func bash() async throws {
    let item = try Samples.item()
    try await FakeDaemon.with { _, _ in
      .answers([Response(work: WorkResponse(items: [item]))])
    } _: { daemon in
      #expect(try await daemon.completedByBash("comp") == ["completions"])
      #expect(try await daemon.completedByBash("fol") == ["follow-up"])
      #expect(try await daemon.completedByBash("new", "--prom") == ["--prompt-file"])
      #expect(try await daemon.completedByBash("tmux", "unin") == ["uninstall"])
      #expect(try await daemon.completedByBash("completions", "f") == ["fish"])
      #expect(try await daemon.completedByBash("help", "stat").sorted() == ["status", "status-line", "statusline"])
      #expect(try await daemon.completedByBash("help", "tmux", "lo") == ["load"])
      #expect(try await daemon.completedByBash("stop", "-S", daemon.socket, "au") == ["auth-sso"])
      // Each verb once, though the parser has a help of its own.
      let verbs = try await daemon.completedByBash("")
      #expect(Set(verbs).count == verbs.count && verbs.contains("help"))
    }
  }

  @Test("each shell that is here reads its script without a complaint", arguments: Shell.allCases)
  func syntax(_ shell: Shell) async throws {
    let outcome = try await Programs.outcome(
      Programs.product("argosy"), ["completions", shell.rawValue], environment: ["HOME": "/"])
    #expect(outcome.status == 0 && outcome.output == CompletionScript(shell).text + "\n")
    guard let path = try? Programs.path(of: shell.rawValue) else { return }
    let folder = try TemporaryDirectory.make()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("script").path
    try Data(outcome.output.utf8).write(to: URL(fileURLWithPath: file))
    let check = try await Programs.outcome(
      path, ["-n", file], environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin"])
    #expect(check.status == 0 && check.errors.isEmpty, "\(check.errors)")
  }

  @Test("installing writes one file, says where, and edits nothing", arguments: Shell.allCases)
  func installing(_ shell: Shell) async throws {
    let home = try TemporaryDirectory.make()
    defer { try? FileManager.default.removeItem(at: home) }
    let rc = home.appendingPathComponent(".\(shell.rawValue)rc")
    try Data("mine\n".utf8).write(to: rc)
    // The second time it takes the place of the first.
    for _ in 0..<2 {
      let outcome = try await Programs.outcome(
        Programs.product("argosy"), ["completions", shell.rawValue, "--install"], environment: ["HOME": home.path])
      let file = shell.completionFile([:], home: home.path)
      #expect(outcome.status == 0 && outcome.output.contains(" are in \(file).\n"), "\(outcome)")
      #expect(try String(contentsOfFile: file, encoding: .utf8) == CompletionScript(shell).text + "\n")
    }
    #expect(try String(contentsOf: rc, encoding: .utf8) == "mine\n")
    let files = FileManager.default.enumerator(atPath: home.path)?.compactMap { $0 as? String } ?? []
    #expect(files.filter { $0.contains("argosy") }.count == 1 && files.count { $0.hasSuffix("rc") } == 1, "\(files)")
  }

  @Test("where a script belongs follows the shells' own variables, if they are absolute")
  func places() {
    let environment = [
      "XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "/c", "BASH_COMPLETION_USER_DIR": "/b",
    ]
    #expect(Shell.bash.completionFile(environment, home: "/h") == "/b/completions/argosy")
    #expect(Shell.bash.completionFile(["XDG_DATA_HOME": "/d"], home: "/h") == "/d/bash-completion/completions/argosy")
    #expect(Shell.zsh.completionFile(environment, home: "/h") == "/d/zsh/site-functions/_argosy")
    #expect(Shell.fish.completionFile(environment, home: "/h") == "/c/fish/completions/argosy.fish")
    let usual = Shell.allCases.map { $0.completionFile(["XDG_DATA_HOME": "d", "XDG_CONFIG_HOME": ""], home: "/h") }
    #expect(
      usual == [
        "/h/.local/share/bash-completion/completions/argosy", "/h/.local/share/zsh/site-functions/_argosy",
        "/h/.config/fish/completions/argosy.fish",
      ])
  }
}
