import Terminal
import Testing

@testable import TmuxUI

@Suite("Popups, prompts and messages")
struct PopupTests {
  static let versions = ["3.2a", "3.3a", "3.4", "3.5a", "3.6b", "3.7c", "next-3.8"].compactMap { TmuxVersion($0) }
  private let size = ClientSize(columns: 80, rows: 24)

  @Test("a popup has a border and a title from 3.3, and its program is started without a shell")
  func popup() throws {
    let popup = Popup(
      client: "/dev/pts/3", session: "$4", title: "peek: #(x) 5%", borderStyle: "fg=red", directory: "/a#b",
      command: ["/bin/argosy", "ui", "-x"])
    let old = popup.arguments(for: try #require(TmuxVersion("3.2a")), on: size)
    #expect(
      old == [
        "display-popup", "-c", "/dev/pts/3", "-t", "$4:", "-E", "-w", "80%", "-h", "75%", "-d", "/a##b", "--",
        "/bin/argosy", "ui", "-x",
      ])
    for version in Self.versions where version >= .v3_3 {
      let words = popup.arguments(for: version, on: size)
      #expect(words.contains("rounded") && words.contains(" peek: ####(x) 5% ") && words.contains("fg=red"))
    }
  }

  @Test("no popup is asked to be larger than its client")
  func extents() {
    func text(_ extent: Popup.Extent) -> String { extent.text(of: 15) }
    #expect([.cells(12), .cells(15), .cells(900), .cells(-1)].map(text) == ["12", "100%", "100%", "3"])
    #expect([.percent(90), .percent(0), .percent(400)].map(text) == ["90%", "1%", "100%"])
  }

  @Test("a question keeps its keys on the line, and nobody waits for the answer")
  func confirmation() throws {
    let asked = Confirmation(client: "c", question: String(repeating: "100% #", count: 40), command: "run-shell x")
    for version in Self.versions {
      let words = asked.arguments(for: version, columns: 40)
      #expect(words.contains("-b") == (version >= .v3_3))
      #expect(words.suffix(4).dropLast() == ["-t", "c", "--"] && words.last == "run-shell x")
      let prompt = try #require(words.firstIndex(of: "-p").map { words[$0 + 1] })
      #expect(prompt.hasSuffix("… (y/n) ") && prompt.hasPrefix("100%% ####100%% "))
      #expect(prompt.replacing("%%", with: "%").replacing("####", with: "#").count <= 40)
    }
  }

  @Test("a message stops the panes for a second at most, and from 3.6 not at all")
  func message() {
    for version in Self.versions {
      let words = Message(client: "c", session: "$1", text: "-x\n#(y)").arguments(for: version)
      #expect(words.starts(with: ["display-message", "-c", "c", "-t", "$1:", "-d", "1000"]))
      #expect(words.contains("-C") == (version >= .v3_6) && !words.contains("-N"))
      #expect(words.suffix(2) == ["--", "argosy: -x ####(y)"])
    }
  }

  @Test("a call through a shell carries every word whole")
  func call() {
    #expect(
      ShellCall(["/a b/argosy", "ui", "$3"]).command == #"run-shell -b ''\''/a b/argosy'\'' '\''ui'\'' '\''$3'\'''"#)
    #expect(ShellCall(["it's", "#(x)"]).command?.contains("##(x)") == true)
    #expect(ShellCall(["a\nb"]).command == nil)
  }
}
