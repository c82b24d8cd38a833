/// Whether a line begins as one of output does, as far as it has come.
enum OutputHead: Hashable, Sendable {
  case output(PaneID)
  /// More of it has to come.
  case undecided
  case other

  init(_ line: Span<UInt8>, isComplete: Bool) {
    let head = line.extracting(first: LineTracker.headLimit)
    let open: OutputHead = isComplete || line.count >= LineTracker.headLimit ? .other : .undecided
    var index: Int
    if head.starts(with: "%output ") {
      index = 8
    } else if head.starts(with: "%extended-output ") {
      index = 17
    } else {
      self = head.isBeginning(of: "%output ") || head.isBeginning(of: "%extended-output ") ? open : .other
      return
    }
    let number = head.paneNumber(at: &index)
    if index == head.count {
      self = open
    } else if let number, head[index] == 0x20 {
      self = .output(PaneID(number: number))
    } else {
      self = .other
    }
  }
}

extension Span<UInt8> {
  /// Whether the ASCII text goes on where these bytes end.
  fileprivate func isBeginning(of text: StaticString) -> Bool {
    guard count < text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { expected in
      for index in indices where unsafe self[index] != expected[index] { return false }
      return true
    }
  }
}
