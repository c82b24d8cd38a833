import Foundation

/// What gh asks git in the directory where it was started.
enum Git {
  /// Nil when git fails.
  static func output(_ arguments: [String]) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// The commit at a branch of a remote; nil when it is not there. An address needs no repository around it, and must
  /// not stumble over a broken one.
  static func tip(of branch: String, at remote: String) -> String? {
    let place = remote.contains("/") ? ["-C", "/"] : []
    let lines = output(place + ["ls-remote", "--heads", remote, "refs/heads/\(branch)"]) ?? ""
    return lines.split(separator: "\n").first { $0.hasSuffix("\trefs/heads/\(branch)") }
      .map { String($0.prefix { $0 != "\t" }) }
  }

  static var currentBranch: String? { output(["symbolic-ref", "--short", "HEAD"]) }

  static func defaultBranch(at remote: String) -> String? {
    let lines = output(["ls-remote", "--symref", remote, "HEAD"]) ?? ""
    guard let line = lines.split(separator: "\n").first(where: { $0.hasPrefix("ref: refs/heads/") }) else { return nil }
    return String(line.dropFirst("ref: refs/heads/".count).prefix { $0 != "\t" })
  }

  /// `owner/name` out of the address in the configuration, whatever git makes of it in the end.
  static var repository: String? {
    guard let url = output(["config", "--get", "remote.origin.url"]) else { return nil }
    let parts = url.split(whereSeparator: { "/:".contains($0) }).suffix(2)
    guard parts.count == 2, let owner = parts.first, var name = parts.last else { return nil }
    if name.hasSuffix(".git") { name = name.dropLast(4) }
    return "\(owner)/\(name)"
  }
}
