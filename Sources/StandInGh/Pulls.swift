import Foundation
import StandInGitHub

/// The commands that only look.
enum Pulls {
  private static let valued = [
    "repo": "R", "json": "", "jq": "q", "state": "s", "limit": "L", "head": "H", "base": "B", "author": "A",
    "label": "l", "search": "S",
  ]

  static func list(_ arguments: some Sequence<String>, _ context: Context) throws -> Result {
    let options = try Options(arguments, valued: valued, plain: ["draft": "d"])
    let repository = try Commands.repository(options, context)
    try Pushes.follow(context)
    let state = (options["state"] ?? "open").uppercased()
    let pulls = (try context.file.read().repositories[repository]?.pulls ?? []).filter { pull in
      (state == "ALL" || pull.state == state) && options["head"].map { $0 == pull.head } ?? true
        && options["base"].map { $0 == pull.base } ?? true
    }.sorted { $0.number > $1.number }.prefix(options["limit"].flatMap { Int($0) } ?? 30)
    if options["json"] != nil {
      return try Commands.printed(Commands.fields(pulls.map { $0.fields(repository: repository) }, options), options)
    }
    return .success(pulls.map { "\($0.number)\t\($0.title)\t\($0.head)\t\($0.state)\t\($0.createdAt)\n" }.joined())
  }

  static func view(_ arguments: some Sequence<String>, _ context: Context) throws -> Result {
    let options = try Options(arguments, valued: valued, plain: ["comments": "c"])
    let (repository, pull) = try named(options, context)
    if options["json"] != nil {
      return try Commands.printed(
        Commands.fields([pull.fields(repository: repository)], options).first ?? [:], options)
    }
    return .success(
      "title:\t\(pull.title)\nstate:\t\(pull.state)\nauthor:\t\(pull.author)\nnumber:\t\(pull.number)\n"
        + "url:\t\(pull.url(repository))\n--\n\(pull.body)\n")
  }

  static func checks(_ arguments: some Sequence<String>, _ context: Context) throws -> Result {
    let options = try Options(arguments, valued: valued, plain: ["required": "", "watch": ""])
    let (repository, pull) = try named(options, context)
    guard !pull.checks.isEmpty else { throw Failure("no checks reported on the '\(pull.head)' branch") }
    let status: Int32 =
      pull.checks.contains { ["fail", "cancel"].contains($0.bucket) }
      ? 1 : pull.checks.contains { $0.bucket == "pending" } ? 8 : 0
    if options["json"] != nil {
      let values: [[String: Any]] = pull.checks.map { check in
        [
          "name": check.name, "workflow": check.workflow ?? "", "bucket": check.bucket,
          "state": check.conclusion ?? check.status, "startedAt": GitHubJSON.orNull(check.startedAt),
          "completedAt": GitHubJSON.orNull(check.completedAt), "description": "", "event": "pull_request",
          "link": "https://github.com/\(repository)/actions/runs/1/job/\(check.id)",
        ]
      }
      return try Commands.printed(Commands.fields(values, options), options)
    }
    let lines = pull.checks.map {
      "\($0.name)\t\($0.bucket)\t0\thttps://github.com/\(repository)/actions/runs/1/job/\($0.id)\n"
    }
    return Result(output: Data(lines.joined().utf8), status: status)
  }

  /// The pull request that is named by number, address or branch, or that of the current branch.
  static func named(
    _ options: Options, _ context: Context
  ) throws -> (repository: String, pull: GitHubState.Pull) {
    let repository = try Commands.repository(options, context)
    try Pushes.follow(context)
    let pulls = try context.file.read().repositories[repository]?.pulls ?? []
    if let word = options.words.first, let number = Int(word.drop { $0 == "#" }.split(separator: "/").last ?? "") {
      guard let pull = pulls.first(where: { $0.number == number }) else {
        throw Failure(
          "GraphQL: Could not resolve to a PullRequest with the number of \(number). (repository.pullRequest)")
      }
      return (repository, pull)
    }
    let branch = options.words.first ?? Git.currentBranch ?? ""
    let candidates = pulls.filter { $0.head == branch }
    guard let pull = candidates.last(where: { $0.state == "OPEN" }) ?? candidates.last else {
      throw Failure("no pull requests found for branch \"\(branch)\"")
    }
    return (repository, pull)
  }
}
