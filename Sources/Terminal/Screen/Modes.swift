/// What a program has switched on. Names are those of tmux and DEC.
public struct Modes: OptionSet, Sendable, Hashable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// DECTCEM (?25).
  public static let cursorVisible = Modes(rawValue: 1)
  /// DECAWM (?7).
  public static let wrap = Modes(rawValue: 1 << 1)
  /// IRM (4).
  public static let insert = Modes(rawValue: 1 << 2)
  /// DECOM (?6).
  public static let origin = Modes(rawValue: 1 << 3)
  /// DECKPAM (ESC =).
  public static let keypad = Modes(rawValue: 1 << 4)
  /// DECCKM (?1).
  public static let cursorKeys = Modes(rawValue: 1 << 5)
  /// ?1000. At most one of the three is on.
  public static let mouseStandard = Modes(rawValue: 1 << 6)
  /// ?1002.
  public static let mouseButton = Modes(rawValue: 1 << 7)
  /// ?1003.
  public static let mouseAll = Modes(rawValue: 1 << 8)
  /// ?1005.
  public static let mouseUTF8 = Modes(rawValue: 1 << 9)
  /// ?1006.
  public static let mouseSGR = Modes(rawValue: 1 << 10)
  /// ?1004.
  public static let focusEvents = Modes(rawValue: 1 << 11)
  /// ?2004.
  public static let bracketedPaste = Modes(rawValue: 1 << 12)
  /// ?2026, tracked for every version although tmux knows it from 3.7 on only.
  public static let synchronizedUpdate = Modes(rawValue: 1 << 13)

  public static let anyMouse: Modes = [.mouseStandard, .mouseButton, .mouseAll]
}

extension Terminal {
  /// SM and RM with `?`: each number in turn. tmux leaves numbers it does not know alone.
  mutating func setPrivateModes(_ isOn: Bool) {
    for index in 0..<parameters.count { setPrivateMode(parameters.get(index, minimum: 0, fallback: -1), isOn) }
  }

  private mutating func setPrivateMode(_ number: Int, _ isOn: Bool) {
    switch number {
    case 1: set(.cursorKeys, isOn)
    case 3:
      // DECCOLM does not resize in tmux, but it clears and homes, on and off alike.
      moveCursor(column: 0, row: 0, withOrigin: true)
      clearScreen(eraseBlank())
    case 6:
      set(.origin, isOn)
      moveCursor(column: 0, row: 0, withOrigin: true)
    case 7: set(.wrap, isOn)
    case 25: set(.cursorVisible, isOn)
    case 1000: setMouse(.mouseStandard, isOn)
    case 1002: setMouse(.mouseButton, isOn)
    case 1003: setMouse(.mouseAll, isOn)
    case 1001: if !isOn { setMouse([], false) }
    case 1004: set(.focusEvents, isOn)
    case 1005: set(.mouseUTF8, isOn)
    case 1006: set(.mouseSGR, isOn)
    case 2004:
      set(.bracketedPaste, isOn)
      knowsBracketedPaste = true
    case 2026: setSynchronizing(isOn)
    case 47, 1047, 1049:
      if isOn { enterAlternate(savingCursor: number == 1049) } else { leaveAlternate(restoringCursor: number == 1049) }
    default: break
    }
  }

  /// SM and RM without `?`. tmux: only insert mode has an effect on the screen; LNM is not supported.
  mutating func setModes(_ isOn: Bool) {
    for index in 0..<parameters.count where parameters.get(index, minimum: 0, fallback: -1) == 4 {
      set(.insert, isOn)
    }
  }

  mutating func set(_ mode: Modes, _ isOn: Bool) {
    if isOn { storedModes.insert(mode) } else { storedModes.remove(mode) }
  }

  private mutating func setMouse(_ mode: Modes, _ isOn: Bool) {
    storedModes.subtract(.anyMouse)
    if isOn { storedModes.insert(mode) }
  }

  mutating func setSynchronizing(_ isOn: Bool) {
    guard storedModes.contains(.synchronizedUpdate) != isOn else { return }
    updateBegan = isOn ? arrival : nil
    if !isOn, stopsAtUpdateEnd { hasStopped = true }
    set(.synchronizedUpdate, isOn)
    events.append(.synchronizedUpdate(isOn))
  }

  /// RIS: everything off but cursor and wrap.
  mutating func resetModes() {
    setSynchronizing(false)
    storedModes = [.cursorVisible, .wrap]
    knowsBracketedPaste = true
  }
}
