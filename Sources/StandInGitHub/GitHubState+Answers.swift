import Foundation

extension GitHubState {
  /// The answer to a request of exactly the kinds that argosy makes; anything else is not found.
  public func answer(to request: GitHubRequest) -> GitHubResponse {
    var response = answerPlainly(to: request)
    response.headers["Date"] = Self.header(Date())
    if response.headers["X-Ratelimit-Remaining"] == nil { response.headers["X-Ratelimit-Remaining"] = "4999" }
    guard request.method == "GET", response.status == 200 else { return response }
    let tag = "W/\"\(Self.hash(response.body))\""
    response.headers["Etag"] = tag
    guard request.headers["if-none-match"] == tag else { return response }
    response.status = 304
    response.body = Data()
    response.headers["Content-Type"] = nil
    return response
  }

  /// What a server answers in place of that.
  public static func failure(_ fault: Fault) -> GitHubResponse {
    switch fault.kind {
    case .rateLimited:
      let now = Date()
      let reset = Int(now.timeIntervalSince1970.rounded(.down)) + Int(fault.seconds)
      return .failure(
        403, "API rate limit exceeded for user ID 1.",
        headers: [
          "X-Ratelimit-Remaining": "0", "X-Ratelimit-Reset": "\(reset)", "Date": header(now),
        ])
    case .notLoggedIn: return .failure(401, "Bad credentials")
    case .garbage:
      var response = GitHubResponse(text: "{\"data\":{\"repository\":{\"p0\":{\"numb")
      response.headers["Content-Type"] = "application/json"
      return response
    case .network, .slow: return .failure(502, "Bad Gateway")
    }
  }

  private func answerPlainly(to request: GitHubRequest) -> GitHubResponse {
    let parts = request.path.split(separator: "?", maxSplits: 1).first.map { $0.split(separator: "/") } ?? []
    if request.method == "POST", parts == ["graphql"] || parts == ["api", "graphql"] { return graph(request.body) }
    guard request.method == "GET", parts.count >= 4, parts[0] == "repos",
      let repository = repositories["\(parts[1])/\(parts[2])"]
    else { return .failure(404, "Not Found") }
    let owner = String(parts[1])
    let full = "\(parts[1])/\(parts[2])"
    switch parts.count {
    case 4 where parts[3] == "pulls":
      let pulls = repository.pulls.sorted { ($0.updatedAt, $0.number) > ($1.updatedAt, $1.number) }
      let most = Self.number(of: "per_page", in: request.path) ?? 30
      return GitHubResponse(json: pulls.prefix(most).map { $0.entry(owner: owner, repository: full) })
    case 5 where parts[3] == "issues":
      guard let issue = repository.issues.first(where: { "\($0.number)" == parts[4] }) else { break }
      return GitHubResponse(json: issue.entry(repository: full))
    case 7 where parts[3] == "actions" && parts[4] == "jobs" && parts[6] == "logs":
      let checks = repository.pulls.flatMap(\.checks)
      guard let log = checks.first(where: { "\($0.id)" == parts[5] })?.log else { break }
      return GitHubResponse(text: log)
    default: break
    }
    return .failure(404, "Not Found")
  }

  private func graph(_ body: Data) -> GitHubResponse {
    guard let question = try? JSONSerialization.jsonObject(with: body) as? [String: Any],
      let query = question["query"] as? String
    else { return .failure(400, "Problems parsing JSON") }
    let variables = question["variables"] as? [String: Any] ?? [:]
    let full = "\(variables["owner"] ?? "")/\(variables["name"] ?? "")"
    guard let repository = repositories[full] else {
      let error: [String: Any] = [
        "type": "NOT_FOUND", "path": ["repository"],
        "message": "Could not resolve to a Repository with the name '\(full)'.",
      ]
      return GitHubResponse(json: ["data": ["repository": NSNull()], "errors": [error]])
    }
    var found: [String: Any] = [:]
    var errors: [[String: Any]] = []
    for match in query.matches(of: /(\w+):pullRequest\(number:(\d+)\)/) {
      let alias = String(match.1)
      if let pull = repository.pulls.first(where: { "\($0.number)" == match.2 }) {
        found[alias] = pull.node(repository: full)
      } else {
        found[alias] = NSNull()
        errors.append([
          "type": "NOT_FOUND", "path": ["repository", alias],
          "message": "Could not resolve to a PullRequest with the number of \(match.2).",
        ])
      }
    }
    for match in query.matches(of: /(\w+):pullRequests\(headRefName:\$(\w+),first:(\d+)/) {
      let branch = variables[String(match.2)] as? String
      let pulls = repository.pulls.filter { $0.head == branch }.sorted { $0.number > $1.number }
      found[String(match.1)] = [
        "nodes": pulls.prefix(Int(match.3) ?? 1).map { $0.node(repository: full) }
      ]
    }
    var answer: [String: Any] = ["data": ["repository": found]]
    if !errors.isEmpty { answer["errors"] = errors }
    return GitHubResponse(json: answer)
  }

  private static func number(of name: String, in path: String) -> Int? {
    path.split(whereSeparator: { "?&".contains($0) }).first { $0.hasPrefix("\(name)=") }
      .flatMap { Int($0.dropFirst(name.count + 1)) }
  }

  /// FNV-1a, so that the same answer has the same tag in every process.
  private static func hash(_ data: Data) -> String {
    String(data.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }, radix: 16)
  }

  private static func header(_ date: Date) -> String {
    let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let iso = date.formatted(.iso8601)
    let day = Int(date.timeIntervalSince1970 / 86_400) % 7
    let parts = iso.split(whereSeparator: { "-TZ".contains($0) })
    guard parts.count == 4, let month = Int(parts[1]), (1...12).contains(month) else { return iso }
    return "\(days[day]), \(parts[2]) \(months[month - 1]) \(parts[0]) \(parts[3]) GMT"
  }
}
