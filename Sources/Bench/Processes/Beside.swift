import Foundation

/// Programs of this package, which lie beside one another.
enum Beside {
  /// - Throws: `Complaint` when it was not built.
  static func program(_ name: String, _ chosen: String?, beside other: URL?) throws -> String {
    let url =
      chosen.map { URL(fileURLWithPath: $0) }
      ?? other?.resolvingSymlinksInPath().deletingLastPathComponent().appendingPathComponent(name)
    guard let path = url?.resolvingSymlinksInPath().path, FileManager.default.isExecutableFile(atPath: path) else {
      throw Complaint(
        "there is no \(chosen ?? name); build it with: swift build -c release --product \(name)")
    }
    return path
  }
}
