/// OSC and titles. tmux uses only a few of these numbers; the others are kept as events.
extension Terminal {
  mutating func operatingSystemCommand(_ string: [UInt8]) {
    var at = 0
    var number: UInt32 = 0
    while at < string.count, (0x30...0x39).contains(string[at]) {
      number = number &* 10 &+ UInt32(string[at] &- 0x30)
      at += 1
    }
    guard at > 0 else { return }
    let hasSeparator = at < string.count && string[at] == 0x3B
    if rules.is34, !hasSeparator, at < string.count { return }
    if hasSeparator { at += 1 }
    let rest = string[at...]
    switch number {
    case 0, 2: acceptTitle(rest)
    case 7: events.append(.path(shortText(rest)))
    case 8:
      let parts = split(rest, 2)
      events.append(.hyperlink(parameters: parts[0], address: parts.count > 1 ? parts[1] : ""))
    case 9: notifyOrProgress(rest)
    case 99, 777: events.append(.notification(code: Int(number), text: shortText(rest)))
    case 133:
      let parts = split(rest, 2)
      events.append(.promptMark(kind: parts[0], parameters: parts.count > 1 ? parts[1] : ""))
    default: break
    }
  }

  private mutating func notifyOrProgress(_ rest: ArraySlice<UInt8>) {
    let parts = split(rest, 3)
    if parts[0] == "4", parts.count > 1, let state = Int(parts[1]), (0...4).contains(state) {
      let percent = parts.count > 2 ? Int(parts[2]).map { min(max($0, 0), 100) } : nil
      events.append(.progress(state: state, percent: percent))
    } else {
      events.append(.notification(code: 9, text: shortText(rest)))
    }
  }

  private func shortText(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.prefix(EventQueue.textLimit), as: UTF8.self)
  }

  private func split(_ bytes: ArraySlice<UInt8>, _ most: Int) -> [String] {
    bytes.prefix(EventQueue.textLimit).split(separator: 0x3B, maxSplits: most - 1, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// tmux: one bad character rejects the whole title.
  mutating func acceptTitle(_ bytes: ArraySlice<UInt8>) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    for scalar in text.unicodeScalars {
      if scalar.value < 0x80 {
        guard (0x20...0x7E).contains(scalar.value) else { return }
      } else if widths.width(scalar.value) < 0 {
        return
      }
    }
    changeTitle(rules.is37 ? Self.escapedTitle(text) : text)
  }

  /// tmux 3.7 makes titles harmless for formats.
  private static func escapedTitle(_ text: String) -> String {
    var out = ""
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if scalar == "\\" { out.unicodeScalars.append("\\") }
      if scalar == "(", previous == "#" {
        out.unicodeScalars.removeLast()
        out.unicodeScalars.append("_")
      }
      out.unicodeScalars.append(scalar)
      previous = scalar
    }
    return out
  }

  private mutating func changeTitle(_ text: String?) {
    if currentTitle != text { grid.version &+= 1 }
    currentTitle = text
    if let text {
      let bytes = text.utf8.prefix(EventQueue.textLimit)
      events.append(.title(bytes.count < EventQueue.textLimit ? text : String(decoding: bytes, as: UTF8.self)))
    }
  }

  mutating func pushTitle() {
    // 3.7 keeps ten (tmux #5429); before, tmux has no bound and this is ours.
    if titleStack.count >= (rules.is37 ? 10 : 256) { titleStack.removeFirst() }
    titleStack.append(currentTitle)
  }

  mutating func popTitle() {
    if let title = titleStack.popLast() { changeTitle(title) }
  }
}
