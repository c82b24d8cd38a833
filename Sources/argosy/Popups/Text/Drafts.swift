import Foundation
import World

/// What was typed in popups and not sent: a file for each, for its owner alone.
struct Drafts {
  private let directory: String?

  /// More are kept of nobody: the oldest go.
  private static let most = 200
  /// More than that was not typed by a person.
  private static let longest = 1 << 22

  /// Without a directory of its own nothing is kept.
  init(_ environment: [String: String]) {
    guard let state = try? Directories.state(environment) else {
      directory = nil
      return
    }
    let path = state + "/drafts"
    try? FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    directory = path
  }

  func read<Draft: Decodable>(_ name: String, as type: Draft.Type) -> Draft? {
    guard let path = path(name), let data = try? Data(contentsOf: URL(fileURLWithPath: path)),
      data.count <= Self.longest
    else { return nil }
    return try? JSONDecoder().decode(type, from: data)
  }

  func write(_ draft: some Encodable, _ name: String) {
    guard let path = path(name), let data = try? JSONEncoder().encode(draft) else { return }
    try? AtomicFile.write(Array(data), to: path)
    prune()
  }

  func remove(_ name: String) {
    if let path = path(name) { try? FileManager.default.removeItem(atPath: path) }
  }

  /// - Parameter name: anything; what cannot stand in a file's name is written by its code.
  private func path(_ name: String) -> String? {
    let bytes = name.utf8.map { byte in
      byte < 0x80 && (Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber)
        ? String(Character(Unicode.Scalar(byte))) : byte == UInt8(ascii: "-") ? "-" : "_" + String(byte, radix: 16)
    }
    return directory.map { "\($0)/\(bytes.joined().suffix(200)).json" }
  }

  private func prune() {
    guard let directory, let names = try? FileManager.default.contentsOfDirectory(atPath: directory),
      names.count > Self.most
    else { return }
    let paths = names.map { "\(directory)/\($0)" }
    let times = paths.map { path in
      ((try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date) ?? .distantPast
    }
    let oldest = zip(paths, times).sorted { $0.1 < $1.1 }.prefix(names.count - Self.most)
    for (path, _) in oldest { try? FileManager.default.removeItem(atPath: path) }
  }
}
