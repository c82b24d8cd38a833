extension GitRepository {
  /// Whether neither branch nor directory of a feature of this name is there.
  ///
  /// - Throws: ``GitFailure`` when git cannot tell.
  public func isFree(_ name: FeatureName) async throws(GitFailure) -> Bool {
    guard FileKind(at: name.directory(in: top)) == nil else { return false }
    return try await commit("refs/heads/\(name.branch)") == nil
  }
}
