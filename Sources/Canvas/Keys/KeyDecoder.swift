/// Bytes of a terminal to keys. A value without a clock: it says when it waits for more, and is told when that took too
/// long. No bytes make it trap; what is no key is left out.
public struct KeyDecoder: Sendable {
  private var pending: [UInt8] = []
  private var paste: [UInt8]?

  /// The longest sequence that is waited for, and the longest paste that is kept, in bytes.
  private static let sequenceLimit = 64
  private static let pasteLimit = 1 << 20
  private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)

  public init() {}

  /// The beginning of a key is there, and may be a whole key too: an Esc. Call ``timeOut()`` if nothing follows soon.
  public var isWaiting: Bool { paste == nil && !pending.isEmpty }

  public mutating func feed(_ bytes: some Sequence<UInt8>) -> [Input] {
    pending += bytes
    var inputs: [Input] = []
    var place = 0
    while place < pending.count {
      if paste != nil {
        guard takePaste(&place, &inputs) else { break }
        continue
      }
      switch Self.next(pending[place...]) {
      case .more:
        pending.removeFirst(place)
        return inputs
      case .key(let key, let length):
        inputs.append(.key(key))
        place += max(1, length)
      case .nothing(let length): place += max(1, length)
      case .pasteBegins(let length):
        paste = []
        place += max(1, length)
      }
    }
    pending.removeFirst(min(place, pending.count))
    return inputs
  }

  /// Nothing followed: what is there is all there is.
  public mutating func timeOut() -> [Input] {
    guard paste == nil, let first = pending.first else { return [] }
    let rest = pending.dropFirst()
    pending = []
    guard first == 0x1B else { return [] }
    switch rest.first {
    case nil: return [.key(.escape)]
    case 0x5B where rest.count == 1: return [.key(.alt("["))]
    case 0x4F where rest.count == 1: return [.key(.alt("O"))]
    default: return []
    }
  }

  /// Whether the end of the paste was found.
  private mutating func takePaste(_ place: inout Int, _ inputs: inout [Input]) -> Bool {
    let rest = pending[place...]
    guard let end = rest.firstRange(of: Self.pasteEnd) else {
      // The end may have come in part.
      let kept = max(place, pending.count - (Self.pasteEnd.count - 1))
      keep(pending[place..<kept])
      place = kept
      return false
    }
    keep(pending[place..<end.lowerBound])
    inputs.append(.paste(Self.text(paste ?? [])))
    paste = nil
    place = end.upperBound
    return true
  }

  private mutating func keep(_ bytes: ArraySlice<UInt8>) {
    let room = max(0, Self.pasteLimit - (paste?.count ?? 0))
    paste?.append(contentsOf: bytes.prefix(room))
  }

  /// tmux sends what was pasted with carriage returns.
  private static func text(_ bytes: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      defer { last = scalar }
      switch scalar {
      case "\r": text.append("\n")
      case "\n": if last != "\r" { text.append("\n") }
      case "\t": text.append(scalar)
      default: if scalar.properties.generalCategory != .control { text.append(scalar) }
      }
    }
    return String(text)
  }

  // MARK: One key

  enum Step: Hashable {
    case more
    case key(Key, length: Int)
    case nothing(length: Int)
    case pasteBegins(length: Int)
  }

  private static func next(_ bytes: ArraySlice<UInt8>) -> Step {
    guard let first = bytes.first else { return .more }
    guard first == 0x1B else { return plain(bytes) }
    let rest = bytes.dropFirst()
    guard let second = rest.first else { return .more }
    switch second {
    // The first one stands alone; the second one may begin something.
    case 0x1B: return .key(.escape, length: 1)
    case 0x5B: return KeySequence.control(rest.dropFirst(), limit: sequenceLimit).moved(by: 2)
    case 0x4F:
      guard let final = rest.dropFirst().first else { return .more }
      guard let base = KeySequence.base(final: final) else { return .nothing(length: 3) }
      return .key(Key(base), length: 3)
    default:
      switch plain(rest) {
      case .key(let key, let length): return .key(Key(key.base, key.modifiers.union(.alt)), length: length + 1)
      case .more: return .more
      default: return .key(.escape, length: 1)
      }
    }
  }

  private static func plain(_ bytes: ArraySlice<UInt8>) -> Step {
    guard let first = bytes.first else { return .more }
    switch first {
    case 0x0D: return .key(.enter, length: 1)
    case 0x09: return .key(.tab, length: 1)
    case 0x08, 0x7F: return .key(Key(.backspace), length: 1)
    case 0x00: return .key(.control(" "), length: 1)
    case 0x01...0x1A: return .key(.control(Unicode.Scalar(first + 0x60)), length: 1)
    case 0x1B...0x1F: return .key(.control(Unicode.Scalar(first + 0x40)), length: 1)
    case 0x20...0x7E: return .key(.plain(Unicode.Scalar(first)), length: 1)
    default: return character(bytes)
    }
  }

  private static func character(_ bytes: ArraySlice<UInt8>) -> Step {
    guard let first = bytes.first else { return .more }
    let length =
      switch first {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    guard length > 1 else { return .nothing(length: 1) }
    let sequence = bytes.prefix(length)
    if let bad = sequence.dropFirst().firstIndex(where: { !(0x80...0xBF).contains($0) }) {
      return .nothing(length: bad - bytes.startIndex)
    }
    guard sequence.count == length else { return .more }
    guard let text = String(validating: sequence, as: UTF8.self), let scalar = text.unicodeScalars.first,
      scalar.properties.generalCategory != .control
    else { return .nothing(length: length) }
    return .key(.plain(scalar), length: length)
  }
}

extension KeyDecoder.Step {
  /// With so many bytes before it.
  func moved(by count: Int) -> Self {
    switch self {
    case .more: .more
    case .key(let key, let length): .key(key, length: length + count)
    case .nothing(let length): .nothing(length: length + count)
    case .pasteBegins(let length): .pasteBegins(length: length + count)
    }
  }
}
