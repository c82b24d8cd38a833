import Recognition
import Testing

@testable import Fleet

@Suite("Finding a text again on the screen")
struct LikenessTests {
  private func sight(box lines: [String], above: [String] = []) throws -> Sight {
    let rule = String(repeating: "─", count: 40)
    let rows = above + [rule] + lines + [rule, "  ? for shortcuts"]
    let screen = ScreenText(rows: rows, columns: 40)
    let box = Recognizer(rules: try AgentCatalog.embedded().agents[0]).inputBox(on: screen)
    return Sight(activity: Activity(.idle), finding: nil, box: box, rows: rows)
  }

  private func content(_ text: String, _ lines: String...) throws -> Likeness.Content {
    Likeness(text).content(of: try sight(box: lines).box)
  }

  @Test("wrapped, indented and with signs of doubtful width it is the same text")
  func same() throws {
    #expect(try content("hello there", "❯ hello", "  there") == .ours)
    #expect(try content("naïve 👩‍👩‍👧 日本", "❯ naïve 👩👩👧 日本") == .ours)
    #expect(try content("hello", "❯ ") == .empty)
    #expect(Likeness("hello").content(of: nil) == .absent)
  }

  @Test("a part of it, or more than it, is not the same")
  func other() throws {
    #expect(try content("hello there", "❯ hello") == .other)
    #expect(try content("hello", "❯ hello there") == .other)
  }

  @Test("a label stands for a long text of as many lines, and for no other")
  func label() throws {
    let text = String(repeating: "line\n", count: 20) + "end"
    #expect(try content(text, "❯ [Pasted text #1 +20 lines]") == .ours)
    #expect(try content(text, "❯ [Pasted text #2 +21 lines]") == .ours)
    #expect(try content(text, "❯ [Pasted text #1 +7 lines]") == .other)
    #expect(try content("short", "❯ [Pasted text #1 +20 lines]") == .other)
    #expect(try content(text, "❯ [Pasted text #1 +20 lines] and more") == .other)
  }

  @Test("taken over from an earlier life, a label has to count the lines exactly")
  func strict() throws {
    let likeness = Likeness(String(repeating: "line\n", count: 20) + "end", isStrict: true)
    #expect(likeness.content(of: try sight(box: ["❯ [Pasted text #1 +20 lines]"]).box) == .ours)
    for label in ["[Pasted text #1 +19 lines]", "[Pasted text #1 +21 lines]", "[Pasted text #1]"] {
      #expect(likeness.content(of: try sight(box: ["❯ " + label]).box) == .other, "\(label)")
    }
  }

  @Test("only what stands behind a prompt's sign is an echo, and each counts")
  func echoes() throws {
    let above = ["❯ fix it", "", "⏺ I shall fix it now", "  fix it", "", "❯ fix", "  it", ""]
    #expect(Likeness("fix it").echoes(on: try sight(box: ["❯ fix it"], above: above)) == 2)
    #expect(Likeness("shall").echoes(on: try sight(box: ["❯ "], above: above)) == 0)
  }
}
