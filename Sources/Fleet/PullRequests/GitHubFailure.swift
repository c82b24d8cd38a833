/// Why `gh` gave no answer.
public enum GitHubFailure: Error, Hashable, Sendable, CustomStringConvertible {
  case missingProgram
  /// The text is gh's or the server's.
  case notLoggedIn(String)
  /// - Parameter seconds: how long the server wants to be left alone; nil when it does not say.
  case rateLimited(seconds: Int?)
  /// It is not there, or not for this login: the server does not tell which.
  case noSuchRepository(String)
  /// The server was not reached, or could not answer, or took too long.
  case network(String)
  /// What came is not what was asked for.
  case garbage(String)

  public var description: String {
    switch self {
    case .missingProgram: "gh was not found on PATH. Install GitHub's command line (apt install gh, brew install gh)"
    case .notLoggedIn(let message): "gh is not logged in: run gh auth login (\(message))"
    case .rateLimited(let seconds?): "the server wants no more questions for \(seconds) s"
    case .rateLimited(nil): "the server wants no more questions for a while"
    case .noSuchRepository(let message): message
    case .network(let message): "the server was not reached: \(message)"
    case .garbage(let message): "gh answered something unexpected: \(message)"
    }
  }
}
