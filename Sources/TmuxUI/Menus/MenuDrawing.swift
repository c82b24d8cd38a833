public import Terminal
import TmuxControl

/// How a menu is asked for: the words of `display-menu` for a version of tmux and one client.
public struct MenuDrawing: Hashable, Sendable {
  public var version: TmuxVersion
  public var size: ClientSize
  /// The client's name, as `list-clients` has it.
  public var client: String
  /// The id of the session that the client shows. From 3.8 a menu belongs to a window, so it is always said which.
  public var session: String
  public var isUnicode: Bool
  /// It is opened by a click: the mouse shall work in it, and its button may be let go.
  public var isClicked: Bool
  /// The client's keys are in this table until the menu is there. Where they are in another by then, somebody has gone
  /// on typing, and no menu comes: what is typed would choose from it. Nil where nobody waits.
  public var awaited: KeyTable?

  public init(
    version: TmuxVersion, size: ClientSize, client: String, session: String, isUnicode: Bool = true,
    isClicked: Bool = false, awaited: KeyTable? = nil
  ) {
    self.awaited = awaited
    self.version = version
    self.size = size
    self.client = client
    self.session = session
    self.isUnicode = isUnicode
    self.isClicked = isClicked
  }

  /// How many rows a menu may have: two are its border, and the status line shall stay in sight. tmux draws nothing of
  /// a menu that does not fit.
  public var rows: Int { max(size.rows - 3, 1) }

  /// The most cells of an item or of the title: two on each side are the border's and its gap's.
  public var columns: Int { max(size.columns - 4, 1) }

  /// The commands that draw the menu, and give the client its own keys back.
  ///
  /// tmux asks for the table at the moment at which it draws: the items of a menu that comes too late have no names, and
  /// a menu without items is none. The keys are given back right after, when the menu already has them.
  public func commands(_ menu: Menu) -> [[String]] {
    let release = (try? Quoting.word(client)).map { ["run-shell", "-bC", "switch-client -c \($0) -T root"] }
    return (awaited == nil ? [] : [release].compactMap(\.self)) + [arguments(menu)]
  }

  /// The words of the command, `display-menu` first.
  func arguments(_ menu: Menu) -> [String] {
    let menu = menu.clipped(to: rows)
    var words = ["display-menu", "-c", client, "-t", "\(session):"]
    if isClicked, version >= .v3_5 { words += ["-M", "-O"] }
    words += ["-T", "#[align=centre]" + menu.title.format(cells: columns, bytes: .max, isUnicode: isUnicode)]
    switch menu.position {
    case .centre: words += ["-x", "C", "-y", "C"]
    case .status: words += ["-x", "R", "-y", "S"]
    case .mouse: words += isClicked && version >= .v3_5 ? ["-x", "M", "-y", "S"] : ["-x", "R", "-y", "S"]
    }
    if version >= .v3_4 {
      words += ["-b", isUnicode ? "rounded" : "simple"]
      // Separators and lines count. With the mouse nothing is preselected, and Enter would only close the menu.
      if let index = menu.preselected, !isClicked { words += ["-C", "\(index)"] }
    }
    return words + ["--"] + menu.entries.flatMap { self.words($0.row) }
  }

  private func words(_ row: Menu.Row) -> [String] {
    var words = whole(row)
    if let awaited, let name = words.first, !name.isEmpty { words[0] = awaited.guarding(name) }
    return words
  }

  private func whole(_ row: Menu.Row) -> [String] {
    switch row {
    case .separator: return [""]
    // The first sign is what makes it a line; it is not drawn.
    case .line(let text):
      return ["-#[nodim]" + text.format(cells: columns, bytes: columns - 10, isUnicode: isUnicode), "", ""]
    case .item(let text, let key, let command):
      let taken = key.map { $0.isEmpty ? 0 : $0.count + 3 } ?? 0
      let room = max(columns - taken, 1)
      var name = text.format(cells: room, bytes: room, isUnicode: isUnicode)
      // A name that begins with a dash could not be chosen, one without anything would be a separator.
      if name.hasPrefix("-") { name = "#[default]" + name }
      if name.isEmpty { name = " " }
      // The command is expanded, too, once, when the menu opens.
      return [name, key ?? "", FormatText.literal(command)]
    }
  }
}
