public import Foundation

/// The screens of a folder: a subfolder for each agent, a file for each screen.
public enum ScreenFolder {
  /// Of this repository, as long as it stands where it was built.
  public static let ofRepository = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Screens")

  /// All of them, by agent and name. Throws a ``ScreenFile/Fault`` for a file that cannot be read as one.
  public static func read(_ folder: URL = ofRepository, agent: String? = nil) throws -> [LabelledScreen] {
    var screens: [LabelledScreen] = []
    for subfolder in try children(of: folder) where subfolder.hasDirectoryPath {
      let owner = subfolder.lastPathComponent
      if let agent, agent != owner { continue }
      for file in try children(of: subfolder) where file.pathExtension == "screen" {
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        screens.append(
          try ScreenFile.read(text, agent: owner, name: file.deletingPathExtension().lastPathComponent))
      }
    }
    return screens
  }

  private static func children(of folder: URL) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [.isDirectoryKey])
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
  }
}
