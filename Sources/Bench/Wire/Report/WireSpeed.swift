/// How fast a workload was read, in MB/s of wire bytes: a million bytes a second of processor time.
struct WireSpeed: Encodable {
  let workload: WireWorkload.Name
  /// Bytes before the stream repeats.
  let wireBytes: Int
  /// Of those, what panes printed, unescaped.
  let outputBytes: Int
  /// FNV-1a of the stream.
  let checksum: String
  /// Parse and unescape.
  let parse: Double
  /// The same, and feed a terminal; nil for streams without output.
  let feed: Double?

  init(workload: WireWorkload, parse: Double, feed: Double?) {
    self.workload = workload.name
    wireBytes = workload.wire.count
    outputBytes = workload.printed.count
    checksum = "\(Checksum(workload.wire))"
    self.parse = parse
    self.feed = feed
  }

  static let header = ["workload", "wire bytes", "output bytes", "checksum", "parse MB/s", "+ terminal MB/s", "goal"]

  var row: [String] {
    [
      workload.rawValue, "\(wireBytes)", "\(outputBytes)", checksum, Figures.speed(parse), Figures.speed(feed),
      Figures.speed(workload.goal),
    ]
  }
}
