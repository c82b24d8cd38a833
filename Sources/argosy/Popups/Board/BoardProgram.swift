import Canvas
import Daemon
import Foundation
import TmuxControl

/// The board on a terminal: keys and the daemon's words go into a ``BoardView``, and what it wants is done.
struct BoardProgram {
  let access: DaemonAccess
  /// Whom a jump moves; nil: whoever looks at this window.
  let client: String?
  var isHub = false
  /// It lies over all else on the client.
  var isPopup = false

  /// In the hub's window nobody may be looking: the preview ends so long after the last key.
  private static let attention: TimeInterval = 120

  /// Returns when the person closes it or goes somewhere, or the daemon has gone.
  func run() throws {
    try Canvas.run { canvas in try show(on: canvas) }
  }

  private func show(on canvas: Canvas) throws {
    let connection = try PopupConnection<BoardOrder>(access, boardOn: isPopup ? client : nil)
    let person = PersonsClient(access, name: client)
    var fresh = FreshLook(now: Date()) { person.look }
    var view = BoardView(isHub: isHub, look: fresh.look)
    var lastKey = Date()
    while true {
      let now = Date()
      for case .watch(let pane) in view.fit(columns: canvas.columns, rows: canvas.rows) { connection.watch(pane) }
      if let look = fresh.renewed(now: now) { view.look = look }
      canvas.draw(view.frame(columns: canvas.columns, rows: canvas.rows, now: now))
      let end = [deadline(view, now, lastKey), fresh.due].compactMap(\.self).min()
      for event in canvas.next(until: end, watching: connection.descriptors) {
        var actions: [BoardAction] = []
        switch event {
        case .key(let key):
          lastKey = Date()
          fresh.doubt()
          actions = view.take(key, now: lastKey)
        case .paste(let text): view.paste(text)
        case .resized: fresh.doubt()
        case .timeOut:
          // In the hub's window only keys tell that anybody looks.
          if !isHub { fresh.doubt() }
          if isHub, view.showsPreview, Date().timeIntervalSince(lastKey) >= Self.attention {
            actions = view.togglePreview()
          }
        case .readable(let descriptor):
          for word in connection.read(descriptor) {
            switch word {
            case .status(let status):
              if !isHub { fresh.doubt() }
              actions += view.update(status, now: Date())
            case .screen(let response): view.show(response)
            case .answered(let order, let response): actions += view.answered(order, response)
            case .gone: return try farewell(canvas)
            }
          }
        case .ended(let signal):
          // A ^C of somebody who landed in the hub must not leave it without its guard.
          if isHub, let signal, signal != SIGTERM, signal != SIGHUP { continue }
          return
        }
        for action in actions where try perform(action, &view, connection, canvas) { return }
      }
    }
  }

  /// When an age changes, or nobody is taken to look any more. Nothing else is done without being told.
  private func deadline(_ view: BoardView, _ now: Date, _ lastKey: Date) -> Date? {
    if isHub { return view.showsPreview ? lastKey.addingTimeInterval(Self.attention) : nil }
    let next = view.rows.compactMap {
      $0.since.map { 60 - max(0, now.timeIntervalSince($0)).truncatingRemainder(dividingBy: 60) }
    }
    return next.min().map { now.addingTimeInterval(max(1, $0 + 0.1)) }
  }

  /// The hub's board leaves at once: the hub goes with it.
  private func farewell(_ canvas: Canvas) throws {
    guard !isHub else { return }
    var frame = Frame(columns: canvas.columns, rows: canvas.rows)
    frame.put("argosy has ended. Any key closes this; argosy up starts it again.", row: canvas.rows / 2, column: 2)
    canvas.draw(frame)
    while true {
      for event in canvas.next() {
        switch event {
        case .key, .ended: return
        default: canvas.draw(frame)
        }
      }
    }
  }

  // MARK: Doing

  /// Returns true when the board is to be closed.
  private func perform(
    _ action: BoardAction, _ view: inout BoardView, _ connection: PopupConnection<BoardOrder>, _ canvas: Canvas
  ) throws -> Bool {
    let person = PersonsClient(access, name: client)
    do {
      switch action {
      case .close: return true
      case .watch(let pane): connection.watch(pane)
      case .history(let pane): view.lookBack(at: pane, try person.history(of: pane))
      case .go(let target, _):
        try person.go(to: target)
        return client != nil
      case .answer(let pane, let ask, let words, let isText, let order):
        try connection.order(.answer(pane, ask: ask, words, isText: isText), order)
      case .send(let pane, let text):
        try connection.order(.send(text, to: pane), .prompt(name: view.name(of: pane)))
      case .advance(let item):
        try connection.order(.work(WorkRequest(.advance, item: item)), .advance(name: view.name(of: item)))
      case .stop(let item, let named):
        var work = WorkRequest(.stop, item: item)
        work.named = named
        try connection.order(.work(work), .stop(name: view.name(of: item), item: item))
      case .seen(let pane, let name):
        try connection.order(Request(.seen, pane: pane), .mark("\(name) is marked as seen"))
      case .park(let pane, let isOn, let name):
        let what = isOn ? "put aside" : "back among the others"
        try connection.order(.flag(.park, pane, isOn: isOn), .mark("\(name) is \(what)"))
      case .mute(let pane, let isOn, let name):
        let what = isOn ? "muted: you are not told of it" : "no longer muted"
        try connection.order(.flag(.mute, pane, isOn: isOn), .mark("\(name) is \(what)"))
      case .open(let url): view.note = try WebPage.open(url)
      case .diff(let worktree, let base, let pane):
        try Diff(worktree: try worktree ?? person.directory(of: pane), base: worktree == nil ? nil : base)
          .show(on: canvas, look: view.look)
      case .newFeature:
        view.note = try FormProgram(access: access, directory: try? person.directory(of: view.selected?.pane))
          .show(on: canvas, look: view.look)
      case .help: try HelpProgram(access: access).show(on: canvas, look: view.look)
      case .edit(let text): view.edited(try PersonsEditor.edit(text, on: canvas))
      }
    } catch {
      view.failed(error, doing: action)
    }
    return false
  }
}

extension BoardView {
  /// The name of a row, by its pane or its item.
  func name(of id: String) -> String { rows.first { $0.pane == id || $0.item == id }?.name ?? id }
}

extension PersonsClient {
  /// Where the program in a pane is.
  ///
  /// - Throws: a ``Complaint`` where there is no such pane.
  func directory(of pane: String?) throws -> String {
    guard let pane else { throw Complaint("it has no pane, and so no directory") }
    let path = try tmux(["display-message", "-p", "-t", pane, "#{pane_current_path}"])
    guard path.hasPrefix("/") else { throw Complaint("where pane \(pane) is cannot be told") }
    return path
  }
}
