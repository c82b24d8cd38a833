import Fleet
import Recognition
import Testing

@testable import TmuxUI

@Suite("Status words")
struct StatusWordTests {
  @Test("every state has its word")
  func states() {
    let table: [(AgentState, StatusWord)] = [
      (.starting, .working), (.working, .working), (.background, .working), (.done, .done), (.idle, .idle),
      (.unknown, .unknown), (.exited, .error), (.blocked, .blocked),
    ]
    #expect(Set(table.map(\.0)) == Set(AgentState.allCases))
    for (state, word) in table { #expect(StatusWord(Activity(state)) == word) }
  }

  @Test("every kind of waiting has its word")
  func kinds() {
    let table: [(BlockKind, StatusWord)] = [
      (.permission, .blocked), (.plan, .blocked), (.trust, .blocked), (.login, .blocked), (.question, .question),
      (.limit, .error), (.error, .error),
    ]
    #expect(Set(table.map(\.0)) == Set(BlockKind.allCases))
    for (kind, word) in table { #expect(StatusWord(Activity(.blocked, kind: kind)) == word) }
  }

  @Test("what needs a person comes first, what is not known last")
  func urgency() {
    #expect(
      StatusWord.allCases.shuffled().sorted() == [.blocked, .question, .error, .done, .working, .idle, .unknown])
  }

  @Test("every word has a shape of its own, one character wide")
  func icons() {
    #expect(Set(StatusWord.allCases.map(\.icon)).count == StatusWord.allCases.count)
    #expect(StatusWord.allCases.allSatisfy { $0.icon.unicodeScalars.count == 1 })
  }
}
