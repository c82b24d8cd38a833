extension InterfaceSettings {
  /// Reads the settings out of one answer of `show-options -g`.
  public init(shown answer: some StringProtocol) {
    self.init(ShownOptions(answer))
  }

  /// A value that cannot be taken leaves the default, and a remark. An empty value is as good as none.
  public init(_ options: ShownOptions) {
    self.init()
    var reader = Reader(options: options)
    reader.key("key", &key)
    reader.key("key_next", &keyNext)
    reader.key("key_root", &keyRoot)
    reader.word("icons", &icons)
    for word in StatusWord.allCases {
      iconOf[word] = reader.text("icon_\(word.rawValue)", "one to four visible characters") {
        (1...4).contains($0.count) && isPlain($0)
      }
      styleOf[word] = reader.text("style_\(word.rawValue)", "a style such as fg=red,bold") {
        isPlain($0) && !$0.contains { "[]{}".contains($0) }
      }
    }
    reader.word("segment", &segment)
    reader.flag("oldest_show", &oldestShow)
    reader.flag("line", &line)
    reader.word("border_show", &borderShow)
    reader.flag("window_marks", &windowMarks)
    reader.flag("mouse", &mouse)
    reader.word("menu_pos", &menuPos)
    reader.size("popup_size", &popupSize)
    popupBorder = reader.text("popup_border", "a colour") { text in
      !text.contains { !$0.isASCII || !($0.isLetter || $0.isNumber || "#_-".contains($0)) }
    }
    reader.states("notify", &notify)
    reader.flag("notify_bell", &notifyBell)
    reader.flag("notify_osc", &notifyOsc)
    reader.flag("notify_desktop", &notifyDesktop)
    reader.flag("notify_message", &notifyMessage)
    notifyCommand = reader.text("notify_command", "one line of shell") { text in
      !text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
    }
    reader.flag("confirm_allow", &confirmAllow)
    reader.states("next_states", &nextStates)
    bin = reader.text("bin", "an absolute path") { $0.hasPrefix("/") && isPlain($0) }
    reader.flag("autostart", &autostart)
    remarks = reader.remarks
  }

  /// A format that says 1 where a flag is on that is off by itself, in any of the words in which it may be.
  public static func isOn(_ name: String) -> String { "#{m/ri:^(on|1|yes|true)$,#{\(Prefix.option)_\(name)}}" }

  /// Every name that a person may set, without the states' own.
  public static let names = [
    "key", "key_next", "key_root", "icons", "segment", "oldest_show", "line", "border_show", "window_marks", "mouse",
    "menu_pos", "popup_size", "popup_border", "notify", "notify_bell", "notify_osc", "notify_desktop",
    "notify_message", "notify_command", "confirm_allow", "next_states", "bin", "autostart",
  ].map { Prefix.option + "_" + $0 }
}

/// No control characters, and nothing a font may lack.
private func isPlain(_ text: String) -> Bool {
  !text.isEmpty && PlainText.line(text, limit: .max) == text
}

/// Takes settings one by one and remembers what it could not take.
private struct Reader {
  let options: ShownOptions
  var remarks: [String] = []

  init(options: ShownOptions) {
    self.options = options
  }

  private func given(_ name: String) -> String? {
    guard let value = options["\(Prefix.option)_\(name)"], !value.isEmpty else { return nil }
    return value
  }

  private mutating func refuse(_ name: String, _ value: String, _ wanted: String) {
    let shown = PlainText.line(value, limit: 40)
    remarks.append("\(Prefix.option)_\(name) is “\(shown)”, not \(wanted): the default is used")
  }

  /// A key's name as tmux writes it, or `none`.
  mutating func key(_ name: String, _ property: inout String?) {
    // tmux itself knows which names are keys; here is only what can be one word of a command.
    guard let value = given(name) else { return }
    if value.lowercased() == "none" || value == "off" {
      property = nil
    } else if value.count <= 20, isPlain(value), !value.contains(" ") {
      property = value
    } else {
      refuse(name, value, "a key such as G or M-g, or none")
    }
  }

  mutating func flag(_ name: String, _ property: inout Bool) {
    guard let value = given(name) else { return }
    switch value.lowercased() {
    case "on", "1", "yes", "true": property = true
    case "off", "0", "no", "false": property = false
    default: refuse(name, value, "on or off")
    }
  }

  mutating func word<Choice: RawRepresentable<String> & CaseIterable>(_ name: String, _ property: inout Choice) {
    guard let value = given(name) else { return }
    if let choice = Choice(rawValue: value) ?? Choice.allCases.first(where: { $0.rawValue == value.lowercased() }) {
      property = choice
    } else {
      refuse(name, value, Self.list(Choice.allCases.map(\.rawValue)))
    }
  }

  mutating func text(_ name: String, _ wanted: String, where isGood: (String) -> Bool) -> String? {
    guard let value = given(name) else { return nil }
    guard isGood(value) else {
      refuse(name, value, wanted)
      return nil
    }
    return value
  }

  mutating func states(_ name: String, _ property: inout Set<StatusWord>) {
    guard let value = given(name) else { return }
    if value.lowercased() == "off" || value.lowercased() == "none" {
      property = []
      return
    }
    let words = value.split { $0 == "," || $0 == " " }.map { StatusWord(rawValue: $0.lowercased()) }
    guard !words.isEmpty, !words.contains(nil) else {
      return refuse(name, value, "off or some of \(StatusWord.allCases.map(\.rawValue).joined(separator: ","))")
    }
    property = Set(words.compactMap(\.self))
  }

  mutating func size(_ name: String, _ property: inout InterfaceSettings.PopupSize) {
    guard let value = given(name) else { return }
    let parts = value.split(separator: ",", omittingEmptySubsequences: false).map { part -> Int? in
      guard part.hasSuffix("%"), let percent = Int(part.dropLast()), (10...100).contains(percent) else { return nil }
      return percent
    }
    guard parts.count == 2, let width = parts[0], let height = parts[1] else {
      return refuse(name, value, "two percentages such as 80%,75%")
    }
    property = .init(width: width, height: height)
  }

  private static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}
