import Screens
import Terminal
import Testing
import TmuxControl

/// Seeds a pane as the daemon does, and compares models with tmux's own screen.
struct SeedCheck {
  let client: ControlClient
  let pane: PaneID
  let columns: Int
  let rows: Int

  init(_ client: ControlClient, _ pane: PaneID, columns: Int, rows: Int) {
    (self.client, self.pane, self.columns, self.rows) = (client, pane, columns, rows)
  }

  /// What two screens differ in.
  struct Result {
    var differences: [ScreenDifference]
    /// Something that no capture tells was used since the seed.
    var isGuess: Bool
    /// Rows that tmux prints wider than the screen is, because half of a wide character was erased in them: where in
    /// the row, no capture tells.
    var torn: Set<Int> = []

    /// The differences, those in torn rows left out.
    var unexpected: [ScreenDifference] { differences.filter { $0.row.map { !torn.contains($0) } ?? true } }
  }

  /// Takes the pane for a new one, of which nothing was missed.
  func bear() async {
    await client.change { [pane, columns, rows] screens in
      screens.forget(pane)
      screens.born(pane, columns: columns, rows: rows)
    }
  }

  /// Forgets the pane, seeds it as one with a past, and compares it at the same point of its output.
  func seed() async throws -> Result {
    await client.change { [pane, columns, rows] screens in
      screens.forget(pane)
      screens.arrived(pane, columns: columns, rows: rows)
      _ = screens.takeStale(limit: 1)
    }
    return try await seedAndLook()
  }

  /// Seeds the pane anew, as one whose screen is known and doubted.
  func seedAgain() async throws -> Result {
    await client.change { [pane] screens in
      screens.doubted(pane)
      _ = screens.takeStale(limit: 1)
    }
    return try await seedAndLook()
  }

  private func seedAndLook() async throws -> Result {
    guard let seed = try SeedTransaction.line(for: pane), let look = try VerificationTransaction.line(for: pane) else {
      throw Unexpected("no seed")
    }
    let number = await client.nextNumber()
    await client.send((seed, .seed(pane, number)), (look, .verify(pane, number)))
    let answer = try await client.answer(to: .seed(pane, number))
    guard answer.failure == nil else { throw Unexpected("the seed was refused: \(String(describing: answer.failure))") }
    guard let result = try await result(number) else { throw Unexpected("the seeded screen is not known") }
    return result
  }

  /// Compares the model, as it became with the output since, at an exact point. Nil when the model itself says that it
  /// has to be asked for anew.
  func look() async throws -> Result? {
    guard let look = try VerificationTransaction.line(for: pane) else { throw Unexpected("no look") }
    let number = await client.nextNumber()
    await client.send((look, .verify(pane, number)))
    return try await result(number)
  }

  private func result(_ number: Int) async throws -> Result? {
    let question = Question.verify(pane, number)
    let answer = try await client.answer(to: question)
    guard let snapshot = SeedTransaction.snapshot(from: answer.replies, tmux: client.tmux) else {
      throw Unexpected("an answer that is no screen")
    }
    switch await client.basis(of: question) {
    case .known(let model, let title)?:
      let comparison = ScreenComparison(model, with: snapshot, withheldTitle: title)
      let torn = comparison.tmuxRows.indices.filter { Self.width(comparison.tmuxRows[$0]) > columns }
      return Result(differences: comparison.differences, isGuess: model.isGuess, torn: Set(torn))
    case .seeding?, .paused?: return nil
    case let other: throw Unexpected("nothing to compare with: \(String(describing: other))")
    }
  }

  /// Of the characters that a ``Scrawl`` has.
  private static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      switch scalar {
      case "漢", "字", "😀": sum + 2
      case "\u{301}": sum
      default: sum + 1
      }
    }
  }
}
