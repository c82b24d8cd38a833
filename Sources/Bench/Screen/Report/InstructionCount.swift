/// Instructions to read one byte of a workload.
struct InstructionCount: Encodable {
  let workload: Workload.Name
  let inputBytes: Int
  /// FNV-1a of the input.
  let checksum: String
  let argosy: Double
  /// Nil when not counted.
  let libvterm: Double?

  init(_ workload: Workload, argosy: Int, libvterm: Int?) {
    self.workload = workload.name
    inputBytes = workload.bytes.count
    checksum = "\(Checksum(workload.bytes))"
    self.argosy = Double(argosy) / Double(inputBytes)
    self.libvterm = libvterm.map { [inputBytes] in Double($0) / Double(inputBytes) }
  }

  static let header = ["workload", "bytes", "checksum", "argosy instr/byte", "libvterm instr/byte", "fewer"]

  var row: [String] {
    [
      workload.rawValue, "\(inputBytes)", checksum, Figures.fixed(argosy, 3),
      libvterm.map { Figures.fixed($0, 3) } ?? "-", Figures.ratio(libvterm.map { $0 / argosy }),
    ]
  }
}
