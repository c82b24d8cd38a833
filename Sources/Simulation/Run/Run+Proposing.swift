extension Run {
  /// What happens next, by the dice. What cannot happen now is no harm.
  func proposal(_ dice: inout Dice) -> Happening {
    guard let process else {
      return dice.chance(60) ? .start(luck: dice.below(4)) : aside(&dice)
    }
    if !process.unwritten.isEmpty, dice.chance(60) { return .write }
    if ids.isEmpty || (ids.count < 5 && dice.chance(4)) {
      return .begin(
        name: dice.below(3), repository: dice.chance(80) ? 0 : 1, workflow: dice.below(3), manner: dice.below(420))
    }
    switch dice.below(100) {
    case ..<22 where !process.heard.isEmpty: return .tell(dice.below(process.heard.count), twice: dice.chance(4))
    case ..<46 where !process.running.isEmpty:
      return .work(dice.below(process.running.count), luck: dice.chance(80) ? 0 : dice.below(4))
    case ..<60: return .look(dice.below(ids.count))
    case ..<74: return .agent(dice.below(world.panes.count), usualMove(&dice))
    case ..<80: return .order(dice.below(ids.count), dice.pick(Happening.Order.allCases, else: .advance))
    case ..<82: return .wake
    case ..<84: return .wait(dice.pick([1, 2, 3, 4, 31, 91], else: 1))
    case ..<86: return .answer(dice.below(ids.count), age: dice.chance(60) ? 0 : dice.below(4))
    case ..<88: return .kill
    default: return aside(&dice)
    }
  }

  private func usualMove(_ dice: inout Dice) -> Happening.AgentMove {
    if dice.chance(70) { return dice.pick([.comeUp, .begin, .finish], else: .comeUp) }
    return dice.pick(Happening.AgentMove.allCases, else: .comeUp)
  }

  /// What happens whether argosy lives or not.
  private func aside(_ dice: inout Dice) -> Happening {
    switch dice.below(100) {
    case ..<30: .agent(dice.below(world.panes.count), usualMove(&dice))
    case ..<50: .person(dice.below(world.panes.count), dice.pick(Happening.PersonMove.allCases, else: .answer))
    case ..<75: .hub(dice.below(ids.count), dice.pick(Happening.HubMove.allCases, else: .open))
    case ..<82: .artifact(dice.below(12))
    case ..<84: .team(dice.below(6))
    case ..<88: .jump(dice.pick([3600, -3600], else: 0))
    case ..<91: .killServer
    case ..<94: .disk(isFull: dice.chance(40))
    case ..<97: .wait(dice.pick([1, 3, 31], else: 1))
    default: .kill
    }
  }
}
