import Testing
import TmuxControl

@testable import TmuxUI

@Suite("What notices say, and in which bytes")
struct NoticeTextTests {
  private func notice(_ question: String, name: String = "infra") -> Notice {
    Notice(NoticeAgent(pane: PaneID(number: 1), name: name, word: .question, question: question))
  }

  private func text(_ kind: TerminalNotice, _ notice: Notice) -> String {
    String(decoding: kind.bytes(notice), as: UTF8.self)
  }

  @Test(
    "each terminal gets what it understands",
    arguments: [
      ("xterm-256color", "", TerminalNotice.line), ("xterm-256color", "iTerm2 3.5.0", .line),
      ("xterm-kitty", "", .kitty), ("xterm-256color", "kitty(0.31.0)", .kitty), ("foot", "", .titled),
      ("xterm-256color", "foot(1.16.2)", .titled), ("xterm-ghostty", "", .titled),
      ("xterm-256color", "WezTerm 20240203", .titled), ("rxvt-unicode-256color", "", .titled),
      ("tmux-256color", "", .wrapped), ("screen-256color", "tmux 3.3a", .wrapped), ("alacritty", "", .line),
      ("xterm-256color", "XTerm(379)", .line),
    ])
  func kinds(name: String, type: String, kind: TerminalNotice) {
    #expect(TerminalNotice(name: name, type: type) == kind)
  }

  @Test(
    "nothing is sent to what would print it", arguments: ["linux", "dumb", "screen", "screen-256color", "vt100", ""])
  func silent(name: String) {
    #expect(TerminalNotice(name: name, type: "") == nil)
  }

  @Test("the sequences are those of the terminals")
  func sequences() {
    let notice = notice("Which; one?")
    #expect(text(.line, notice) == "\u{1B}]9;argosy: infra asks: Which; one?\u{1B}\\")
    #expect(text(.titled, notice) == "\u{1B}]777;notify;infra asks;Which; one?\u{1B}\\")
    #expect(
      text(.kitty, notice)
        == "\u{1B}]99;i=argosy:d=0;infra asks\u{1B}\\\u{1B}]99;i=argosy:d=1:p=body;Which; one?\u{1B}\\")
    #expect(
      text(.wrapped, notice)
        == "\u{1B}Ptmux;\u{1B}\u{1B}]9;argosy: infra asks: Which; one?\u{1B}\u{1B}\\\u{1B}\\")
    #expect(text(.kitty, self.notice("")) == "\u{1B}]99;;infra asks\u{1B}\\")
  }

  @Test(
    "no text ends its sequence, begins another one, or grows without end",
    arguments: [TerminalNotice.line, .titled, .kitty, .wrapped])
  func hostile(kind: TerminalNotice) {
    for scalar in (UInt32(0)...0x9F).compactMap({ Unicode.Scalar($0) })
    where scalar.properties.generalCategory == .control {
      let bait = "a\(scalar)]52;c;aGk=\(scalar)\\b\u{7}c\u{9C}d;e"
      let plain = text(kind, notice("X", name: "Y"))
      let bytes = kind.bytes(notice(bait, name: bait))
      func controls(_ bytes: some Sequence<UInt8>) -> [UInt8] { bytes.filter { $0 < 0x20 || $0 == 0x7F } }
      #expect(controls(bytes) == controls(plain.utf8))
      #expect(!String(decoding: bytes, as: UTF8.self).unicodeScalars.contains { (0x80...0x9F).contains($0.value) })
    }
    #expect(kind.bytes(notice(String(repeating: "long ", count: 10_000))).count < 2_000)
    let title = text(.titled, notice("text", name: "a;b;c"))
    #expect(title == "\u{1B}]777;notify;a,b,c asks;text\u{1B}\\")
  }

  @Test("programs of the desktop are told by arguments, none of which can be an option or markup")
  func desktop() {
    let notice = notice("-u critical <b>$(touch /tmp/x)</b> & `id` \"'\n#(x) \u{1B}[1m")
    let shown = "-u critical <b>$(touch /tmp/x)</b> & `id` \"' #(x) [1m"
    #expect(
      DesktopProgram.notifySend.arguments(notice) == [
        "--app-name=argosy", "--", "argosy: infra asks",
        "-u critical &lt;b&gt;$(touch /tmp/x)&lt;/b&gt; &amp; `id` \"' #(x) [1m",
      ])
    #expect(
      DesktopProgram.terminalNotifier.arguments(notice) == [
        "-group", "argosy", "-title", "argosy: infra asks", "-message", " " + shown,
      ])
    let words = DesktopProgram.osascript.arguments(notice)
    #expect(words.suffix(2) == ["argosy: infra asks", shown])
    #expect(!words.dropLast(2).contains { $0.contains("infra") })
  }

  @Test("a row of list-clients is read, also with a strange terminal; control clients are left out")
  func onlookers() throws {
    let row = "0\t/dev/pts/3\t/dev/pts/3\t$1\t%4\t1\tattached,focused,UTF-8\t1700000000\txterm\tstr\tange"
    let onlooker = try #require(Onlooker(row))
    #expect(onlooker.isFocused == true && onlooker.pane == PaneID(number: 4) && onlooker.terminalType == "str\tange")
    #expect(Onlooker(row.replacing("focused,", with: ""))?.isFocused == false)
    #expect(try #require(Onlooker(row.replacing("\t1\tattached", with: "\t0\tattached"))).isFocused == nil)
    #expect(Onlooker("1\(row.dropFirst())") == nil)
    #expect(Onlooker("0\tx\ty") == nil && Onlooker("") == nil)
  }

  private func findings(_ settings: String, desktop: String?) -> [InterfaceExamination.Finding] {
    let facts = ServerFacts(version: "3.3a", global: ShownOptions(settings))
    return InterfaceExamination(facts, version: "1", desktop: desktop) { _ in true }.findings
      .filter { $0.name == "notices" }
  }

  @Test("the doctor says what is told and how, and which program is missing")
  func examined() {
    let usual = findings("", desktop: "/usr/bin/notify-send")
    #expect(usual.map(\.text) == ["of blocked, question, by /usr/bin/notify-send"])
    let missing = findings("", desktop: nil)
    #expect(missing.map(\.verdict) == [.note])
    #expect(missing.first?.text.contains(DesktopProgram.remedy) == true)
    let all = findings("@argosy_notify_bell on\n@argosy_notify_osc on\n@argosy_notify_message on", desktop: nil)
    #expect(all.map(\.verdict) == [.note, .fine])
    #expect(all.last?.text.hasSuffix("a bell in the agent's pane, by a message in tmux, by your terminal") == true)
    #expect(findings("@argosy_notify off", desktop: nil).map(\.verdict) == [.fine])
    #expect(findings("@argosy_notify_desktop off", desktop: nil).map(\.text) == ["none: every way is off"])
    let own = findings("@argosy_notify_command mine", desktop: nil)
    #expect(own.map(\.text) == ["of blocked, question, by your command mine"])
  }
}
