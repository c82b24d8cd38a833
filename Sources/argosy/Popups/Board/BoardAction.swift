import Fleet

/// What the board wants done. What comes of it is told to ``BoardView/answered(_:_:)``, where there is something to tell.
enum BoardAction: Hashable {
  case close
  /// Shows another pane's screen in the preview; nil: none.
  case watch(String?)
  /// Fetches what a pane has shown, for ``BoardView/lookBack(at:_:)``.
  case history(pane: String)
  case go(target: String, name: String)
  case answer(pane: String, ask: String, words: [String], isText: Bool, BoardOrder)
  case send(pane: String, text: String)
  case advance(item: String)
  case stop(item: String, named: Losses?)
  case seen(pane: String, name: String)
  case park(pane: String, isOn: Bool, name: String)
  case mute(pane: String, isOn: Bool, name: String)
  case open(url: String)
  case diff(worktree: String?, base: String?, pane: String?)
  case newFeature
  case help
  /// The text that is being typed goes through the person's editor.
  case edit(String)

  /// The daemon tells what became of it.
  var isOrder: Bool {
    switch self {
    case .answer, .send, .advance, .stop, .seen, .park, .mute: true
    case .close, .watch, .history, .go, .open, .diff, .newFeature, .help, .edit: false
    }
  }
}

/// What was ordered, to say what became of it.
enum BoardOrder: Hashable {
  case answer(name: String)
  /// Denied; what the agent is told then.
  case denial(name: String, pane: String, text: String)
  case prompt(name: String)
  case advance(name: String)
  case stop(name: String, item: String)
  /// Something that the list itself shows.
  case mark(String)
}
