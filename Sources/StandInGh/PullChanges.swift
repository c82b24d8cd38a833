import Foundation
import StandInGitHub

/// The commands that a person gives.
enum PullChanges {
  static func merge(_ arguments: some Sequence<String>, _ context: Context) throws -> Result {
    let options = try Options(
      arguments, valued: ["repo": "R", "body": "b", "subject": "t"],
      plain: ["merge": "m", "squash": "s", "rebase": "r", "delete-branch": "d", "auto": "", "admin": ""])
    try change(options, context) { pull, _ in
      guard pull.state == "OPEN", pull.mergeable != "CONFLICTING" else {
        throw Failure("X Pull request #\(pull.number) is not mergeable")
      }
      pull.state = "MERGED"
      pull.mergedAt = GitHubState.now
      pull.closedAt = pull.mergedAt
    }
    return Result()
  }

  static func close(_ arguments: some Sequence<String>, _ context: Context) throws -> Result {
    let options = try Options(arguments, valued: ["repo": "R", "comment": "c"], plain: ["delete-branch": "d"])
    try change(options, context) { pull, _ in
      pull.state = "CLOSED"
      pull.closedAt = GitHubState.now
    }
    return Result()
  }

  static func review(_ arguments: some Sequence<String>, _ context: Context) throws -> Result {
    let options = try Options(
      arguments, valued: ["repo": "R", "body": "b"], plain: ["approve": "a", "request-changes": "r", "comment": "c"])
    let word = options.has("approve") ? "APPROVED" : options.has("request-changes") ? "CHANGES_REQUESTED" : "COMMENTED"
    guard word == "APPROVED" || options["body"]?.isEmpty == false else {
      throw Failure("body cannot be blank for \(word == "COMMENTED" ? "comment" : "request-changes") review")
    }
    try change(options, context) { pull, state in
      pull.reviews.append(
        .init(
          id: "PRR_\(state.newID())", author: state.login, state: word, body: options["body"] ?? "",
          at: GitHubState.now))
    }
    return Result()
  }

  static func comment(_ arguments: some Sequence<String>, _ context: Context) throws -> Result {
    let options = try Options(arguments, valued: ["repo": "R", "body": "b"])
    guard let body = options["body"], !body.isEmpty else {
      throw Failure("flags required when not running interactively")
    }
    let url = try change(options, context) { pull, state in
      pull.comments.append(.init(id: "IC_\(state.newID())", author: state.login, body: body, at: GitHubState.now))
    }
    return .success("\(url)#issuecomment-1\n")
  }

  @discardableResult
  private static func change(
    _ options: Options, _ context: Context, _ body: (inout GitHubState.Pull, inout GitHubState) throws -> Void
  ) throws -> String {
    let (repository, named) = try Pulls.named(options, context)
    return try context.file.edit { state in
      guard let place = state.repositories[repository]?.pulls.firstIndex(where: { $0.number == named.number }),
        var pull = state.repositories[repository]?.pulls[place]
      else { throw Failure("no pull requests found for branch \"\(named.head)\"") }
      try body(&pull, &state)
      state.repositories[repository]?.pulls[place] = pull
      return pull.url(repository)
    }
  }
}
