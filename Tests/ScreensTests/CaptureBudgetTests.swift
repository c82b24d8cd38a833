import Screens
import Testing

@Suite("Capture budget")
struct CaptureBudgetTests {
  private let day: UInt64 = 86_400_000_000_000

  /// Whether doubts are allowed at each of the moments.
  private func allowed(_ budget: CaptureBudget, _ moments: [UInt64]) -> [Bool] {
    var budget = budget
    return moments.map { budget.allowsDoubts(at: $0) }
  }

  @Test("doubts wait for the next day when the budget is spent, on servers that leak")
  func spent() {
    var budget = CaptureBudget(leaks: true)
    budget.take(CaptureBudget.daily - 1, at: 5)
    #expect(allowed(budget, [6]) == [true])
    budget.take(1, at: 7)
    #expect(allowed(budget, [8, day + 4, day + 5]) == [false, false, true])
    #expect(budget.total == CaptureBudget.daily)
  }

  @Test("on others it is only counted")
  func unlimited() {
    var budget = CaptureBudget(leaks: false)
    budget.take(CaptureBudget.daily * 3, at: 0)
    #expect(allowed(budget, [1]) == [true])
    #expect(budget.total == CaptureBudget.daily * 3)
  }
}
