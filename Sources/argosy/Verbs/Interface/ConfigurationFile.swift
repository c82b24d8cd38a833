import Foundation
import TmuxUI

/// A person's `tmux.conf`.
struct ConfigurationFile {
  let path: String

  /// - Parameter read: the files that the server has read, as `#{config_files}` tells them. The last one that is the
  ///   person's counts; where there is none, the one that tmux would read next time.
  init(_ read: String, _ environment: [String: String]) {
    let home = environment["HOME"] ?? NSHomeDirectory()
    let settings = environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? "\(home)/.config"
    let known = read.split(separator: ",").map(String.init).filter { $0.hasPrefix("/") }
    let usual = ["\(home)/.tmux.conf", "\(settings)/tmux/tmux.conf"]
    path =
      known.last { !$0.hasPrefix("/etc/") && $0 != "/dev/null" && FileManager.default.fileExists(atPath: $0) }
      ?? usual.first { FileManager.default.fileExists(atPath: $0) } ?? usual[0]
  }

  /// False when the line was there.
  func add(_ line: String) throws -> Bool {
    let text = try text() ?? ""
    guard !ConfigurationLine.stands(in: text) else { return false }
    try write(ConfigurationLine.added(line, to: text))
    return true
  }

  /// False when there was no line of ours. A file that held nothing else is removed.
  func remove() throws -> Bool {
    guard let text = try text() else { return false }
    let rest = ConfigurationLine.removed(from: text)
    guard rest != text else { return false }
    if rest.isEmpty { try FileManager.default.removeItem(atPath: target) } else { try write(rest) }
    return true
  }

  /// Where a link leads: dot files are often kept elsewhere.
  private var target: String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }

  /// Nil when there is no such file.
  private func text() throws -> String? {
    guard FileManager.default.fileExists(atPath: target) else { return nil }
    guard let text = String(data: try Data(contentsOf: URL(fileURLWithPath: target)), encoding: .utf8) else {
      throw Complaint("\(path) is not UTF-8, and is left as it is")
    }
    return text
  }

  /// A new file in the place of the old one, with its permissions: what is half written is never read.
  private func write(_ text: String) throws {
    let permissions = try? FileManager.default.attributesOfItem(atPath: target)[.posixPermissions]
    try FileManager.default.createDirectory(
      atPath: URL(fileURLWithPath: target).deletingLastPathComponent().path, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: target), options: .atomic)
    if let permissions { try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: target) }
  }
}
