import Foundation
import StandInGitHub

/// gh's commands by their words.
enum Commands {
  static func run(_ arguments: [String], _ context: Context) throws -> Result {
    let rest = arguments.dropFirst(2)
    switch (arguments.first, arguments.dropFirst().first) {
    case ("api", _): return try Api.run(arguments.dropFirst(), context)
    case ("auth", "status"):
      let login = try context.file.read().login
      return .success("github.com\n  ✓ Logged in to github.com account \(login) (GH_TOKEN)\n")
    case ("pr", "create"): return try PullCreation.run(rest, context)
    case ("pr", "list"): return try Pulls.list(rest, context)
    case ("pr", "view"): return try Pulls.view(rest, context)
    case ("pr", "checks"): return try Pulls.checks(rest, context)
    case ("pr", "merge"): return try PullChanges.merge(rest, context)
    case ("pr", "close"): return try PullChanges.close(rest, context)
    case ("pr", "review"): return try PullChanges.review(rest, context)
    case ("pr", "comment"): return try PullChanges.comment(rest, context)
    case ("issue", "view"): return try Issues.view(rest, context)
    case ("issue", "list"): return try Issues.list(rest, context)
    case ("run", "view"): return try Runs.view(rest, context)
    case (let command?, let verb): throw Failure("unknown command \"\(command) \(verb ?? "")\" for \"gh\"")
    case (nil, _): throw Failure("Work seamlessly with GitHub from the command line.", status: 0)
    }
  }

  /// `owner/name` that a command is about.
  static func repository(_ options: Options, _ context: Context) throws -> String {
    if let named = options["repo"] ?? context.environment["GH_REPO"] {
      return named.split(separator: "/").suffix(2).joined(separator: "/")
    }
    guard let repository = Git.repository else {
      throw Failure("failed to run git: fatal: not a git repository (or any of the parent directories): .git")
    }
    return repository
  }

  /// The fields that `--json` names, of each value.
  static func fields(_ values: [[String: Any]], _ options: Options) throws -> [[String: Any]] {
    let names = (options["json"] ?? "").split(separator: ",").map(String.init)
    return try values.map { value in
      var picked: [String: Any] = [:]
      for name in names {
        guard let field = value[name] else { throw Failure("Unknown JSON field: \"\(name)\"") }
        picked[name] = field
      }
      return picked
    }
  }

  /// Prints JSON, or of it what a path such as `.url` or `.[0].number` names: more of jq is not played.
  static func printed(_ value: Any, _ options: Options) throws -> Result {
    guard let path = options["jq"] else { return .json(value) }
    var found: Any? = value
    for part in path.split(whereSeparator: { ".[]".contains($0) }) {
      if let index = Int(part) {
        let values = found as? [Any] ?? []
        found = index < values.count ? values[index] : nil
      } else {
        found = (found as? [String: Any])?[String(part)]
      }
    }
    if let text = found as? String { return .success(text + "\n") }
    return .json(GitHubJSON.orNull(found))
  }
}

enum Issues {
  private static let valued = [
    "repo": "R", "json": "", "jq": "q", "state": "s", "limit": "L", "label": "l", "search": "S",
  ]

  static func view(_ arguments: some Sequence<String>, _ context: Context) throws -> Result {
    let options = try Options(arguments, valued: valued, plain: ["comments": "c"])
    let repository = try Commands.repository(options, context)
    let number = (options.words.first ?? "").split(separator: "/").last.map { $0.drop { $0 == "#" } } ?? ""
    let issues = try context.file.read().repositories[repository]?.issues ?? []
    guard let issue = issues.first(where: { "\($0.number)" == number }) else {
      throw Failure("GraphQL: Could not resolve to an issue or pull request with the number of \(number).")
    }
    if options["json"] != nil {
      return try Commands.printed(
        Commands.fields([issue.fields(repository: repository)], options).first ?? [:], options)
    }
    return .success("title:\t\(issue.title)\nstate:\t\(issue.state)\nnumber:\t\(issue.number)\n--\n\(issue.body)\n")
  }

  static func list(_ arguments: some Sequence<String>, _ context: Context) throws -> Result {
    let options = try Options(arguments, valued: valued)
    let repository = try Commands.repository(options, context)
    let state = (options["state"] ?? "open").uppercased()
    let issues = (try context.file.read().repositories[repository]?.issues ?? []).filter { issue in
      (state == "ALL" || issue.state == state) && options.all("label").allSatisfy(issue.labels.contains)
    }.prefix(options["limit"].flatMap { Int($0) } ?? 30)
    if options["json"] != nil {
      return try Commands.printed(
        Commands.fields(issues.map { $0.fields(repository: repository) }, options), options)
    }
    return .success(
      issues.map { "\($0.number)\t\($0.state)\t\($0.title)\t\($0.labels.joined(separator: ", "))\n" }.joined())
  }
}

enum Runs {
  /// `gh run view --job ID --log-failed`: the lines with the job's name and step before them.
  static func view(_ arguments: some Sequence<String>, _ context: Context) throws -> Result {
    let options = try Options(
      arguments, valued: ["repo": "R", "job": "j", "json": "", "jq": "q"], plain: ["log-failed": "", "log": ""])
    let repository = try Commands.repository(options, context)
    let checks = (try context.file.read().repositories[repository]?.pulls ?? []).flatMap(\.checks)
    let jobs = checks.filter { check in
      options["job"].map { "\(check.id)" == $0 } ?? (!options.has("log-failed") || check.bucket == "fail")
    }
    guard !jobs.isEmpty else { throw Failure("failed to get run: HTTP 404: Not Found") }
    guard jobs.allSatisfy({ $0.status == "COMPLETED" }) else {
      throw Failure("run 1 is still in progress; logs will be available when it is complete")
    }
    let lines = jobs.flatMap { job in
      (job.log ?? "").split(separator: "\n", omittingEmptySubsequences: false).map {
        "\(job.name)\tUNKNOWN STEP\t\($0)"
      }
    }
    return .success(lines.joined(separator: "\n") + "\n")
  }
}
