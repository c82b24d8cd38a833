import Testing
import TmuxControl

@Suite("Window layouts")
struct WindowLayoutTests {
  private static func text(_ layout: String) -> [String] {
    WindowLayout(layout).panes.map(\.description)
  }

  @Test("panes, through all groups")
  func panes() {
    #expect(Self.text("b25d,80x24,0,0,0") == ["%0"])
    #expect(Self.text("087e,40x6,0,0[40x3,0,0,0,40x2,0,4,2]") == ["%0", "%2"])
    #expect(
      Self.text("2c1f,80x24,0,0{40x24,0,0,1,39x24,41,0[39x12,41,0,12,39x11,41,13{19x11,41,13,3,19x11,61,13,4}]}")
        == ["%1", "%12", "%3", "%4"])
  }

  @Test("a checksum of digits is not a cell")
  func checksum() {
    #expect(Self.text("8024,80x24,0,0,7") == ["%7"])
  }

  @Test(
    "nonsense holds nothing",
    arguments: [
      "", ",", "b25d", "b25d,", "b25d,80x", "b25d,80x24,0,0", "b25d,99999999999999999999",
      "b25d,99999999999999999999x1,0,0,1", "x,x,x,x",
    ])
  func nonsense(text: String) {
    #expect(Self.text(text) == [])
  }
}
