import Canvas
import Testing

@Suite("Text that is typed")
struct TextEditorTests {
  private func typed(_ keys: [Key], lines: Bool = true, _ start: String = "") -> TextEditor {
    var editor = TextEditor(start, allowsLines: lines)
    for key in keys { _ = editor.take(key) }
    return editor
  }

  @Test("keys move and change as in a shell")
  func editing() {
    #expect(typed([.left, .plain("x")], "ab").text == "axb")
    #expect(typed([.control("a"), .plain("x")], "one\ntwo").text == "one\nxtwo")
    #expect(typed([.control("w")], "one two ").text == "one ")
    #expect(typed([.up, .control("k")], "one\ntwo").text == "onetwo")
    #expect(typed([.up, .control("a"), .control("k")], "one\ntwo").text == "\ntwo")
    #expect(typed([.control("u")], "one\ntwo").text == "one\n")
    #expect(typed([Key(.home), Key(.delete)], "ab").text == "b")
    #expect(typed([Key(.backspace)], "日").text == "")
    #expect(typed([.plain("e"), .plain("\u{301}"), Key(.backspace)]).text == "")
    #expect(typed([.control("j"), .plain("x")], "a").text == "a\nx")
    #expect(typed([.control("j")], lines: false, "a").text == "a")
  }

  @Test("up at the first line and down at the last belong to whoever holds the text")
  func edges() {
    var editor = TextEditor("one\ntwo", allowsLines: true)
    #expect(!editor.take(.down) && editor.take(.up))
    #expect(!editor.take(.up) && !editor.take(.enter) && !editor.take(.tab) && !editor.take(.escape))
  }

  @Test("a pasted text comes whole, in one line where there is one")
  func pasting() {
    var editor = TextEditor("", allowsLines: false)
    editor.insert("a\nb\u{1B}c")
    #expect(editor.text == "a bc")
  }

  @Test("the cursor is always among what is shown")
  func shown() {
    let editor = TextEditor((0..<8).map { "line \($0) 日本語" }.joined(separator: "\n"), allowsLines: true)
    for columns in 1...20 {
      for rows in 1...4 {
        var editor = editor
        for _ in 0..<60 {
          let (lines, cursor) = editor.shown(columns: columns, rows: rows)
          #expect(
            lines.count <= rows && (0..<rows).contains(cursor.row) && (0..<max(3, columns)).contains(cursor.column))
          _ = editor.take(.control("b"))
        }
      }
    }
  }
}
