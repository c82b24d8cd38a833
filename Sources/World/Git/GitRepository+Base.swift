/// The branch that features begin at and end in.
public struct DefaultBranch: Hashable, Sendable {
  public enum Source: String, Sendable, Hashable {
    /// What the clone noted of the remote.
    case noted
    /// What the remote answered just now.
    case asked
    /// A usual name that exists.
    case usual
    /// What the main checkout stands on.
    case checkedOut
  }

  /// `main`.
  public let name: String
  /// `origin`; nil for a repository without a remote.
  public let remote: String?
  public let source: Source

  public init(name: String, remote: String?, source: Source) {
    self.name = name
    self.remote = remote
    self.source = source
  }

  /// The branch as this repository knows it from its remote; its own where there is none.
  var reference: String { remote.map { "refs/remotes/\($0)/\(name)" } ?? "refs/heads/\(name)" }
}

/// The commit that a feature begins at.
public struct FeatureBase: Hashable, Sendable {
  /// The name of it for people: `origin/main`.
  public let name: String
  /// The full id.
  public let commit: String
  /// Whether the remote was asked just now, or there is none to ask.
  public let isFresh: Bool
  /// Why it may be old, for a person; nil when it is fresh.
  public let remark: String?
}

extension GitRepository {
  /// The remote that counts: `origin`, else the only one. Nil for none, and for several without an `origin`.
  public func remote() async throws(GitFailure) -> String? {
    let names = try await run(["remote"]).split(separator: "\n").map(String.init).filter { !$0.hasPrefix("-") }
    return names.contains("origin") ? "origin" : names.count == 1 ? names.first : nil
  }

  /// Owner and name of the repository at its host. Nil without a remote, and for a remote that is a path.
  public func remoteAddress() async throws(GitFailure) -> RemoteAddress? {
    guard let remote = try await remote() else { return nil }
    let url = try await outcome(["remote", "get-url", "--", remote])
    if url.status == 0, let address = RemoteAddress(url: url.output.withoutLineEnd) { return address }
    // A person's `insteadOf` may lead to a mirror on this machine; what was written down names the host.
    let written = try await outcome(["config", "--get", "remote.\(remote).url"])
    return written.status == 0 ? RemoteAddress(url: written.output.withoutLineEnd) : nil
  }

  /// The default branch: what the clone noted of the remote's, else what the remote says now, else a usual name that
  /// exists, else what the main checkout stands on.
  ///
  /// - Parameter timeout: for asking the remote, which is only done where nothing is noted.
  /// - Throws: ``GitFailure/noDefaultBranch(_:)`` when none of these tells.
  public func defaultBranch(timeout: Duration = .seconds(10)) async throws(GitFailure) -> DefaultBranch {
    let remote = try await remote()
    if let remote {
      let noted = try await outcome(["symbolic-ref", "--quiet", "refs/remotes/\(remote)/HEAD"])
      let prefix = "refs/remotes/\(remote)/"
      // A branch that was renamed at the remote leaves a note that points nowhere.
      if noted.status == 0, noted.output.hasPrefix(prefix), try await commit(noted.output.trimmed) != nil {
        return DefaultBranch(name: String(noted.output.trimmed.dropFirst(prefix.count)), remote: remote, source: .noted)
      }
      if let name = try await askedDefaultBranch(remote, timeout: timeout) {
        return DefaultBranch(name: name, remote: remote, source: .asked)
      }
    }
    let configured = try await outcome(["config", "--get", "init.defaultBranch"]).output.trimmed
    for name in [configured, "main", "master", "trunk"] where !name.isEmpty {
      let branch = DefaultBranch(name: name, remote: remote, source: .usual)
      if try await commit(branch.reference) != nil { return branch }
      if remote != nil, try await commit("refs/heads/\(name)") != nil {
        return DefaultBranch(name: name, remote: nil, source: .usual)
      }
    }
    let head = try await outcome(["symbolic-ref", "--quiet", "--short", "HEAD"])
    guard head.status == 0 else { throw .noDefaultBranch(top) }
    return DefaultBranch(name: head.output.trimmed, remote: nil, source: .checkedOut)
  }

  private func askedDefaultBranch(_ remote: String, timeout: Duration) async throws(GitFailure) -> String? {
    let answer: BoundedRun.Outcome
    do throws(GitFailure) {
      answer = try await outcome(["ls-remote", "--symref", "--", remote, "HEAD"], timeout: timeout)
    } catch {
      if case .silent = error { return nil }
      throw error
    }
    guard answer.status == 0 else { return nil }
    for line in answer.output.split(separator: "\n") where line.hasPrefix("ref: refs/heads/") {
      let name = line.dropFirst("ref: refs/heads/".count).prefix { $0 != "\t" }
      if !name.isEmpty, !name.hasPrefix("-") { return String(name) }
    }
    return nil
  }

  /// Fetches the default branch, and tells its tip.
  ///
  /// A remote that cannot be reached is no failure: the tip that is known here counts, with a remark.
  ///
  /// - Throws: ``GitFailure``: `noCommits` where there is no tip to begin at.
  public func fetch(
    _ branch: DefaultBranch, timeout: Duration = .seconds(20)
  ) async throws(GitFailure) -> FeatureBase {
    guard let remote = branch.remote else {
      guard let commit = try await commit(branch.reference) else { throw .noCommits(branch.name) }
      return FeatureBase(name: branch.name, commit: commit, isFresh: true, remark: nil)
    }
    var remark: String?
    do throws(GitFailure) {
      try await run(
        [
          "fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-auto-gc", "--", remote,
          "+refs/heads/\(branch.name):\(branch.reference)",
        ], timeout: timeout)
    } catch {
      switch error {
      case .refused(let words):
        remark = words.split(whereSeparator: \.isNewline).first.map(String.init) ?? "git fetch failed"
      case .silent(_, let seconds): remark = "no answer within \(seconds) s"
      default: throw error
      }
    }
    for (name, reference) in [
      ("\(remote)/\(branch.name)", branch.reference), (branch.name, "refs/heads/\(branch.name)"),
    ] {
      guard let commit = try await commit(reference) else { continue }
      return FeatureBase(
        name: name, commit: commit, isFresh: remark == nil,
        remark: remark.map { "\(remote) could not be asked (\($0)); began at \(name) as it is known here" })
    }
    throw .noCommits(branch.name)
  }

  /// The commit that a feature begins at.
  ///
  /// - Parameter wanted: a branch, tag or commit; a branch of the remote's is fetched first, and our branch of that
  ///   name counts only if it is ahead. Nil: the default branch.
  /// - Throws: ``GitFailure``: `unknownReference`, `noDefaultBranch` or `noCommits`.
  public func base(_ wanted: String?, timeout: Duration = .seconds(20)) async throws(GitFailure) -> FeatureBase {
    guard let wanted else { return try await fetch(try await defaultBranch(timeout: timeout), timeout: timeout) }
    guard !wanted.isEmpty, !wanted.hasPrefix("-") else { throw .unknownReference(wanted) }
    if let remote = try await remote() {
      let name = wanted.hasPrefix("\(remote)/") ? String(wanted.dropFirst(remote.count + 1)) : wanted
      let branch = DefaultBranch(name: name, remote: remote, source: .asked)
      if try await isLegal(branch: name), try await commit(branch.reference) != nil {
        let base = try await fetch(branch, timeout: timeout)
        guard name == wanted, let own = try await commit("refs/heads/\(name)"), own != base.commit,
          try await isAncestor(base.commit, of: own)
        else { return base }
        return FeatureBase(name: name, commit: own, isFresh: base.isFresh, remark: base.remark)
      }
    }
    guard let commit = try await commit(wanted) else { throw .unknownReference(wanted) }
    return FeatureBase(name: wanted, commit: commit, isFresh: true, remark: nil)
  }

  func isAncestor(_ old: String, of new: String) async throws(GitFailure) -> Bool {
    try await outcome(["merge-base", "--is-ancestor", old, new]).status == 0
  }

  /// Whether git takes a text for the name of a branch.
  func isLegal(branch: String) async throws(GitFailure) -> Bool {
    guard !branch.isEmpty, !branch.hasPrefix("-"), !branch.contains("\0") else { return false }
    return try await outcome(["check-ref-format", "refs/heads/\(branch)"]).status == 0
  }
}
