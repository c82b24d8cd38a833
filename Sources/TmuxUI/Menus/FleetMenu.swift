/// The menu of the leader key: everything in the fleet, what needs a person first.
public struct FleetMenu: Hashable, Sendable {
  /// In the order of the rows.
  public let features: [Feature]
  private let calls: MenuCalls
  private let look: MenuLook
  private let pane: String
  private let only: StatusWord?

  /// - Parameters:
  ///   - pane: the pane that the client shows, from which a new feature takes its repository.
  ///   - only: the one state that is shown; nil for all.
  public init(_ features: [Feature], calls: MenuCalls, look: MenuLook, pane: String, only: StatusWord? = nil) {
    self.features = Feature.sorted(features.filter { only == nil || $0.word == only })
    self.calls = calls
    self.look = look
    self.pane = pane
    self.only = only
  }

  /// - Parameter columns: the most cells of a row.
  public func menu(columns: Int) -> Menu {
    var menu = Menu(title: title, position: look.position)
    menu.overflow = "the picker (s) has them all"
    let actions = actions
    let keys = MenuKeys.list(without: Set(actions.map(\.key)))
    let layout = RowLayout(features, look: look, columns: columns - 4)
    var wasAttention: Bool?
    for (index, feature) in features.enumerated() {
      if let wasAttention, wasAttention != feature.isAttention { menu.separate() }
      wasAttention = feature.isAttention
      guard let command = calls.waiting("feature", feature.id) else { continue }
      let key = index < keys.count ? keys[index] : nil
      menu.add(.item(layout.row(feature), key: key, command: command), rank: 500)
    }
    if features.isEmpty {
      menu.add(.line(MenuText(only.map { "nothing is \($0.rawValue)" } ?? "no agents yet", style: "dim")))
    } else {
      menu.preselected = 0
    }
    menu.separate()
    for action in actions {
      menu.add(.item(MenuText(action.name), key: action.key, command: action.command), rank: action.rank)
    }
    return menu
  }

  private var title: MenuText {
    let count = features.count { $0.needsPerson }
    let needs = count == 0 ? "" : " · \(count) need\(count == 1 ? "s" : "") you"
    return MenuText(" argosy\(needs) ", style: "bold")
  }

  private struct Action {
    let name: String
    let key: String
    let command: String
    let rank: Int
  }

  private var actions: [Action] {
    [
      ("Next that needs you", "n", calls.call("next"), 0), ("Picker", "s", OwnKey.picker, 0),
      ("New feature…", "c", calls.waiting("form", pane), 0), ("Dashboard", "D", calls.waiting("board"), 0),
      ("Help", "?", calls.waiting("keys"), 600),
    ].compactMap { name, key, command, rank in
      command.map { Action(name: name, key: key, command: $0, rank: rank) }
    }
  }
}

/// The columns of the rows: icon, state, title, stage, age. What has no room goes: first the stage, then the state.
struct RowLayout {
  private let look: MenuLook
  private let columns: Int
  private var title = 0
  private var stage = 0
  private var hasWord = true
  private var age = 0

  private static let word = 8
  private static let titleLimit = 40
  private static let stageLimit = 10
  private static let leastTitle = 14

  /// - Parameter columns: the most cells of a row, and the most bytes of its text.
  init(_ features: [Feature], look: MenuLook, columns: Int) {
    self.look = look
    self.columns = columns
    age = features.map { CellText.width($0.age) }.max() ?? 0
    stage = min(features.map { CellText.width($0.stage) }.max() ?? 0, Self.stageLimit)
    let wanted = min(features.map { CellText.width($0.title) }.max() ?? 0, Self.titleLimit)
    // An icon and what marks a cut title have more bytes than cells.
    func room() -> Int { columns - 6 - (hasWord ? Self.word + 1 : 0) - (stage > 0 ? stage + 2 : 0) - age - 4 }
    if room() < min(wanted, Self.leastTitle) { stage = 0 }
    if room() < min(wanted, Self.leastTitle) { hasWord = false }
    title = max(min(wanted, room()), 1)
  }

  func row(_ feature: Feature) -> MenuText {
    var width = title
    while true {
      let text = text(feature, title: width)
      // Signs of more bytes than cells leave less room, see ``MenuText/format(cells:bytes:isUnicode:)``.
      guard width > 4, FormatText.drawn(text.plain).utf8.count > columns else { return text }
      width -= 1
    }
  }

  private func text(_ feature: Feature, title: Int) -> MenuText {
    var text = MenuText()
    let style = feature.isParked ? "dim" : look.style(feature.word)
    text.append(
      look.icon(feature.word) + " "
        + (hasWord ? Self.padded(feature.isParked ? "parked" : feature.word.rawValue, Self.word) + " " : ""),
      style: style)
    text.append(Self.padded(PlainText.line(feature.title, limit: 200), title))
    if stage > 0 { text.append("  " + Self.padded(PlainText.line(feature.stage, limit: 40), stage), style: "dim") }
    let gap = String(repeating: " ", count: max(0, age - CellText.width(feature.age)))
    text.append("  " + gap + feature.age, style: "dim")
    return text
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    let cut = CellText.cut(text, to: width)
    return cut + String(repeating: " ", count: max(0, width - CellText.width(cut)))
  }
}
