import Canvas
import Foundation

/// A text as it comes back from the editor that a person has chosen: `$VISUAL`, `$EDITOR`, or vi.
enum PersonsEditor {
  /// - Throws: a ``Complaint`` when there is no text to come back.
  static func edit(_ text: String, on canvas: Canvas) throws -> String {
    let environment = DaemonAccess.environment
    let editor = [environment["VISUAL"], environment["EDITOR"]].compactMap(\.self).first { !$0.isEmpty } ?? "vi"
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("argosy-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(
      at: directory, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: directory) }
    let file = directory.appendingPathComponent("prompt.md")
    try Data(text.utf8).write(to: file)
    // The variable is a piece of shell, as git takes it: it may hold arguments.
    let status = canvas.suspended {
      Child.foreground(["/bin/sh", "-c", editor + " \"$1\"", "sh", file.path], environment: environment)
    }
    guard status == 0 else { throw Complaint("the editor ended with \(status); the text is as it was") }
    guard let edited = String(validating: try Data(contentsOf: file), as: UTF8.self) else {
      throw Complaint("the text is not UTF-8; it is as it was")
    }
    return edited.hasSuffix("\n") ? String(edited.dropLast()) : edited
  }
}
