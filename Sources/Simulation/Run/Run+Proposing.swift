extension Run {
  /// What happens next, by the dice. What cannot happen now is no harm.
  func proposal(_ dice: inout Dice, _ weather: Weather) -> Happening {
    guard let process else {
      return dice.chance(60) ? .start(luck: dice.below(4)) : aside(&dice, weather)
    }
    if process.writing != nil || process.retryAt != nil, dice.chance(weather.writes) {
      return .write(isHeard: !dice.chance(weather.deafness))
    }
    if ids.isEmpty || (ids.count < weather.items && dice.chance(4)) {
      return .begin(
        name: dice.below(3), repository: dice.chance(80) ? 0 : 1, workflow: dice.below(3), manner: dice.below(420))
    }
    if !process.running.isEmpty, dice.chance(40) {
      return .work(dice.below(process.running.count), luck: dice.chance(weather.misfortune) ? dice.below(4) : 0)
    }
    if !process.heard.isEmpty, dice.chance(40) { return .tell(dice.below(process.heard.count), twice: dice.chance(4)) }
    switch dice.below(100) {
    case ..<16: return .look(dice.below(ids.count))
    case ..<54: return agent(&dice)
    case ..<64: return .order(dice.below(ids.count), dice.pick(Happening.Order.allCases, else: .advance))
    case ..<67: return .wake
    case ..<72: return .wait(dice.pick([1, 2, 3, 4, 31, 91], else: 1))
    case ..<76: return .answer(dice.below(ids.count), age: dice.chance(60) ? 0 : dice.below(4))
    case ..<80 where weather.kills: return .kill(isWritten: dice.chance(50))
    default: return aside(&dice, weather)
    }
  }

  /// Mostly what its agent would do next.
  private func agent(_ dice: inout Dice) -> Happening {
    let index = dice.below(world.panes.count)
    guard world.panes.indices.contains(index), dice.chance(85) else {
      return .agent(index, dice.pick(Happening.AgentMove.allCases, else: .comeUp))
    }
    switch world.panes[index].phase {
    case .starting: return .agent(index, .comeUp)
    case .took: return .agent(index, .begin)
    case .working: return .agent(index, .finish)
    case .asking: return .person(index, .answer)
    case .ready, .exited, .crashed: return .look(ids.firstIndex(of: world.panes[index].item) ?? 0)
    }
  }

  /// What happens whether argosy lives or not.
  private func aside(_ dice: inout Dice, _ weather: Weather) -> Happening {
    switch dice.below(100) {
    case ..<30: agent(&dice)
    case ..<50: .person(dice.below(world.panes.count), dice.pick(Happening.PersonMove.allCases, else: .answer))
    case ..<75: .hub(dice.below(ids.count), dice.pick(Happening.HubMove.allCases, else: .open))
    case ..<82: .artifact(dice.below(12))
    case ..<84: .team(dice.below(6))
    case ..<88 where weather.jumps: .jump(dice.pick([3600, -3600], else: 0))
    case ..<91 where weather.killsServer: .killServer
    case ..<94 where weather.fillsDisk || disk.isFull: .disk(isFull: dice.chance(40))
    case ..<97 where weather.kills: .kill(isWritten: dice.chance(50))
    default: .wait(dice.pick([1, 3, 31], else: 1))
    }
  }
}
