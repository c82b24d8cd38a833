import Foundation
import StandInGitHub

/// `gh pr create`, where nobody is there to be asked.
enum PullCreation {
  static func run(_ arguments: some Sequence<String>, _ context: Context) throws -> Result {
    let options = try Options(
      arguments,
      valued: [
        "title": "t", "body": "b", "body-file": "F", "head": "H", "base": "B", "repo": "R", "label": "l",
        "assignee": "a", "reviewer": "r", "milestone": "m", "project": "p",
      ], plain: ["fill": "f", "draft": "d", "fill-first": "", "fill-verbose": ""])
    let repository = try Commands.repository(options, context)
    let isFilled = options.has("fill") || options.has("fill-first") || options.has("fill-verbose")
    var body = options["body"]
    if let file = options["body-file"] { body = try text(of: file) }
    guard isFilled || (options["title"] != nil && body != nil) else {
      throw Failure("must provide `--title` and `--body` (or `--fill`) when not running interactively")
    }
    guard let named = options["head"] ?? Git.currentBranch else {
      throw Failure("could not determine the current branch")
    }
    let parts = named.split(separator: ":", maxSplits: 1).map(String.init)
    let (headOwner, head) = parts.count == 2 ? (parts[0], parts[1]) : (nil, named)
    guard let tip = Git.tip(of: head, at: "origin") else {
      throw Failure(
        options["head"] == nil
          ? "aborted: you must first push the current branch to a remote, or use the --head flag"
          : "pull request create failed: GraphQL: Head sha can't be blank, Head ref must be a branch (createPullRequest)"
      )
    }
    let base = options["base"] ?? Git.defaultBranch(at: "origin") ?? "main"
    guard head != base || headOwner != nil else {
      throw Failure("pull request create failed: GraphQL: No commits between \(base) and \(head) (createPullRequest)")
    }
    let log = Git.output(["log", "-1", "--format=%s", tip])
    let remote = Git.output(["remote", "get-url", "origin"])
    let url = try context.file.edit { state in
      var entry = state.repositories[repository] ?? .init()
      if let old = entry.pulls.first(where: { $0.head == head && $0.state == "OPEN" && $0.headOwner == headOwner }) {
        throw Failure(
          "a pull request for branch \"\(head)\" into branch \"\(old.base)\" already exists:\n\(old.url(repository))")
      }
      var pull = GitHubState.Pull(
        number: entry.next, head: head, title: options["title"] ?? log ?? head, base: base, author: state.login)
      pull.body = body ?? ""
      pull.headOwner = headOwner
      pull.headOid = tip
      pull.draft = options.has("draft")
      pull.createdAt = GitHubState.now
      pull.updatedAt = pull.createdAt
      entry.next += 1
      entry.pulls.append(pull)
      if let remote { entry.remote = remote }
      state.repositories[repository] = entry
      return pull.url(repository)
    }
    return .success(url + "\n")
  }

  private static func text(of file: String) throws -> String {
    let data = file == "-" ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: file)
    guard let data else { throw Failure("open \(file): no such file or directory") }
    return String(decoding: data, as: UTF8.self)
  }
}
