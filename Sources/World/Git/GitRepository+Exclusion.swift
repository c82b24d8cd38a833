import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension GitRepository {
  /// Sees to it that a worktree inside the main checkout does not show there as an untracked directory.
  ///
  /// What already ignores it is left as it is; else a line is added to the repository's own `info/exclude`, which is
  /// nobody's file that is committed. Nothing happens for a path outside the checkout, or the second time.
  ///
  /// - Returns: the line that was added; nil for none.
  @discardableResult
  func exclude(worktree path: String) async throws(GitFailure) -> String? {
    guard path.isInside(top), path != top else { return nil }
    let relative = String(path.dropFirst(top.count + 1))
    let answer = try await outcome(["check-ignore", "--quiet", "--no-index", "--", "\(relative)/"])
    guard answer.status == 1 else {
      guard answer.status == 0 else { throw .refused(GitProgram.words(answer)) }
      return nil
    }
    // The folder that holds the worktrees; for one directly in the checkout, itself.
    let folder = relative.split(separator: "/").dropLast().joined(separator: "/")
    let line = "/\(Self.pattern(folder.isEmpty ? relative : folder))/"
    let file = "\(commonDirectory)/info/exclude"
    _ = unsafe mkdir("\(commonDirectory)/info", 0o777)
    let before = FileManager.default.contents(atPath: file) ?? Data()
    let text = (before.isEmpty || before.last == UInt8(ascii: "\n") ? "" : "\n") + line + "\n"
    let descriptor = unsafe open(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .refused("cannot write \(file)") }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    guard unsafe write(descriptor, bytes, bytes.count) == bytes.count else { throw .refused("cannot write \(file)") }
    return line
  }

  /// The path as a pattern that means only itself.
  private static func pattern(_ path: String) -> String {
    String(path.flatMap { #"\*?[ "#.contains($0) ? ["\\", $0] : [$0] })
  }
}
