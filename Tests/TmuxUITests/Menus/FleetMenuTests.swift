import Testing

@testable import TmuxUI

@Suite("The fleet menu")
struct FleetMenuTests {
  private func menu(_ features: [Feature], columns: Int = 100, only: StatusWord? = nil) -> Menu {
    FleetMenu(features, calls: Made.calls(), look: MenuLook(), pane: "%0", only: only).menu(columns: columns)
  }

  @Test("what needs a person comes first, of those the one that has waited longest; what is parked comes last")
  func order() {
    var parked = Made.feature(8, .blocked, since: 1)
    parked.isParked = true
    let features = [
      Made.feature(1, .idle), Made.feature(2, .working), Made.feature(3, .done), Made.feature(4, .error),
      Made.feature(5, .blocked, since: 60), Made.feature(6, .question), Made.feature(7, .blocked, since: 50), parked,
    ]
    let shown = menu(features).shown
    #expect(
      shown.prefix(9) == [
        "1: ! blocked  feature 7  7m", "2: ! blocked  feature 5  5m", "3: ? question feature 6  6m",
        "4: ✗ error    feature 4  4m", "5: ✓ done     feature 3  3m", "--", "6: ● working  feature 2  2m",
        "7: ○ idle     feature 1  1m", "8: ! parked   feature 8  8m",
      ])
    #expect(
      shown.dropFirst(9) == [
        "--", "n: Next that needs you", "s: Picker", "c: New feature…", "D: Dashboard", "?: Help",
      ])
    #expect(menu(features).title.plain == " argosy · 4 need you " && menu(features).preselected == 0)
    #expect(menu([features[5]]).title.plain == " argosy · 1 needs you ")
  }

  @Test("a row opens the feature's menu, and until that is there no key reaches the agent")
  func rows() {
    let command = menu([Made.feature(3, .blocked)]).command("1")
    #expect(
      command
        == "'switch-client' '-c' '/dev/pts/9' '-T' 'argosy-wait' ; run-shell -b ''\\''/bin/argosy'\\'' '\\''ui'\\'' '\\''feature'\\'' '\\''--awaited'\\'' '\\''/dev/pts/9'\\'' '\\''$3'\\'''"
    )
  }

  @Test("with many rows letters follow the digits, none twice and none that moves in a menu")
  func keys() {
    let shown = menu((1...40).map { Made.feature($0, .idle) }).shown
    let keys = shown.compactMap { $0.split(separator: ":").first.map(String.init) }.filter { $0 != "--" && !$0.isEmpty }
    #expect(Set(keys).count == keys.count && Set(keys).isDisjoint(with: ["j", "k", "q", "g", "G"]))
    #expect(keys.starts(with: ["1", "2", "3"]) && keys.contains("a") && keys.contains("z"))
  }

  @Test("on a narrow client the stage goes first, then the word, then the title is cut; ages stay aligned")
  func narrow() {
    var feature = Made.feature(1, .blocked, title: "add single sign-on to the admin area of the shop")
    feature.stage = "brainstorm"
    let other = Made.feature(22, .done, title: "x")
    #expect(menu([feature, other], columns: 96).shown.first?.contains("  brainstorm") == true)
    for columns in [24, 30, 40] {
      let menu = menu([feature, other], columns: columns)
      let rows = menu.shown.prefix(2).map { $0.dropFirst(3) }
      #expect(rows.allSatisfy { CellText.width(String($0)) <= columns - 4 }, "\(columns): \(rows)")
      #expect(Set(rows.map { CellText.width(String($0)) }).count == 1 && rows.allSatisfy { $0.hasSuffix("m") })
      #expect(!rows[0].contains("brainstorm"))
    }
    #expect(menu([feature], columns: 24).shown.first?.contains("blocked") == false)
  }

  @Test("one state alone, and nothing at all")
  func filtered() {
    let features = [Made.feature(1, .idle), Made.feature(2, .error)]
    #expect(menu(features, only: .error).shown.first == "1: ✗ error    feature 2  2m")
    #expect(menu(features, only: .error).shown.count == 7)
    #expect(menu([]).shown.first == "# no agents yet" && menu(features, only: .done).shown.first == "# nothing is done")
  }
}
