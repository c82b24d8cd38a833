/// Text as patterns read it: Unicode scalars, one for one, with the differences that never matter taken away.
///
/// Letters lose their case (ASCII only, rules are written for English screens), the no-break space that some prompts
/// use becomes a space, and a curly apostrophe becomes a straight one. Counts stay equal, so a position in folded text
/// is the same position in the original.
enum Folding {
  static func fold(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x41...0x5A: scalar + 32
    case 0xA0: 0x20
    case 0x2019: 0x27
    default: scalar
    }
  }

  static func fold(_ text: String) -> [UInt32] {
    text.unicodeScalars.map { fold($0.value) }
  }

  /// Back to a string, from unfolded scalars.
  static func string(_ scalars: some Sequence<UInt32>) -> String {
    var view = String.UnicodeScalarView()
    for value in scalars {
      view.append(Unicode.Scalar(value) ?? "\u{FFFD}")
    }
    return String(view)
  }

  /// Where `needle` first occurs; both folded.
  static func range(of needle: [UInt32], in text: [UInt32]) -> Range<Int>? {
    guard let first = needle.first else { return 0..<0 }
    guard needle.count <= text.count else { return nil }
    let last = text.count - needle.count
    var start = 0
    while start <= last {
      if text[start] == first {
        var offset = 1
        while offset < needle.count, text[start + offset] == needle[offset] { offset += 1 }
        if offset == needle.count { return start..<start + needle.count }
      }
      start += 1
    }
    return nil
  }
}
