import Foundation
import LabelledScreens
import Recognition
import Terminal

/// Recordings outside the repository whose file names say what they show.
enum RecordedScreens {
  private static let columns = 120
  private static let rows = 40

  /// - Parameter folder: one that has a folder `claudesnap`, or that folder itself. Files with other names are passed over.
  static func read(_ folder: URL) throws -> [LabelledScreen] {
    let inner = folder.appending(path: "claudesnap")
    let place = FileManager.default.fileExists(atPath: inner.path()) ? inner : folder
    var screens: [LabelledScreen] = []
    for file in try FileManager.default.contentsOfDirectory(atPath: place.path()).sorted() {
      guard let name = RecordedLabels.name(ofFile: file), let label = RecordedLabels.claudeCode[name] else { continue }
      var terminal = Terminal(columns: columns, rows: rows)
      terminal.feed([UInt8](try Data(contentsOf: place.appending(path: file))))
      screens.append(
        LabelledScreen(
          agent: "claude", name: "recorded/\(name)", screen: ScreenText(terminal), expected: .init(label: label)))
    }
    return screens
  }
}
