import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Brings files that are not in git from the main checkout into a worktree. Doing it again does nothing more: what is
/// there already is never touched.
public struct WorkspaceFiles: Sendable {
  /// The top of the main checkout, without links.
  public let top: String
  /// The worktree, without links.
  public let worktree: String

  public init(top: String, worktree: String) {
    self.top = top
    self.worktree = worktree
  }

  /// Why a path was not brought.
  public enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
    /// A link on the way leads out of the repository or of the worktree.
    case escapes(String)
    case failed(String, String)

    public var description: String {
      switch self {
      case .escapes(let path): "`\(path)` leads out of the repository: it was not brought into the worktree"
      case .failed(let path, let words): "`\(path)` could not be brought into the worktree: \(words)"
      }
    }
  }

  /// Copies and links what the settings name. Blocks while it copies.
  ///
  /// - Returns: remarks for a person: what is not there, or was there already and something else.
  /// - Throws: ``Failure`` at the first path that cannot or must not be brought. Paths before it have been.
  public func bring(copies: [String], links: [String]) throws(Failure) -> [String] {
    var remarks: [String] = []
    for path in copies {
      guard let source = try source(path) else {
        remarks.append("`\(path)` is not in \(top), so it was not copied")
        continue
      }
      try checkDestination(path)
      try copy(source, to: "\(worktree)/\(path)", path, &remarks)
    }
    for path in links {
      guard try source(path) != nil else {
        remarks.append("`\(path)` is not in \(top), so it was not linked")
        continue
      }
      try checkDestination(path)
      if let remark = try makeLink(path) { remarks.append(remark) }
    }
    return remarks
  }

  /// The path in the main checkout; nil where there is nothing.
  private func source(_ path: String) throws(Failure) -> String? {
    guard isRelative(path) else { throw .escapes(path) }
    let source = "\(top)/\(path)"
    guard FileKind(at: source) != nil else { return nil }
    guard let real = FileKind.resolved(source) else { return nil }
    guard real.isInside(top), real != top, !real.isInside("\(top)/.git") else { throw .escapes(path) }
    return source
  }

  /// Settings check this already; but a copy must not depend on who made them.
  private func isRelative(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    return !path.hasPrefix("/") && !parts.isEmpty && !parts.contains("..") && parts.first != ".git"
  }

  /// The branch may hold a link where the path goes, to anywhere.
  private func checkDestination(_ path: String) throws(Failure) {
    let parent = (path.split(separator: "/").dropLast()).joined(separator: "/")
    let folder = FileKind.resolvedAsFarAsItExists(parent.isEmpty ? worktree : "\(worktree)/\(parent)")
    guard folder.isInside(worktree) else { throw .escapes(path) }
  }

  private func makeParent(of destination: String, _ path: String) throws(Failure) {
    do {
      try FileManager.default.createDirectory(
        atPath: (destination as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    } catch {
      throw .failed(path, "\(error.localizedDescription)")
    }
  }

  private func makeLink(_ path: String) throws(Failure) -> String? {
    let (destination, target) = ("\(worktree)/\(path)", "\(top)/\(path)")
    if let there = FileKind(at: destination) {
      let known = there == .link ? try? FileManager.default.destinationOfSymbolicLink(atPath: destination) : nil
      return known == target ? nil : "`\(path)` is in the worktree already, so it was not linked"
    }
    try makeParent(of: destination, path)
    guard unsafe symlink(target, destination) == 0 else { throw .failed(path, SystemWords.last) }
    return nil
  }

  // MARK: Copying

  private func copy(
    _ source: String, to destination: String, _ path: String, _ remarks: inout [String]
  ) throws(Failure) {
    switch FileKind(at: source) {
    case nil: return
    case .other: remarks.append("`\(path)` is neither file, directory nor link, so it was not copied")
    case .link: try copyLink(source, to: destination, path)
    case .file: try copyFile(source, to: destination, path, &remarks)
    case .directory:
      // Worktrees lie in the checkout: a copy of what is around them would contain itself.
      if source == "\(top)/.claude/worktrees" || worktree == source { return }
      switch FileKind(at: destination) {
      case nil, .directory: break
      default:
        remarks.append("`\(path)` is in the worktree already and no directory, so it was not copied")
        return
      }
      let names: [String]
      do {
        names = try FileManager.default.contentsOfDirectory(atPath: source)
        try FileManager.default.createDirectory(atPath: destination, withIntermediateDirectories: true)
      } catch {
        throw .failed(path, "\(error.localizedDescription)")
      }
      for name in names.sorted() where name != ".git" {
        try copy("\(source)/\(name)", to: "\(destination)/\(name)", "\(path)/\(name)", &remarks)
      }
    }
  }

  private func copyLink(_ source: String, to destination: String, _ path: String) throws(Failure) {
    guard FileKind(at: destination) == nil else { return }
    do {
      let target = try FileManager.default.destinationOfSymbolicLink(atPath: source)
      if let real = FileKind.resolved(source), !real.isInside(top) { throw Failure.escapes(path) }
      try makeParent(of: destination, path)
      try FileManager.default.createSymbolicLink(atPath: destination, withDestinationPath: target)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw .failed(path, "\(error.localizedDescription)")
    }
  }

  private func copyFile(
    _ source: String, to destination: String, _ path: String, _ remarks: inout [String]
  ) throws(Failure) {
    if FileKind(at: destination) != nil {
      if !FileManager.default.contentsEqual(atPath: source, andPath: destination) {
        remarks.append("`\(path)` is in the worktree already, so it was not copied")
      }
      return
    }
    try makeParent(of: destination, path)
    // Under its name when it is whole: being stopped half way must not leave half a file that counts as there.
    let part = "\(destination).argosy-part"
    do {
      if FileKind(at: part) == .file { try FileManager.default.removeItem(atPath: part) }
      try FileManager.default.copyItem(atPath: source, toPath: part)
    } catch {
      throw .failed(path, "\(error.localizedDescription)")
    }
    guard unsafe rename(part, destination) == 0 else { throw .failed(path, SystemWords.last) }
  }
}
