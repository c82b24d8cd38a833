import Canvas
import Daemon
import Foundation
import Terminal
import Testing
import TmuxUI

@testable import argosy

@Suite("How popups look")
struct LookTests {
  @Test(
    "styles of tmux are taken as tmux takes them",
    arguments: [
      ("fg=red,bold", Style(attributes: .bold, foreground: .palette(1))),
      ("fg=brightred bg=#1F1d2e", Style(foreground: .palette(9), background: .rgb(0x1F, 0x1D, 0x2E))),
      ("fg=colour208,us=color3", Style(foreground: .indexed(208), underline: .indexed(3))),
      ("bold|italics,nobold", Style(attributes: .italics)), ("bold,none,dim", Style(attributes: .dim)),
      ("fg=red,default,reverse", Style(attributes: .reverse)),
      ("fg=3,bg=97", Style(foreground: .palette(3), background: .palette(15))),
      ("fg=default,bg=terminal", .default), ("", .default), ("blink,hidden", .default),
      ("underscore,curly-underscore", Style(attributes: .curlyUnderline)),
    ])
  func styles(_ text: String, _ style: Style) {
    #expect(TmuxStyle.style(text) == style)
  }

  @Test(
    "what is no style is none", arguments: ["fg=nosuch", "bolder", "fg=#12345", "fg=colour256", "bold|loud", "fg="])
  func wrong(_ text: String) {
    #expect(TmuxStyle.style(text) == nil)
  }

  @Test("names that only tmux knows are asked for, and taken from its answer")
  func names() {
    #expect(TmuxStyle.unknownColours(in: "fg=orange,bg=red,bold,us=grey50") == ["orange", "grey50"])
    let style = TmuxStyle.style("fg=Orange", colours: ["orange": .rgb(255, 165, 0)])
    #expect(style == Style(foreground: .rgb(255, 165, 0)))
    #expect(TmuxStyle.hexadecimal("ffa500") == .rgb(255, 165, 0) && TmuxStyle.hexadecimal("") == nil)
  }

  @Test("a person's style comes before the theme's, the theme's before the usual, and what is none is as usual")
  func precedence() {
    var settings = InterfaceSettings()
    settings.styleOf = [.blocked: "fg=#000001", .question: "fg=nosuch"]
    let look = Look(MenuLook(settings: settings, themed: [.blocked: "fg=blue", .done: "fg=#00ff00,italics"]))
    #expect(look.style(.blocked) == Style(foreground: .rgb(0, 0, 1)))
    #expect(look.style(.done) == Style(attributes: .italics, foreground: .rgb(0, 255, 0)))
    #expect(look.style(.question) == Style(attributes: .bold, foreground: .palette(3)))
    #expect(look.style(.idle) == Style(attributes: .dim))
  }

  @Test("ASCII is for clients without UTF-8 and for who wants it, with icons of a person's own as they are")
  func ascii() {
    var settings = InterfaceSettings()
    #expect(!Look(MenuLook()).isASCII && Look(MenuLook(isUnicode: false)).isASCII)
    #expect(Look(MenuLook(isUnicode: false)).icon(.error) == "x")
    settings.icons = .unicode
    #expect(Look(MenuLook(settings: settings, isUnicode: false)).isASCII)
    settings.icons = .ascii
    settings.iconOf = [.done: "OK"]
    let look = Look(MenuLook(settings: settings))
    #expect(look.isASCII && look.icon(.done) == "OK" && look.icon(.working) == "*")
    #expect(look.key("Up Down") == "Up Down" && Look().key("Up Down") == "↑↓" && Look().key("Enter") == "⏎")
    #expect(look.title("calm · ⏎ goes · any…") == "calm - Enter goes - any~")
  }

  @Test("no popup has a sign beyond ASCII for who has no more", arguments: [(120, 35), (60, 15), (30, 8)])
  func popups(_ columns: Int, _ rows: Int) throws {
    let look = Look(MenuLook(isUnicode: false))
    var agents = PopupSamples.fleet
    agents[0].title = "long · title … " + String(repeating: "and more ", count: 30)
    let item = try Samples.item { $0.description = "what — it is about…" }
    let status = try PopupSamples.status(agents, items: [item])
    var board = BoardView(look: look)
    _ = board.update(status, now: Samples.now)
    _ = board.fit(columns: columns, rows: rows)
    var (peek, prompt) = (PeekView("%1", look: look), PromptView("%1", look: look))
    _ = peek.update(status, now: Samples.now)
    peek.show(try PopupSamples.screen("%1", ["╭──╮ … ·", "● done"]))
    _ = prompt.update(status)
    var form = FormView(directory: "/…", agents: ["claude"], id: "id", look: look)
    var frames = [
      peek.frame(columns: columns, rows: rows), prompt.frame(columns: columns, rows: rows),
      HelpView(prefix: "C-b", notes: [], version: .v3_3, look: look).frame(columns: columns, rows: rows),
    ]
    for _ in FormView.Field.allCases {
      _ = form.take(.tab)
      frames.append(form.frame(columns: columns, rows: rows))
    }
    for keys: [Key] in [[], [.tab], [.plain("i")], [.escape, .plain("X")], [.plain("n"), .plain("/")]] {
      for key in keys { _ = board.take(key, now: Samples.now) }
      frames.append(board.frame(columns: columns, rows: rows, now: Samples.now))
    }
    for frame in frames { #expect(frame.text.utf8.allSatisfy { $0 < 0x80 }, "\(frame.text)") }
  }

  @Test("settings are read again after something happened, and at most once a second")
  func freshness() {
    let now = Samples.now
    let looks = [Look(), Look(MenuLook(isUnicode: false)), Look()]
    var reads = 0
    var fresh = FreshLook(now: now) {
      reads += 1
      return looks[min(reads - 1, 2)]
    }
    #expect(reads == 1 && fresh.due == nil)
    let early = fresh.renewed(now: now.addingTimeInterval(60))
    #expect(early == nil && reads == 1)
    fresh.doubt()
    #expect(fresh.due == now.addingTimeInterval(1))
    let tooEarly = fresh.renewed(now: now.addingTimeInterval(0.5))
    let other = fresh.renewed(now: now.addingTimeInterval(1))
    #expect(tooEarly == nil && other?.isASCII == true && reads == 2 && fresh.due == nil)
    fresh.doubt()
    let back = fresh.renewed(now: now.addingTimeInterval(5))
    fresh.doubt()
    let same = fresh.renewed(now: now.addingTimeInterval(9))
    #expect(back?.isASCII == false && same == nil && reads == 4)
  }
}
