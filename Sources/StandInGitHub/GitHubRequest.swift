public import Foundation

/// A request to GitHub's interface, and the stand-in's answer: what the stand-in gh makes of `gh api`, and what a server
/// of a test tells the real gh.
public struct GitHubRequest: Sendable {
  public var method: String
  /// Without the slash at its beginning; with what is asked behind `?`.
  public var path: String
  /// Names in small letters.
  public var headers: [String: String]
  public var body: Data

  public init(method: String = "GET", path: String, headers: [String: String] = [:], body: Data = Data()) {
    self.method = method
    self.path = path
    self.headers = headers
    self.body = body
  }
}

public struct GitHubResponse: Sendable {
  public var status: Int
  public var headers: [String: String]
  public var body: Data

  /// GitHub's own words, which gh repeats on standard error.
  public static func failure(_ status: Int, _ message: String, headers: [String: String] = [:]) -> GitHubResponse {
    GitHubResponse(json: ["message": message], status: status, headers: headers)
  }

  init(json: Any, status: Int = 200, headers: [String: String] = [:]) {
    self.status = status
    self.headers = headers.merging(["Content-Type": "application/json; charset=utf-8"]) { mine, _ in mine }
    self.body = GitHubJSON.data(json)
  }

  init(text: String) {
    status = 200
    headers = ["Content-Type": "text/plain; charset=utf-8"]
    body = Data(text.utf8)
  }
}

public enum GitHubJSON {
  public static func data(_ value: Any) -> Data {
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes, .fragmentsAllowed]
    return (try? JSONSerialization.data(withJSONObject: value, options: options)) ?? Data("null".utf8)
  }

  public static func orNull(_ value: Any?) -> Any { value ?? NSNull() }
}
