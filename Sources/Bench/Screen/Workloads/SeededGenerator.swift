/// SplitMix64: the same numbers from the same seed on every machine and with every version of Swift, which the
/// library's own `random(in:)` does not promise.
struct SeededGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number of the range, whose ends are part of it.
  mutating func draw(_ range: ClosedRange<Int>) -> Int {
    let span = UInt64(range.upperBound - range.lowerBound) + 1
    return range.lowerBound + Int(next().multipliedFullWidth(by: span).high)
  }

  /// One of the choices; an empty text when there are none.
  mutating func pick(_ choices: [String]) -> String {
    choices.isEmpty ? "" : choices[draw(0...choices.count - 1)]
  }

  /// True so often in a hundred.
  mutating func chance(_ percent: Int) -> Bool { draw(0...99) < percent }
}
