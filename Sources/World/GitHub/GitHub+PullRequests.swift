public import Fleet
internal import Recognition

extension GitHub {
  /// Everything about the pull requests of these branches, in one call. A branch without one is not in the answer.
  public func details(
    of questions: [PullRequestCall.Question], in repository: RepositoryName
  ) async throws(GitHubFailure) -> [PullRequest] {
    guard !questions.isEmpty else { return [] }
    let query = PullRequestQuery(questions, in: repository)
    var arguments = [
      "api", "graphql", "--include", "--hostname", repository.host, "--raw-field", "query=\(query.text)",
    ]
    for variable in query.variables { arguments += ["--raw-field", "\(variable.name)=\(variable.value)"] }
    let reply = try GitHubReply(try await run(arguments))
    let answer = try reply.json()
    // gh ends with 1 when there is any error, also where the rest was answered.
    if let data = answer["data"]?["repository"] { return PullRequestReader.found(query, in: data) }
    throw Self.failure(answer, reply)
  }

  private static func failure(_ answer: JSONValue, _ reply: GitHubReply) -> GitHubFailure {
    let errors = answer["errors"]?.array ?? []
    let types = errors.compactMap { $0["type"]?.string }
    let message = GitHubReply.shortened(errors.compactMap { $0["message"]?.string }.joined(separator: "; "))
    if types.contains("RATE_LIMITED") { return .rateLimited(seconds: reply.secondsToWait) }
    if types.contains("INSUFFICIENT_SCOPES") { return .notLoggedIn(message) }
    if types.contains("NOT_FOUND") || types.contains("FORBIDDEN") { return .noSuchRepository(message) }
    return .garbage(message.isEmpty ? "an answer without a repository" : message)
  }

  /// As many entries are asked for: enough to see which of ours have changed since a minute ago.
  static let listed = 20

  /// What changed last in the repository, or that nothing did since the list with this tag.
  public func list(of repository: RepositoryName, since tag: String?) async throws(GitHubFailure)
    -> PullRequestCall.Answer
  {
    let path = "\(Self.path(of: repository))/pulls?state=all&sort=updated&direction=desc&per_page=\(Self.listed)"
    var arguments = ["api", path, "--include", "--hostname", repository.host]
    if let tag { arguments += ["--header", "If-None-Match: \(tag)"] }
    let reply = try GitHubReply(try await run(arguments))
    if reply.isUnchanged { return .unchanged }
    guard case .array(let values) = try reply.json() else { throw .garbage("no list of pull requests") }
    let entries = values.compactMap { Self.entry($0, in: repository) }
    return .list(entries, tag: reply.headers["etag"], isWhole: values.count < Self.listed)
  }

  private static func entry(_ value: JSONValue, in repository: RepositoryName) -> PullRequestCall.Entry? {
    guard let number = value["number"]?.integer, let branch = value["head"]?["ref"]?.string else { return nil }
    let owner = value["head"]?["user"]?["login"]?.string?.lowercased()
    return .init(
      number: Int(clamping: number), branch: branch, owner: owner == repository.owner.lowercased() ? nil : owner,
      updated: value["updated_at"]?.string.flatMap(GitHubTime.seconds(of:)) ?? 0)
  }

  /// Whatever an owner or a name holds, it stays one part of the path.
  static func path(of repository: RepositoryName) -> String {
    "repos/\(encoded(repository.owner))/\(encoded(repository.name))"
  }

  private static func encoded(_ part: String) -> String {
    if part == "." || part == ".." { return part.replacing(".", with: "%2E") }
    return part.utf8.reduce(into: "") { text, byte in
      let scalar = Unicode.Scalar(byte)
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || (48...57).contains(byte))
      if isPlain || "-_.".utf8.contains(byte) {
        text.unicodeScalars.append(scalar)
      } else {
        text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
  }
}
