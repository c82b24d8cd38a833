import Daemon
import Foundation
import TmuxUI

extension InterfaceVerb {
  static let next = InterfaceVerb("next", "CLIENT", "go to the next agent that needs you") { call in
    let (facts, fleet) = try await call.factsAndFleet()
    let waiting = fleet.features.filter {
      facts.settings.nextStates.contains($0.word) && !$0.isParked && $0.place != nil
    }
    guard let first = waiting.first else {
      throw InterfaceCall.Trouble("nothing needs you", code: Outcome.missing)
    }
    // From where the person is, onwards, and round again.
    let here = waiting.firstIndex { $0.place?.session == facts.session }
    let next = here.map { waiting[($0 + 1) % waiting.count] } ?? first
    guard waiting.count > 1 || here == nil else {
      guard facts.place != first.place else { throw InterfaceCall.Trouble("nothing else needs you") }
      return try await call.go(to: first, facts)
    }
    try await call.go(to: next, facts)
  }

  static let back = InterfaceVerb("back", "CLIENT", "go back to where the last jump started") { call in
    let facts = try await call.facts()
    guard let target = Jump.back(of: call.client, in: facts.memory) else {
      throw InterfaceCall.Trouble("there is nowhere to go back to", code: Outcome.missing)
    }
    do {
      try await call.tmux([
        ["switch-client", "-Z", "-c", call.client, "-t", target], Jump.remember(facts.place, of: call.client),
      ])
    } catch {
      throw InterfaceCall.Trouble("where the last jump started is gone", code: Outcome.missing)
    }
  }

  static let row = InterfaceVerb(
    "row", "CLIENT N", "go to row N of the menu as it was shown last", least: 2
  ) { call in
    guard let number = Int(call.word(1)), number > 0 else {
      throw InterfaceCall.Trouble("\(PlainText.line(call.word(1), limit: 20)) is no row", code: Outcome.usage)
    }
    let (facts, fleet) = try await call.factsAndFleet()
    let shown = Jump.order(of: call.client, in: facts.memory)
    let order = shown.isEmpty ? fleet.features.map(\.id) : shown
    guard order.indices.contains(number - 1), let feature = fleet.feature(order[number - 1]) else {
      throw InterfaceCall.Trouble("there is no row \(number) any more", code: Outcome.missing)
    }
    try await call.go(to: feature, facts)
  }
}

extension InterfaceCall {
  /// Session, window and pane in one step, and the way back is remembered.
  func go(to feature: Feature, _ facts: ClientFacts) async throws {
    guard let place = feature.place else {
      throw Trouble("\(PlainText.line(feature.title, limit: 60)) has no agent to go to", code: Outcome.missing)
    }
    do {
      try await tmux([
        ["switch-client", "-Z", "-c", client, "-t", place.target],
        place == facts.place ? [] : Jump.remember(facts.place, of: client),
      ])
    } catch {
      throw Trouble("\(PlainText.line(feature.title, limit: 60)) is gone", code: Outcome.missing)
    }
  }
}
