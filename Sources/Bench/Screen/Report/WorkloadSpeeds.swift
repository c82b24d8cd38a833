/// How fast a workload was read, in MB/s: a million bytes a second.
struct WorkloadSpeeds: Encodable {
  let workload: Workload.Name
  /// Bytes before the input repeats.
  let inputBytes: Int
  /// FNV-1a of the input.
  let checksum: String
  let argosy: Double
  /// Nil when not measured, as the others.
  let libvterm: Double?
  private(set) var libvtermRatio: Double?
  var pyte: Double? {
    didSet { pyteRatio = pyte.map { argosy / $0 } }
  }
  private(set) var pyteRatio: Double?

  init(workload: Workload, argosy: Double, libvterm: Double?) {
    self.workload = workload.name
    inputBytes = workload.bytes.count
    checksum = "\(Checksum(workload.bytes))"
    self.argosy = argosy
    self.libvterm = libvterm
    libvtermRatio = libvterm.map { argosy / $0 }
  }

  static let header = ["workload", "bytes", "checksum", "argosy MB/s", "libvterm MB/s", "ratio", "pyte MB/s", "ratio"]

  var row: [String] {
    [
      workload.rawValue, "\(inputBytes)", checksum, Figures.speed(argosy), Figures.speed(libvterm),
      Figures.ratio(libvtermRatio), Figures.speed(pyte), Figures.ratio(pyteRatio),
    ]
  }
}
