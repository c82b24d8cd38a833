/// The menu of one feature: what it asks on top, then what can be done about it.
///
/// The first that can be chosen is always to go there: an Enter that was not meant for this menu answers nothing.
public struct FeatureMenu: Hashable, Sendable {
  private let feature: Feature
  private let calls: MenuCalls
  private let look: MenuLook

  private static let lineWidth = 60
  private static let fewLines = 3
  private static let manyLines = 8

  public init(_ feature: Feature, calls: MenuCalls, look: MenuLook) {
    self.feature = feature
    self.calls = calls
    self.look = look
  }

  /// - Parameters:
  ///   - columns: the most cells of a row.
  ///   - rows: how many there is room for. Where that is too few for all that an agent asks for, to allow it takes a
  ///     second key.
  public func menu(columns: Int, rows: Int = .max) -> Menu {
    let whole = menu(columns: columns, showsAll: true)
    let texts = lines(columns: columns)
    guard feature.request != nil, rows < whole.entries.count || texts.last?.hasSuffix("…") == true else { return whole }
    let shown = whole.clipped(to: rows).entries.prefix(texts.count)
    let isShown = Array(shown) == Array(whole.entries.prefix(texts.count)) && texts.last?.hasSuffix("…") != true
    return isShown ? whole : menu(columns: columns, showsAll: false)
  }

  private func menu(columns: Int, showsAll: Bool) -> Menu {
    var menu = Menu(title: title, position: look.position)
    menu.overflow = "the dashboard has them all"
    addText(to: &menu, columns: columns)
    // What is preselected is harmless, and so is what comes first: that is what Enter takes where nothing can be.
    menu.preselected = menu.entries.count
    if let place = feature.place, let go = calls.go(to: place) {
      menu.add(.item(MenuText("Go to session"), key: "g", command: go))
    } else {
      add("Back", "b", calls.again, to: &menu)
    }
    addAnswers(to: &menu, showsAll: showsAll)
    addOrders(to: &menu)
    addViews(to: &menu)
    addMarks(to: &menu)
    addEnd(to: &menu)
    return menu
  }

  private var title: MenuText {
    var text = MenuText(" ")
    text.append(look.icon(feature.word) + " ", style: look.style(feature.word))
    text.append(CellText.cut(PlainText.line(feature.title, limit: 200), to: 50), style: "bold")
    let stage = PlainText.line(feature.stage, limit: 30)
    text.append((stage.isEmpty ? "" : " · \(stage)") + " · \(feature.age) ")
    return text
  }

  private func add(
    _ name: String, _ key: String, _ command: String?, rank: Int = 0, style: String? = nil, to menu: inout Menu
  ) {
    guard let command else { return }
    menu.add(.item(MenuText(name, style: style), key: key, command: command), rank: rank)
  }

  // MARK: What waits

  private func lines(columns: Int) -> [String] {
    // The bytes count here as well, and the style's are among them.
    let width = max(min(Self.lineWidth, columns - 20), 10)
    return TextLines.wrapped(feature.request?.lines ?? feature.notes, to: width, limit: Self.manyLines)
  }

  /// The first line always stays. What an agent asks for goes before its answers do, and after all that can be done
  /// without it; notes are shown where there is room.
  private func addText(to menu: inout Menu, columns: Int) {
    let lines = lines(columns: columns)
    let (few, many) = feature.request == nil ? (300, 900) : (90, 120)
    for (index, line) in lines.enumerated() {
      menu.add(.line(MenuText(line, style: "bold")), rank: index == 0 ? 0 : index < Self.fewLines ? few : many)
    }
    if !lines.isEmpty { menu.separate() }
  }

  // MARK: Answers

  private func addAnswers(to menu: inout Menu, showsAll: Bool) {
    guard let request = feature.request, let pane = feature.place?.pane else { return }
    if let permission = request.permission {
      addPermission(permission, of: request, pane, showsAll, to: &menu)
    } else {
      let digits = request.digits
      for (index, option) in request.options.prefix(9).enumerated() {
        let command = calls.call("answer", pane, request.id, option.answer)
        let digit = digits.first { $0.value == option.answer }?.key
        add(
          PlainText.line(option.label, limit: 60), digit.map { "\($0)" } ?? "", command, rank: index < 4 ? 0 : 50,
          to: &menu)
      }
    }
    let word = PaneWord.word(pane)
    if request.takesText {
      add("Answer…", "i", calls.prompted("answer:", "text", word, request.id), to: &menu)
    }
    if request.takesSeveral {
      add("Tick several…", "t", calls.prompted("their numbers:", "several", word, request.id), to: &menu)
    }
  }

  private func addPermission(
    _ permission: AskedOf.Permission, of request: AskedOf, _ pane: String, _ showsAll: Bool, to menu: inout Menu
  ) {
    let asksTwice = calls.confirms
    // The question that it asks with is ours here.
    let isAsked = request.lines.count > 1 && request.lines.last?.hasSuffix("?") == true
    let about = request.lines.dropLast(isAsked ? 1 : 0).joined(separator: " ")
    let once = calls.call("answer", pane, request.id, permission.once.answer)
    let isRisky = asksTwice && (request.asksTwice || !showsAll)
    add(
      isRisky ? "Allow once…" : "Allow once", "y", isRisky ? calls.confirmed("allow \(about)?", once) : once, to: &menu)
    if let always = permission.always {
      let command = calls.call("answer", pane, request.id, always.answer)
      add(
        asksTwice ? "Always allow…" : "Always allow", "A",
        asksTwice ? calls.confirmed("\(always.label): \(about)?", command) : command, to: &menu)
    }
    add("Deny", "d", calls.call("answer", pane, request.id, permission.deny.answer), to: &menu)
    add(
      "Deny and say why…", "D",
      calls.prompted("deny and say why:", "why", PaneWord.word(pane), request.id, permission.deny.answer), rank: 100,
      to: &menu)
  }

  // MARK: The rest

  private func addOrders(to menu: inout Menu) {
    guard let item = feature.item, !feature.orders.isEmpty else { return }
    menu.separate()
    for (order, name, key) in [
      (Feature.Order.advance, "Advance to the next stage", "a"), (.resume, "Resume the conversation", "r"),
      (.retry, "Retry the stage", "R"),
    ] where feature.orders.contains(order) { add(name, key, calls.call(order.rawValue, item), to: &menu) }
  }

  private func addViews(to menu: inout Menu) {
    menu.separate()
    if feature.place != nil {
      add("Peek at the screen", "p", calls.waiting("peek", feature.id), to: &menu)
      if feature.request == nil { add("Send prompt…", "i", sending, to: &menu) }
    }
    if feature.hasWorktree { add("Review diff", "v", calls.waiting("diff", feature.id), rank: 200, to: &menu) }
    if let pullRequest = feature.pullRequest {
      let name = PlainText.line(pullRequest, limit: 40)
      add("Open \(name)", "o", calls.call("pr", feature.id), rank: 200, to: &menu)
    }
  }

  /// In a popup where there is one, else at a prompt.
  private var sending: String? {
    guard let pane = feature.place?.pane else { return nil }
    return calls.waiting("prompt", feature.id) ?? calls.prompted("send:", "send", PaneWord.word(pane))
  }

  private func addMarks(to menu: inout Menu) {
    if feature.word == .done { add("Mark seen", "m", calls.call("seen", feature.id), rank: 250, to: &menu) }
    guard feature.place != nil else { return }
    let park = feature.isParked ? calls.call("park", feature.id, "off") : calls.call("park", feature.id)
    add(feature.isParked ? "Take up again" : "Park", "z", park, rank: 250, to: &menu)
    let mute = feature.isMuted ? calls.call("mute", feature.id, "off") : calls.call("mute", feature.id)
    add(feature.isMuted ? "Unmute" : "Mute its notices", "M", mute, rank: 260, to: &menu)
  }

  private func addEnd(to menu: inout Menu) {
    menu.separate()
    if let item = feature.item {
      let isWorking = feature.word == .working
      // A key of its own: whoever presses the usual one has not seen that it works.
      add(
        isWorking ? "Kill, though it is at work…" : "Kill…", isWorking ? "!" : "X",
        calls.waiting("kill", item, isWorking ? "working" : "resting"), rank: 150, to: &menu)
    }
    if feature.place != nil { add("Back", "b", calls.again, to: &menu) }
  }
}
