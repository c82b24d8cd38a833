import Testing
import TmuxControl
import TmuxUI

@testable import argosy

@Suite("Columns and times")
struct CellTests {
  @Test("a column is as wide as its widest cell, up to its limit; empty columns take no room")
  func columns() {
    let rows = [["a", "", "xyz", "end"], ["bb", "", "xyzxyz", ""]]
    let columns = Columns(rows, limits: [10, 10, 4, 10])
    #expect(columns.line(rows[0]) == "a   xyz   end")
    #expect(columns.line(rows[1]) == "bb  xyz…")
    #expect(columns.line([]) == "" && Columns([], limits: [3]).widths == [0])
  }

  @Test("columns give way to the room there is: the widest first, none below its floor, and then the last ones")
  func room() {
    let rows = [["aaaaaaaaaa", "bbbbbb", "cccccccc"], ["a", "b", "c"]]
    func widths(_ room: Int?) -> [Int] { Columns(rows, limits: [20, 20, 20], floors: [4, 6, 3], room: room).widths }
    #expect(widths(nil) == [10, 6, 8] && widths(28) == [10, 6, 8])
    #expect(widths(26) == [8, 6, 8] && widths(24) == [7, 6, 7] && widths(17) == [4, 6, 3])
    #expect(widths(15) == [4, 6, 1] && widths(12) == [4, 6, 0] && widths(3) == [3, 0, 0] && widths(-5) == [0, 0, 0])
    for room in 0...30 {
      let columns = Columns(rows, limits: [20, 20, 20], floors: [4, 6, 3], room: room)
      for row in rows { #expect(CellText.width(columns.line(row)) <= room, "\(room)") }
    }
    #expect(Columns(rows, limits: [20, 20, 20], floors: [4, 6, 3], room: 20).line(rows[0]) == "aaaa…  bbbbbb  cccc…")
  }

  @Test("times from the past, the future, and no times at all")
  func times() {
    func age(_ seconds: Double) -> String? { ShownTimes.age.text(Samples.time(seconds), now: Samples.now) }
    #expect([0, 59, 60, 3599, 3660, 90_000].map(age) == ["0s", "59s", "1m", "59m", "1h01", "1d"])
    #expect(age(-500) == "0s", "a clock that was set back makes nothing younger than now")
    #expect(ShownTimes.age.phrase("yesterday", now: Samples.now) == nil)
    #expect(ShownTimes.duration(.infinity).hasSuffix("d"))
    #expect(ShownTimes.duration(from: Samples.time(100), to: Samples.time(40)) == "1m")
  }

  @Test("a word is quoted for a shell unless it stands for itself")
  func words() {
    #expect(
      ["a-b_c.d/e", "", "a b", "it's", "$(x)", "é"].map(ShellWord.typed) == [
        "a-b_c.d/e", "''", "'a b'", #"'it'\''s'"#, "'$(x)'", "'é'",
      ])
  }
}
