import Terminal
import Testing

@testable import TmuxUI

@Suite("Menus as values")
struct MenuTests {
  private func menu(_ count: Int, overflow: String? = "elsewhere") -> Menu {
    var menu = Menu(title: MenuText("t"))
    menu.overflow = overflow
    menu.add(.line(MenuText("what it is about")), rank: 900)
    menu.preselected = 1
    for number in 0..<count { menu.add(.item(MenuText("row \(number)"), key: nil, command: ""), rank: 500) }
    menu.separate()
    menu.add(.item(MenuText("stays"), key: "s", command: ""))
    return menu
  }

  private func drawing(_ version: String, _ columns: Int = 80, _ rows: Int = 24) -> MenuDrawing {
    MenuDrawing(
      version: TmuxVersion(version) ?? .v3_3, size: ClientSize(columns: columns, rows: rows), client: "/dev/pts/9",
      session: "$4")
  }

  @Test("a menu never has more rows than there is room, and says what is missing")
  func clipping() {
    for rows in 3...20 {
      let clipped = menu(12).clipped(to: rows)
      #expect(clipped.entries.count <= rows)
      #expect(clipped.shown.last == "s: stays")
      let shown = clipped.entries.count { if case .item = $0.row { true } else { false } } - 1
      let missing = 12 - shown
      #expect(clipped.shown.contains("# … \(missing) more: elsewhere") == (missing > 0), "\(rows): \(clipped.shown)")
      // What Enter takes is the first row, wherever it stands now.
      let chosen = clipped.preselected.map { clipped.shown[$0] }
      #expect(chosen == (shown > 0 ? ": row 0" : nil), "\(rows): \(clipped.shown)")
    }
    #expect(menu(12).clipped(to: 15).shown == menu(12).shown)
    #expect(menu(12).clipped(to: 14).shown == menu(12).shown.filter { $0 != "--" }, "a separator goes first")
    #expect(menu(12, overflow: nil).clipped(to: 4).shown == [": row 0", ": row 1", ": row 2", "s: stays"])
  }

  @Test("rows that have to stay are there even where they do not fit")
  func staying() {
    var menu = Menu(title: MenuText("t"))
    for number in 0..<5 { menu.add(.item(MenuText("\(number)"), key: nil, command: "")) }
    #expect(menu.clipped(to: 2).entries.count == 5)
  }

  @Test("the version decides about border and preselection; client, session and -- are always named")
  func versions() throws {
    for version in PopupTests.versions {
      let words = drawing("\(version)").arguments(menu(2))
      #expect(words.starts(with: ["display-menu", "-c", "/dev/pts/9", "-t", "$4:"]))
      #expect(words.contains("-b") == (version >= .v3_4) && words.contains("-C") == (version >= .v3_4))
      #expect(!words.contains("-M") && !words.contains("-O"), "with the mouse nothing would be preselected")
      let end = try #require(words.firstIndex(of: "--"))
      #expect(words[(end + 1)...].starts(with: ["-#[nodim]what it is about", "", "", "row 0", "", ""]))
      if let place = words.firstIndex(of: "-C") { #expect(words[place + 1] == "1") }
      var clicked = drawing("\(version)")
      clicked.isClicked = true
      #expect(clicked.arguments(menu(2)).contains("-M") == (version >= .v3_5))
    }
  }

  @Test("no item has more bytes than tmux has room for, whatever is in it")
  func bytes() {
    let texts = ["plain", "日本語のタイトル日本語のタイトル日本語", "####", "#[fg=red]x", "éééééééééééééééé", "😀😀😀😀😀😀😀😀"]
    for text in texts {
      for columns in [20, 28, 36, 60, 80, 200] {
        var label = MenuText("! blocked ", style: "fg=red,bold")
        label.append(text + " " + text)
        label.append(" 12m", style: "dim")
        var menu = Menu(title: label)
        menu.add(.item(label, key: "C-x", command: "x"))
        menu.add(.item(MenuText("- dash"), key: nil, command: "x"))
        menu.add(.line(label))
        let words = drawing("3.3a", columns).arguments(menu)
        let names = words.drop { $0 != "--" }.dropFirst()
        let item = names.first ?? ""
        #expect(item.utf8.count <= columns - 4 - 6 && !item.isEmpty && !item.hasPrefix("-"), "\(columns): \(item)")
        #expect(names.contains("#[default]- dash"))
        #expect(names.dropLast(2).last.map { $0.utf8.count <= columns - 4 && $0.hasPrefix("-") } == true)
      }
    }
  }

  @Test("text keeps its blanks, loses what acts, and never opens a style of its own")
  func text() {
    var text = MenuText("a  b\u{1B}[31m\u{7}c", style: "fg=red")
    text.append("#[bold]", style: "fg=x]#(touch y)")
    #expect(text.plain == "a  b[31mc#[bold]")
    #expect(text.format(cells: 80, bytes: 200) == "#[fg=red]a  b[31mc#[default]##[bold]")
    #expect(text.format(cells: 80, bytes: 30) == "a  b[31mc##[bold]")
    #expect(text.cut(to: 5).plain == "a  b…" && text.cut(to: 9).plain == "a  b[31m…")
    #expect(MenuText("a · b…").format(cells: 9, bytes: 99, isUnicode: false) == "a - b~")
  }

  @Test("an argument that ends with a semicolon is text")
  func semicolons() {
    let words = CommandVector.words([["a", "b;"], [], ["c", ";", "\\;"]])
    #expect(words == ["a", "b\\;", ";", "c", "\\;", "\\\\;"])
  }
}

@Suite("Menus that are waited for")
struct AwaitedMenuTests {
  @Test("items of a menu that comes too late have no names, and what is in them cannot end the condition")
  func guarded() {
    let drawing = MenuDrawing(
      version: .v3_3, size: ClientSize(columns: 80, rows: 24), client: "/dev/pts/9", session: "$4", awaited: .leader)
    var menu = Menu(title: MenuText("t"))
    menu.add(.item(MenuText("a,b}c#{x}", style: "fg=red,bold"), key: "1", command: "x"))
    menu.separate()
    menu.add(.line(MenuText("l")))
    let commands = drawing.commands(menu)
    #expect(commands.first == ["run-shell", "-bC", "switch-client -c '/dev/pts/9' -T root"])
    let names = commands.last?.drop { $0 != "--" }.dropFirst() ?? []
    let condition = "#{?#{==:#{client_key_table},argosy},"
    #expect(
      Array(names) == [
        condition + "#[fg=red#,bold]a#,b#}c####{x#}#[default],}", "1", "x", "", condition + "-#[nodim]l,}", "", "",
      ])
  }
}
