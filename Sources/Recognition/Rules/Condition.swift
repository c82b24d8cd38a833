/// One thing that a rule asks of a region.
struct Condition: Sendable, Hashable {
  enum Test: Sendable, Hashable {
    /// The region, read as one line with single blanks, contains this text.
    case contains([UInt32], written: String)
    /// One of its lines matches, as it stands or together with those it was wrapped into.
    case line(Pattern)
    /// The region, read as one line, matches.
    case text(Pattern)
    /// The dialog has at least this many options.
    case options(Int)
    /// As many, and with numbers.
    case numbered(Int)
    /// One of the dialog's options has the cursor on it.
    case cursor
    /// The label of one of the dialog's options matches.
    case label(Pattern)
    /// The paragraph directly above the dialog's options, read as one line, matches: the question itself, where what it
    /// is about cannot pose as one.
    case asks(Pattern)
    /// The region is there at all.
    case exists
  }

  /// Overrides the region of the rule.
  var region: RegionName?
  var test: Test

  var description: String {
    let place = region.map { " in \($0)" } ?? ""
    switch test {
    case .contains(_, let written): return "`\(written)`\(place)"
    case .line(let pattern): return "a line like `\(pattern.source)`\(place)"
    case .text(let pattern): return "text like `\(pattern.source)`\(place)"
    case .options(let count): return "\(count) options"
    case .numbered(let count): return "\(count) numbered options"
    case .cursor: return "a cursor on an option"
    case .label(let pattern): return "an option like `\(pattern.source)`"
    case .asks(let pattern): return "a question like `\(pattern.source)`"
    case .exists: return "the region \(region.map(\.description) ?? "")"
    }
  }
}
