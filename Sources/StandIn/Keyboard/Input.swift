/// A key that is no text.
enum Key: Equatable {
  case enter, newline, escape, tab, backTab, backspace, delete
  case up, down, left, right, home, end, pageUp, pageDown
  /// With the Control key, as a lower-case letter.
  case control(Character)
  case alt(Character)
  case focusIn, focusOut
  /// Mouse events, answers of the terminal, keys without a meaning here. With the bytes between ESC and the end.
  case other(String)

  /// As it stands in the log.
  var name: String {
    switch self {
    case .enter: "enter"
    case .newline: "newline"
    case .escape: "esc"
    case .tab: "tab"
    case .backTab: "backtab"
    case .backspace: "backspace"
    case .delete: "delete"
    case .up: "up"
    case .down: "down"
    case .left: "left"
    case .right: "right"
    case .home: "home"
    case .end: "end"
    case .pageUp: "pageup"
    case .pageDown: "pagedown"
    case .control(let letter): "c-\(letter)"
    case .alt(let letter): "m-\(letter)"
    case .focusIn: "focus-in"
    case .focusOut: "focus-out"
    case .other(let bytes): "other:\(bytes)"
    }
  }
}

/// What came in from the terminal.
enum Input: Equatable {
  case text(String)
  case key(Key)
  case paste(String)

  /// A key as a scenario names it: `1`, `enter`, `esc`, `c-c`.
  init?(named name: String) {
    let keys: [Key] = [.enter, .escape, .tab, .backTab, .backspace, .up, .down, .left, .right]
    if let key = keys.first(where: { $0.name == name }) {
      self = .key(key)
    } else if name.hasPrefix("c-"), name.count == 3, let letter = name.last {
      self = .key(.control(letter))
    } else if name.count == 1 {
      self = .text(name)
    } else {
      return nil
    }
  }
}
