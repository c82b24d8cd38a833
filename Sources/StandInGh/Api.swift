import Foundation
import StandInGitHub

/// `gh api`.
enum Api {
  static func run(_ arguments: some Sequence<String>, _ context: Context) throws -> Result {
    let options = try Options(
      arguments,
      valued: [
        "hostname": "", "raw-field": "f", "field": "F", "header": "H", "method": "X", "jq": "q", "input": "",
      ], plain: ["include": "i", "silent": "", "paginate": ""])
    guard options.words.count == 1, var path = options.words.first else { throw Failure("accepts 1 arg(s)") }
    if path.hasPrefix("/") { path.removeFirst() }
    var fields: [String: Any] = [:]
    for field in options.all("raw-field") + options.all("field") {
      guard let equals = field.firstIndex(of: "=") else { throw Failure("field \"\(field)\" requires a value") }
      fields[String(field[..<equals])] = String(field[field.index(after: equals)...])
    }
    var request = GitHubRequest(method: options["method"] ?? (fields.isEmpty ? "GET" : "POST"), path: path)
    for header in options.all("header") {
      guard let colon = header.firstIndex(of: ":") else { throw Failure("header \"\(header)\" requires a value") }
      request.headers[header[..<colon].lowercased()] =
        header[header.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    if path == "graphql" {
      let query = fields.removeValue(forKey: "query") ?? ""
      request.body = GitHubJSON.data(["query": query, "variables": fields])
      try Pushes.follow(context)
    }
    let response = try context.file.read().answer(to: request)
    return result(of: response, isIncluded: options.has("include"))
  }

  static func isIncluded(_ arguments: [String]) -> Bool {
    arguments.contains("--include") || arguments.contains("-i")
  }

  /// As gh prints an answer.
  static func result(of response: GitHubResponse, isIncluded: Bool) -> Result {
    var result = Result()
    if isIncluded {
      let phrases = [200: "OK", 304: "Not Modified", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found"]
      let phrase = phrases[response.status] ?? "Error"
      result.output.append(Data("HTTP/2.0 \(response.status) \(phrase)\n".utf8))
      for (name, value) in response.headers.sorted(by: { $0.key < $1.key }) {
        result.output.append(Data("\(name): \(value)\r\n".utf8))
      }
      result.output.append(Data("\r\n".utf8))
    }
    result.output.append(response.body)
    let body = try? JSONSerialization.jsonObject(with: response.body) as? [String: Any]
    if response.status >= 300 {
      let message = body?["message"] as? String
      result.errors = message.map { "gh: \($0) (HTTP \(response.status))\n" } ?? "gh: HTTP \(response.status)\n"
      result.status = 1
    } else if let errors = body?["errors"] as? [[String: Any]] {
      result.errors = errors.compactMap { $0["message"] as? String }.map { "gh: \($0)\n" }.joined()
      result.status = 1
    }
    return result
  }
}

/// What was pushed since the last look becomes the tip of its pull request, on which nothing has been checked yet.
enum Pushes {
  static func follow(_ context: Context) throws {
    for (name, repository) in try context.file.read().repositories {
      guard let remote = repository.remote else { continue }
      for pull in repository.pulls where pull.state == "OPEN" && pull.headOwner == nil {
        guard let tip = Git.tip(of: pull.head, at: remote), tip != pull.headOid else { continue }
        try context.file.edit { state in
          guard let place = state.repositories[name]?.pulls.firstIndex(where: { $0.number == pull.number }) else {
            return
          }
          state.repositories[name]?.pulls[place].headOid = tip
          state.repositories[name]?.pulls[place].checks = []
        }
      }
    }
  }
}
