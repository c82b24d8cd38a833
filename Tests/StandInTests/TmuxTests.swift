import Foundation
import Testing

@Suite("In a real pane", .serialized, .timeLimit(.minutes(2)))
struct TmuxTests {
  @Test("tmux shows the dialog and a key answers it", arguments: ["claude", "2.1.112"])
  func dialog(name: String) throws {
    let tmux = try PrivateTmux(
      script: """
        title Fix the login
        bait
        permission "Bash command" "rm -rf build" -> yes: say It is gone. | no: exit 3
        idle
        """, name: name)
    defer { tmux.end() }
    let screen = try tmux.screen(with: " ❯ 1. Yes\n")
    #expect(screen.contains(String(repeating: "─", count: 80)))
    #expect(screen.contains(" Esc to cancel · Tab to amend"))
    #expect(try tmux.format("#{pane_title}") == "✳ Fix the login")
    #expect(try tmux.format("#{cursor_flag}") == "0")
    #if os(Linux)
      #expect(try tmux.format("#{pane_current_command}") == name)
    #endif
    try tmux.run("send-keys", "1")
    try tmux.screen(with: "It is gone.")
    let states = try tmux.entries("state").compactMap { $0["state"] as? String }
    #expect(states == ["starting", "blocked", "idle"])
    #expect(try tmux.entries("text").first?["state"] as? String == "asking")
    #expect(try tmux.entries("start").first?["argv"] as? [String] != nil)
  }

  @Test("the control pipe steps it, a paste is one, a resize lays it out anew, and its end is an exit code")
  func control() throws {
    let tmux = try PrivateTmux(script: "idle\nexit 6", name: "node", columns: 40, rows: 15)
    defer { tmux.end() }
    try tmux.screen(with: String(repeating: "─", count: 40))
    try tmux.order("work Percolating")
    try tmux.screen(with: "Percolating…")
    try tmux.order("question \"Which one?\" \"This\" \"That\"")
    try tmux.screen(with: "❯ 1. This")
    try tmux.run("resize-window", "-x", "60", "-y", "20")
    try tmux.screen(with: String(repeating: "─", count: 60))
    try tmux.run("send-keys", "2")
    try tmux.wait(for: "an answer") { try !tmux.entries("answer").isEmpty }
    #expect(try tmux.entries("answer").first?["label"] as? String == "That")
    try tmux.screen(with: "Try ")
    try tmux.run("set-buffer", "one\ntwo", ";", "paste-buffer", "-p", "-r")
    try tmux.wait(for: "the paste") { try !tmux.entries("paste").isEmpty }
    #expect(try tmux.entries("paste").first?["text"] as? String == "one\ntwo")
    try tmux.run("send-keys", "Enter")
    // Not `pane_dead_status`: under load tmux 3.3a now and then leaves the process unreaped until its next child ends.
    try tmux.wait(for: "the end") { try tmux.format("#{pane_dead}") == "1" }
    #expect(try tmux.entries("submit").first?["text"] as? String == "one\ntwo")
    #expect(try tmux.entries("state").last?["state"] as? String == "exited")
    #expect(try tmux.entries("state").last?["code"] as? Int == 6)
  }
}
