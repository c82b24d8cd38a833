public import Fleet

extension GitHub {
  /// The end of a job's log, as far as it tells why the job failed.
  ///
  /// The log of the job itself, as `gh run view --log-failed` refuses to show anything before the whole run is done, and
  /// fetches the logs of all its jobs.
  ///
  /// - Parameter lines: at most so many of them.
  /// - Throws: ``GitHubFailure``; ``GitHubFailure/noSuchRepository(_:)`` also when there is no such job, or its log is
  ///   not kept any more.
  public func logTail(
    ofJob job: Int64, in repository: RepositoryName, lines: Int = 40
  ) async throws(GitHubFailure) -> String {
    let output = try await run(
      ["api", "\(Self.path(of: repository))/actions/jobs/\(job)/logs", "--hostname", repository.host],
      limit: .tail(256 << 10))
    guard output.status == 0 else {
      let message = GitHubReply.shortened(output.errors)
      if message.contains("HTTP 404") || message.contains("HTTP 410") { throw .noSuchRepository(message) }
      if message.contains("HTTP 401") || output.status == 4 { throw .notLoggedIn(message) }
      if message.contains("rate limit") { throw .rateLimited(seconds: nil) }
      throw .network(message.isEmpty ? "gh ended without a word" : message)
    }
    return JobLog.tail(String(decoding: output.text, as: UTF8.self), lines: lines)
  }
}

/// The log of a job of GitHub Actions.
enum JobLog {
  /// A line longer than this says nothing to anybody.
  private static let widest = 400

  /// The last lines before the end of what failed: behind it the job only tidies up.
  static func tail(_ log: String, lines: Int) -> String {
    var all = log.split(omittingEmptySubsequences: false, whereSeparator: isEnd).map { plain($0) }
    while all.last?.isEmpty == true { all.removeLast() }
    if let last = all.lastIndex(where: { $0.hasPrefix("##[error]") }) { all = Array(all[...last]) }
    return all.suffix(max(0, lines)).joined(separator: "\n")
  }

  private static func isEnd(_ character: Character) -> Bool { character == "\n" || character == "\r\n" }

  /// Without the time at its beginning, and without anything that a terminal would obey.
  private static func plain(_ line: Substring) -> String {
    var line = line
    if let space = line.firstIndex(of: " "), line[..<space].hasSuffix("Z"),
      GitHubTime.seconds(of: String(line[..<space])) != nil
    {
      line = line[line.index(after: space)...]
    }
    // Of what a progress bar drew over itself, the last is what a person saw.
    let last = line.split(separator: "\r").last ?? ""
    return String(withoutEscapes(last).prefix(widest))
  }

  private enum Place { case text, escape, sequence, command, commandEscape }

  private static func withoutEscapes(_ line: Substring) -> String {
    var result = String.UnicodeScalarView()
    var place = Place.text
    for scalar in line.unicodeScalars {
      switch (place, scalar.value) {
      case (_, 0x1B): place = place == .command ? .commandEscape : .escape
      case (.escape, 0x5B): place = .sequence
      case (.escape, 0x5D), (.escape, 0x50), (.escape, 0x5E), (.escape, 0x5F): place = .command
      case (.escape, 0x20...0x2F): break
      case (.escape, _), (.commandEscape, _): place = .text
      case (.sequence, 0x40...0x7E): place = .text
      case (.command, 0x07): place = .text
      case (.sequence, _), (.command, _): break
      case (.text, 0x09): result.append(scalar)
      case (.text, 0..<0x20), (.text, 0x7F...0x9F): break
      case (.text, _): result.append(scalar)
      }
    }
    return String(result)
  }
}
