/// Something argosy is held to, and whether it holds.
struct Goal: Encodable {
  enum Verdict: String, Encodable {
    case met, missed
    /// A peer or a recording was not there. Nothing is proved then.
    case unmeasured
  }

  let name: String
  let verdict: Verdict
  /// What was measured.
  let found: String

  /// - Parameter isMet: nil when it could not be measured.
  init(_ name: String, _ isMet: Bool?, _ found: String) {
    self.name = name
    verdict = isMet.map { $0 ? .met : .missed } ?? .unmeasured
    self.found = found
  }
}

extension [Goal] {
  /// One line: how many are met, and what the others came to.
  var verdict: String {
    let met = filter { $0.verdict == .met }.count
    let rest = filter { $0.verdict != .met }.map { goal in
      goal.verdict == .missed ? "\(goal.name) (\(goal.found))" : "\(goal.name) (not measured)"
    }
    return rest.isEmpty
      ? "verdict: \(met) of \(count) goals met"
      : "verdict: \(met) of \(count) goals met; missing: \(rest.joined(separator: ", "))"
  }

  /// All are proved.
  var areMet: Bool { allSatisfy { $0.verdict == .met } }
}
