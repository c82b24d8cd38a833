import Foundation

/// A folder of our own, to be removed after use.
struct TemporaryFolder {
  let url: URL

  init() throws {
    // Short, for paths of sockets have little room; closed to others, for tmux asks that.
    url = FileManager.default.temporaryDirectory.appendingPathComponent("argosy-bench-\(UUID().uuidString.prefix(13))")
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  func remove() {
    try? FileManager.default.removeItem(at: url)
  }
}
