public import Foundation
import LabelledScreens

/// The streams of a folder: a subfolder for each agent, a file for each stream.
public enum StreamFolder {
  /// Of this repository, as long as it stands where it was built.
  public static let ofRepository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Streams")

  /// All of them, by agent and name. Throws a ``StreamFile/Fault`` for a file that cannot be read as one.
  public static func read(_ folder: URL = ofRepository, agent: String? = nil) throws -> [LabelledStream] {
    var streams: [LabelledStream] = []
    for subfolder in try children(of: folder) where subfolder.hasDirectoryPath {
      let owner = subfolder.lastPathComponent
      if let agent, agent != owner { continue }
      for file in try children(of: subfolder) where file.pathExtension == "cast" {
        let labels = try? text(of: file.deletingPathExtension().appendingPathExtension("labels"))
        streams.append(
          try StreamFile.read(
            try text(of: file), labels: labels, agent: owner, name: file.deletingPathExtension().lastPathComponent))
      }
    }
    return streams
  }

  /// Streams of bytes without times and without labels that are painted as agents paint, with nothing on them that an
  /// agent would show: whatever is found in one is wrong.
  ///
  /// - Parameter corpus: a folder with `index.json` and a folder `agents`.
  public static func meaningless(_ corpus: URL, agent: String) throws -> [LabelledStream] {
    let data = try Data(contentsOf: corpus.appending(path: "index.json"))
    let entries = try JSONDecoder().decode([CorpusEntry].self, from: data)
    return try entries.filter { $0.name.hasPrefix("agents/") }.map { entry in
      let bytes = [UInt8](try Data(contentsOf: corpus.appending(path: entry.file)))
      var stream = LabelledStream(
        agent: agent, name: entry.name, columns: entry.w, rows: entry.h)
      // As much as a busy agent prints.
      for (index, start) in stride(from: 0, to: bytes.count, by: 1024).enumerated() {
        let part = Array(bytes[start..<min(start + 1024, bytes.count)])
        stream.events.append(.init(at: UInt64(index) * 60_000_000, .output(part)))
      }
      return stream
    }
  }

  private struct CorpusEntry: Decodable {
    let name: String
    let file: String
    let w: Int
    let h: Int
  }

  private static func text(of file: URL) throws -> String {
    String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }

  private static func children(of folder: URL) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [.isDirectoryKey])
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
  }
}
