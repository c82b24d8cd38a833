import Foundation
import StandInGitHub

/// A stand-in for GitHub's command line, for tests: the same commands, words and exit codes, and behind them a file.
///
/// `STANDIN_GH_STATE` names the file (``GitHubState``), `STANDIN_GH_LOG` another to which a line of JSON is added for
/// each call, before anything is done about it.
@main
struct StandInGh {
  static func main() {
    let result = run(Array(CommandLine.arguments.dropFirst()), ProcessInfo.processInfo.environment)
    FileHandle.standardOutput.write(result.output)
    FileHandle.standardError.write(Data(result.errors.utf8))
    exit(result.status)
  }

  private static func run(_ arguments: [String], _ environment: [String: String]) -> Result {
    log(arguments, environment)
    guard let path = environment["STANDIN_GH_STATE"], !path.isEmpty else {
      return .failure("STANDIN_GH_STATE is not set")
    }
    if arguments == ["--version"] { return .success("gh version 2.23.0 (stand-in)\n") }
    let file = StateFile(path: path)
    do {
      let command = arguments.first ?? ""
      if let fault = try file.edit({ $0.takeFault(for: command) }) {
        guard fault.kind == .slow else { return Failing.result(of: fault, arguments) }
        Thread.sleep(forTimeInterval: fault.seconds)
      }
      let context = Context(file: file, environment: environment)
      return try Commands.run(arguments, context)
    } catch let failure as Failure {
      return .failure(failure.message, status: failure.status)
    } catch {
      return .failure("\(error)")
    }
  }

  /// One write, so that a reader never sees half a line.
  private static func log(_ arguments: [String], _ environment: [String: String]) {
    guard let path = environment["STANDIN_GH_LOG"], !path.isEmpty else { return }
    let entry: [String: Any] = [
      "t": Date().timeIntervalSince1970, "pid": Int(ProcessInfo.processInfo.processIdentifier), "argv": arguments,
      "cwd": FileManager.default.currentDirectoryPath,
    ]
    let line = GitHubJSON.data(entry) + Data("\n".utf8)
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    unsafe line.withUnsafeBytes { _ = unsafe write(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
  }
}

/// What is printed, and the exit code.
struct Result {
  var output = Data()
  var errors = ""
  var status: Int32 = 0

  static func success(_ text: String) -> Result { Result(output: Data(text.utf8)) }
  static func json(_ value: Any) -> Result { Result(output: GitHubJSON.data(value) + Data("\n".utf8)) }
  static func failure(_ message: String, status: Int32 = 1) -> Result {
    Result(errors: message + "\n", status: status)
  }
}

struct Failure: Error {
  let message: String
  var status: Int32 = 1

  init(_ message: String, status: Int32 = 1) {
    self.message = message
    self.status = status
  }
}

struct Context {
  let file: StateFile
  let environment: [String: String]
}

enum Failing {
  static func result(of fault: GitHubState.Fault, _ arguments: [String]) -> Result {
    switch fault.kind {
    case .notLoggedIn:
      return .failure("To get started with GitHub CLI, please run:  gh auth login", status: 4)
    case .network, .slow:
      return .failure(
        "error connecting to api.github.com\ncheck your internet connection or https://githubstatus.com")
    case .rateLimited, .garbage:
      let response = GitHubState.failure(fault)
      if arguments.first == "api" { return Api.result(of: response, isIncluded: Api.isIncluded(arguments)) }
      if fault.kind == .garbage { return Result(output: response.body) }
      return .failure("GraphQL: API rate limit exceeded for user ID 1.")
    }
  }
}
