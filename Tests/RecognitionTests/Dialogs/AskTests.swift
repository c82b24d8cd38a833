import Foundation
import Recognition
import Testing

/// An ask as a value: its identity, and what is written of it.
@Suite struct AskTests {
  private func ask(_ rows: [String], columns: Int = Draw.width) throws -> Ask {
    try #require(try Embedded.find(rows, columns: columns)?.ask)
  }

  private let permission = Draw.transcript + Draw.permission()

  @Test("The identity is the same in every process") func identityIsFixed() throws {
    let plain = Ask(
      question: "Sail?", options: [Ask.Option(key: "1", label: "Yes")], detail: ["Bash command", "sail"],
      kind: .permission)
    #expect(plain.id == "6e2d7eef9aff")
    #expect(plain.id.count == 12)
  }

  @Test func theCursorIsNotTheAsk() throws {
    let first = try ask(permission)
    let third = try ask(
      permission.map { $0.replacing("❯ 1.", with: "  1.").replacing("   3.", with: " ❯ 3.") })
    #expect(first.selectedIndex == 0)
    #expect(third.selectedIndex == 2)
    #expect(first.id == third.id)
  }

  @Test(arguments: [
    ("git fetch origin", "git push origin"), ("Do you want to proceed?", "Do you want to go on?"),
    ("3. No", "3. Never"), ("Bash command", "Tool use"),
  ])
  func whatIsAskedIsTheAsk(text: String, other: String) throws {
    #expect(try ask(permission).id != ask(permission.map { $0.replacing(text, with: other) }).id)
  }

  /// Two commands that begin alike must not be taken for one, also where what is shown of them is cut.
  @Test func theEndOfALongCommandCounts() throws {
    let long = String(repeating: "x", count: 4100)
    func rows(_ end: String) -> [String] { permission.map { $0.replacing("git fetch origin", with: long + end) } }
    let (one, other) = (try ask(rows("1"), columns: 4300), try ask(rows("2"), columns: 4300))
    #expect(one.detail == other.detail)
    #expect(one.id != other.id)
  }

  @Test func aPermissionNamesToolAndArgument() throws {
    let ask = try ask(permission)
    #expect(ask.kind == .permission)
    #expect(ask.tool == "Bash command")
    #expect(ask.argument == "git fetch origin\nBring the branch up to date")
    #expect(ask.freeTextIndex == nil)
    #expect(ask.submitIndex == nil)
  }

  @Test func whatIsWrittenCanBeRead() throws {
    let ask = try ask(permission)
    #expect(try JSONDecoder().decode(Ask.self, from: JSONEncoder().encode(ask)) == ask)
  }

  @Test func whatWasWrittenWithFewerFieldsCanBeRead() throws {
    let text = #"{"question":"Sail?","options":[{"key":"1","label":"Yes","isSelected":true}],"detail":["x"]}"#
    let ask = try JSONDecoder().decode(Ask.self, from: Data(text.utf8))
    #expect(
      ask == Ask(question: "Sail?", options: [Ask.Option(key: "1", label: "Yes", isSelected: true)], detail: ["x"]))
    #expect(ask.form == .confirm)
    #expect(!ask.id.isEmpty)
  }

  /// A window that scrolls shows other options each time; the ask is the same.
  @Test func aWindowOfAListIsPartOfTheSameAsk() throws {
    func rows(_ first: Int) -> [String] {
      let list = (first..<first + 3).map { ($0 == first ? " ❯ " : " ↓ ") + "\($0). place \($0)" }
      return [Draw.rule(), " Which one?", ""] + list + ["", " Enter to select · ↑/↓ to navigate · Esc to cancel"]
    }
    let (upper, lower) = (try ask(rows(3)), try ask(rows(5)))
    #expect(upper.isPartial)
    #expect(upper.id == lower.id)
  }
}
