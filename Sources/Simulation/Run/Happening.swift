import Fleet

/// One thing that happens. Numbers choose among what is there, so that it means something also when what came before
/// it is left out.
enum Happening: Hashable {
  case begin(name: Int, repository: Int, workflow: Int, manner: Int)
  case order(Int, Order)
  case agent(Int, AgentMove)
  case person(Int, PersonMove)
  /// The pane of an item is looked at; what is seen is on its way.
  case look(Int)
  /// Something that was heard is told to the coordinator.
  case tell(Int, twice: Bool)
  /// An effect comes one step further. Luck 0 is good.
  case work(Int, luck: Int)
  /// What is heard may be that it failed, though it did not.
  case write(isHeard: Bool)
  case hub(Int, HubMove)
  /// `gh` answers about an item's branch, with news that are so many changes old.
  case answer(Int, age: Int)
  case artifact(Int)
  case team(Int)
  case wait(Int)
  case jump(Int)
  case wake
  case kill(isWritten: Bool)
  case start(luck: Int)
  case killServer
  case disk(isFull: Bool)

  enum Order: Int, Hashable, CaseIterable {
    case advance, answerAndAdvance, retry, back, skip, resume, finish, stop, stopNamingNothing, stopKeeping, prune
  }

  enum AgentMove: Int, Hashable, CaseIterable {
    case comeUp, begin, finish, finishUnseen, ask, askPermission, leave, crash, crashAtOnce, hang, change, introduce
  }

  enum PersonMove: Int, Hashable, CaseIterable {
    case draft, clear, answer, interrupt, prompt, killSession, rename, commit
  }

  enum HubMove: Int, Hashable, CaseIterable {
    case open, run, fail, pass, comment, requestChanges, approve, conflict, resolve, merge, close, reopen
  }
}
