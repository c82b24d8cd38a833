import Testing

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
      ["a-b_c.d/e", "", "a b", "it's", "$(x)", "é"].map(ShellWord.quoted) == [
        "a-b_c.d/e", "''", "'a b'", #"'it'\''s'"#, "'$(x)'", "'é'",
      ])
  }
}
