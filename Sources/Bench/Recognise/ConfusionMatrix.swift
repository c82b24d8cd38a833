import LabelledScreens

/// What the screens of one agent are, against what was found.
struct ConfusionMatrix: Encodable {
  let agent: String
  private(set) var counts: [ScreenLabel: [ScreenLabel: Int]] = [:]

  init(agent: String) {
    self.agent = agent
  }

  mutating func add(expected: ScreenLabel, found: ScreenLabel) {
    counts[expected, default: [:]][found, default: 0] += 1
  }

  var total: Int { counts.values.reduce(0) { $0 + $1.values.reduce(0, +) } }
  var right: Int { counts.reduce(0) { $0 + ($1.value[$1.key] ?? 0) } }

  /// What always saying the most frequent label would get right: what a detector has to beat.
  var constant: (label: ScreenLabel, right: Int) {
    let sizes = counts.map { (label: $0.key, right: $0.value.values.reduce(0, +)) }
    return sizes.max { ($0.right, $1.label) < ($1.right, $0.label) } ?? (.nothing, 0)
  }

  /// Rows are what the screens are, columns what was found.
  var text: String {
    let rows = counts.keys.sorted()
    let columns = Set(rows).union(counts.values.flatMap(\.keys)).sorted()
    var table = Table([agent] + columns.map(\.rawValue))
    for row in rows {
      table.add(
        [row.rawValue] + columns.map { column in counts[row]?[column].map(String.init) ?? "·" })
    }
    let baseline = constant
    return """
      \(table.text)
      \(right) of \(total) right; always saying \(baseline.label.rawValue): \(baseline.right)
      """
  }

  private enum CodingKeys: String, CodingKey {
    case agent, total, right, constant, constantRight, matrix
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(agent, forKey: .agent)
    try values.encode(total, forKey: .total)
    try values.encode(right, forKey: .right)
    try values.encode(constant.label.rawValue, forKey: .constant)
    try values.encode(constant.right, forKey: .constantRight)
    let matrix = counts.map { row in
      (row.key.rawValue, [String: Int](uniqueKeysWithValues: row.value.map { ($0.key.rawValue, $0.value) }))
    }
    try values.encode([String: [String: Int]](uniqueKeysWithValues: matrix), forKey: .matrix)
  }
}
